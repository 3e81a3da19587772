"""Dates as pages and papers write them: in metadata, in stamps beside a headline, in datelines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reader.text.fold import fold
from reader.text.span import Span

# Months as the countries write them, folded; two names of one month may stand side by side.
_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "اذار"),
    ("ابريل", "نيسان", "افريل"),
    ("مايو", "ايار", "ماي"),
    ("يونيو", "يونيه", "حزيران", "جوان"),
    ("يوليو", "يوليه", "تموز", "جويليه", "يوليوز"),
    ("اغسطس", "اب", "اوت", "غشت"),
    ("سبتمبر", "ايلول", "شتنبر"),
    ("اكتوبر", "تشرين الاول"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الاول", "دجنبر"),
)
_MONTH_NUMBER = {fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({_MONTH})(?:\s*[/(]\s*(?:{_MONTH})\s*\)?)?[،,\s]+(\d{{4}})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2}))(?!\d)"
)
_ISO = re.compile(r"(?<!\d)((?:18|19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?(?:\.0+)?")  # from 2001 to 2033
_EPOCH = date(1970, 1, 1)
_HIJRI_MONTHS = (
    ("محرم", "المحرم"), ("صفر",), ("ربيع الاول", "ربيع اول"),
    ("ربيع الثاني", "ربيع الاخر", "ربيع ثاني", "ربيع اخر"),
    ("جمادي الاولي", "جمادي الاول", "جماد اول", "جمادي اول"),
    ("جمادي الاخره", "جمادي الثانيه", "جماد ثاني", "جمادي الثاني", "جمادي الاخر"),
    ("رجب",), ("شعبان",), ("رمضان",), ("شوال",), ("ذو القعده", "ذي القعده", "ذوالقعده"),
    ("ذو الحجه", "ذي الحجه", "ذوالحجه"),
)  # fmt: skip
_HIJRI_NUMBER = {
    fold(name): number for number, names in enumerate(_HIJRI_MONTHS, 1) for name in names
}
_HIJRI = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+(?:من\s+)?({'|'.join(sorted(_HIJRI_NUMBER, key=len, reverse=True))})"
    r"(?:\s+(?:عام|سنه))?[،,\s]+(1[345]\d\d)(?!\d)"
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_LABEL = re.compile(
    fold("آخر تحديث|تاريخ النشر|تاريخ الإضافة|نشر (?:في|بتاريخ|يوم)|نشرت في|أضيف في|حرر في|GMT")
)
_WEEKDAY = re.compile(fold("الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"))
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_NEAR = 45  # code points between a date and the label that makes it a stamp
_STAMP_LONGEST = 80  # code points of a line that is nothing but a stamp
_STAMP_WORDS = re.compile(
    fold(
        "الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|آخر|تحديث|تاريخ|النشر|نشر|بتاريخ"
        "|الساعة|مساء|صباحا|صباحاً|في|يوم|GMT|م|ص|هـ|بتوقيت|غرينتش"
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A full date in a text.

    Attributes:
        span: where it stands.
        day: the day.
        short: whether its year has two digits only.
    """

    span: Span
    day: date
    short: bool = False


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The full dates in `text`, in words («4 آب/أغسطس 2013») or numbers (day first).

    Those of the Hijri calendar («18 شعبان 1437») come last: where both stand, the other is exact.
    """
    folded = fold(text)
    for found in _WRITTEN.finditer(folded):
        day = _date(int(found[3]), _MONTH_NUMBER[found[2]], int(found[1]))
        if day:
            yield WrittenDate(Span(found.start(), found.end()), day)
    for found in _NUMERIC.finditer(folded):
        if found[1]:
            day = _date(int(found[1]), int(found[2]), int(found[3]))
        else:
            day = _date(_full_year(found[6]), int(found[5]), int(found[4]))
        if day:
            short = found[6] is not None and len(found[6]) == 2
            yield WrittenDate(Span(found.start(), found.end()), day, short)
    for found in _HIJRI.finditer(folded):
        day = _of_hijri(int(found[3]), _HIJRI_NUMBER[found[2]], int(found[1]))
        if day:
            yield WrittenDate(Span(found.start(), found.end()), day)


def written_date(text: str) -> date | None:
    """The first full date in `text`, or None; years of two digits do not count."""
    return next((found.day for found in written_dates(text) if not found.short), None)


def stated_day(value: object) -> date | None:
    """The day that a field of metadata names: ISO 8601, RFC 2822, or as written; else None.

    The day is that of the zone in which it is written. A number of ten or thirteen digits counts
    seconds or milliseconds since 1970 (UTC); their first day stands for no date at all.
    """
    day = _stated(value) if isinstance(value, str) else None
    return None if day == _EPOCH else day


def _stated(value: str) -> date | None:
    """The day that a field names, in any form that `stated_day` knows."""
    found = _ISO.search(value) or _COMPACT.fullmatch(value.strip())
    if found is not None:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if _SECONDS.fullmatch(value.strip()):
        return _EPOCH + timedelta(seconds=int(value.strip()[:10]))
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - rarely needed, slow to load

    try:
        day = parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written_date(value)
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def stamps(text: str) -> Iterator[WrittenDate]:
    """The dates in `text` that say when it was published.

    They stand beside a word that says so, or alone in a line: «2020 (GMT+04:00) - 17/12/08»,
    «آخر تحديث: السبت, 28 نوفمبر/ تشرين الثاني, 2009, 18:40 GMT», «الخميس 26 جويلية 2012».
    """
    folded = fold(text)
    for found in written_dates(text):
        start = text.rfind("\n", 0, found.span.start) + 1
        end = text.find("\n", found.span.end)
        line = text[start : end if end >= 0 else len(text)]
        around = folded[max(0, found.span.start - _NEAR) : found.span.end + _NEAR]
        if _LABEL.search(around) or _is_stamped(line):
            yield found


def _is_stamped(line: str) -> bool:
    """Whether a line of a text is nothing but a day with its weekday or a clock.

    A bare date may as well be that of a birth.
    """
    if len(line) > _STAMP_LONGEST or is_stamp(line, others=0) is None:
        return False
    return bool(_CLOCK.search(line) or _WEEKDAY.search(fold(line)))


def is_stamp(text: str, *, others: int = 12) -> date | None:
    """The day of a short text that holds nothing but a date, a clock and words about them.

    Args:
        text: a line, or a piece of a page.
        others: letters of other words that it may hold.
    """
    found = next(iter(written_dates(text)), None)
    if found is None:
        return None
    rest = fold(text)[: found.span.start] + fold(text)[found.span.end :]
    rest = _STAMP_WORDS.sub("", rest)
    if sum(map(str.isalpha, rest)) > others or (found.short and not _CLOCK.search(rest)):
        return None
    return found.day


# «دبي، الإمارات العربية المتحدة (CNN) --», «دمشق - سانا», «بيروت 3 أيار (رويترز) -»
_DATELINE = re.compile(
    r"[^\n.:!؟()]{2,60}?\([^()\n]{2,40}\)\s*(?:--|[-–—])"
    r"|(?:[^\s.:!؟()]+\s+){1,5}?(?:--|[-–—])\s"
)
_AGENCY_ALONE = re.compile(r"[^\n.:!؟()«»]{2,30}\s[-–—]\s[^\s.:!؟()]+(?:\s[^\s.:!؟()]+)?")
_PLACE_END = re.compile(r"\s*(?:\(|\d|--|\s[-–—]\s)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence of an agency's report.

    Attributes:
        span: the dateline without the dash behind it.
        place: where the report comes from («دبي، الإمارات العربية المتحدة»), or None.
        day: the date in it, or None.
    """

    span: Span
    place: Span | None
    day: date | None


def dateline(text: str, paragraphs: tuple[Span, ...]) -> Dateline | None:
    """The dateline at the head of the first paragraph, or alone in it; None where there is none."""
    if not paragraphs:
        return None
    head = paragraphs[0]
    line = text[head.start : head.end]
    alone = _AGENCY_ALONE.fullmatch(line)
    found = alone or _DATELINE.match(line[:120])
    if found is None:
        return None
    length = len(found[0]) if alone else len(found[0].rstrip(" \u00a0-–—"))
    end = _PLACE_END.search(line, 0, length)
    place = line[: end.start() if end else length].rstrip(" ،,-–—")
    return Dateline(
        span=Span(head.start, head.start + length),
        place=Span(head.start, head.start + len(place)) if place else None,
        day=written_date(line[:length]),
    )


def _full_year(digits: str) -> int:
    """The year of two or four digits: 70 to 99 are of the last century."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _of_hijri(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date by the calendar of Umm al-Qura; None where there is no such day."""
    from hijridate import Hijri  # noqa: PLC0415 - rarely needed

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def _date(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day or it lies outside the times of newspapers."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
