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
    """A Hijri date as far as it is told, with the Gregorian pair the text may give."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """`count` units from the creation date: D, W, M, Y, E (decade), C (century), TH, TM, TS."""

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
class Weekday:
    """A day of the week (Monday 1): the last, this or next one, or None where only a cue tells.

    `ahead` says that words of its clause look forward («من المقرر», «سـ»).
    """

    day: int
    direction: int | None = None
    ahead: bool = False
    from_here: bool = False  # «بدءاً من يوم الأربعاء»: the first one on or after


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `certain` is False where the half of the day is not told."""

    hour: int
    minute: int = 0
    certain: bool = True
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: TIMEX3 value, ``PT72H``, ``P1Y6M``, ``PXD``."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set: TIMEX3 value of its period or of its days."""

    value: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar by name: decade, century, quarter, half, season."""

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


Meaning = (
    Absolute
    | Hijri
    | Relative
    | RelativeMonth
    | Weekday
    | Clock
    | Duration
    | Repeated
    | Stretch
    | Vague
    | Anchored
    | Broken
    | Range
    | Within
)
