"""What a time expression means before anybody says when "now" is: values without a date."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absolute:
    """A Gregorian date as far as it is told; any part may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Hijri:
    """A Hijri date as far as it is told.

    Attributes:
        year, month, day: what is told.
        direction: the last (-1), this (0) or next (1) one, or None where only nearness tells.
        gregorian: the Gregorian year in which it lies («رمضان 2019»), or None.
        ahead: whether words of its clause look forward.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    direction: int | None = None
    gregorian: int | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """`count` units from the creation date: D, W, M, Q, Y, E (decade), C (century), TH, TM, TS."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class RelativeMonth:
    """A named month before (−1), at (0) or after (1) the creation date («نيسان الماضي»)."""

    month: int
    direction: int
    day: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class SameMonth:
    """A day of the month told before («18 منه»); composing puts that month in its place."""

    day: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday 1): the last, this or next one, or None where only a cue tells.

    Attributes:
        day: Monday is 1.
        direction: -1, 0 or 1 («الماضي», «هذا», «المقبل»); -2 and 2 are one more.
        ahead: whether words of its clause look forward («من المقرر», «سـ»).
        from_here: «بدءاً من يوم الأربعاء»: the first one on or after.
        week: the week that holds it, counted from the creation date («الأحد من الأسبوع المقبل»).
    """

    day: int
    direction: int | None = None
    ahead: bool = False
    from_here: bool = False
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `certain` is False where the half of the day is not told."""

    hour: int
    minute: int = 0
    certain: bool = True
    zone: str | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: TIMEX3 value, ``PT72H``, ``P1Y6M``, ``PXD``."""

    value: str


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time that ends (-1) or begins (1) at the creation date."""

    value: str
    direction: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set: TIMEX3 value of its period or of its days."""

    value: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar by name: decade, century (also Hijri), quarter, half, season."""

    kind: str
    value: int
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """An offset from an event of the text («قبل ساعات من إعلان»): its length alone is known."""

    value: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A date that does not exist (31 شباط): kept as written with its reason."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a rule of the calendar tells (`reader.times.calendar.named_day`).

    Attributes:
        code: as in the table of named days.
        year: the year told, or None.
        direction: the last (-1) or next (1) one, or None where nearness tells.
    """

    code: str
    year: int | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """The end of the week that is so many weeks away."""

    shift: int = 0


@dataclass(frozen=True, slots=True)
class OfEvent:
    """A day counted from an event of the text («اليوم التالي»): not resolved."""


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth day (D), week (W) or weekday (1 to 7) of a stretch; -1 is the last.

    «اليوم الأول من رمضان», «الأسبوع الأخير من تموز», «ثالث جمعة من الشهر».
    """

    count: int
    unit: str
    whole: "Meaning"


@dataclass(frozen=True, slots=True)
class Shifted:
    """`count` units before or after another time («بعد يومين من عيد الفطر»)."""

    anchor: "Meaning"
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One time told twice («أمس الثلاثاء», «15 رمضان الموافق 20 حزيران»).

    Attributes:
        main: the wording whose value is taken.
        check: the other one; where the two disagree, the value says so.
    """

    main: "Meaning"
    check: "Meaning"


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another."""

    start: "Meaning"
    end: "Meaning"


@dataclass(frozen=True, slots=True)
class Within:
    """A part of another time: TIMEX3 part of day (MO, MI, AF, EV, NI, DA), a clock, an edge."""

    whole: "Meaning"
    part: str | None = None
    clock: Clock | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of a day whose day is not told («صباحاً»): TIMEX3 letters."""

    part: str


Meaning = (
    Absolute
    | Hijri
    | Relative
    | RelativeMonth
    | SameMonth
    | Weekday
    | Clock
    | Duration
    | Window
    | Repeated
    | Stretch
    | Vague
    | Anchored
    | Broken
    | Named
    | Weekend
    | OfEvent
    | Nth
    | Shifted
    | Pair
    | Range
    | Within
    | PartOfDay
)
