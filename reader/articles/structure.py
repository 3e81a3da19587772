"""Title, byline, dateline and paragraphs of a text, as spans of it."""

import re
from dataclasses import dataclass
from datetime import date

from reader.text.fold import fold
from reader.text.span import Span

_TITLE_LONGEST = 300  # code points; a longer first line is a body without a title
_BYLINE_LONGEST = 90
# «| الوطن- وكالات», «دمشق - سانا», «بقلم: فلان»: short, and marked as what it is.
_BYLINE = re.compile(r"\s*(?:[|｜]|بقلم\b|كتب(?:ت)?\s*[:/]|المصدر\s*:|تحرير\s*:)\s*\S")
_SENTENCE_END = re.compile(r"[.؟!]\s*$")


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of a text.

    Attributes:
        title: span of the title, or None.
        byline: span of the byline, or None.
        paragraphs: spans of the paragraphs of the body; blanks at their ends left out.
    """

    title: Span | None
    byline: Span | None
    paragraphs: tuple[Span, ...]


def structure(text: str, *, titled: bool | None = None) -> Structure:
    """Find the parts of `text`: the first line is the title, a short marked line the byline.

    Args:
        text: the article's text.
        titled: whether the first line is known to be the title; None to judge by its length.
    """
    lines = lines_of(text)
    title = byline = None
    if lines and titled is not False and (titled or _looks_like_title(text, lines)):
        title = lines.pop(0)
    if lines and _is_byline(text, lines[0]):
        byline = lines.pop(0)
    return Structure(title, byline, tuple(lines))


def lines_of(text: str) -> list[Span]:
    """The spans of the lines of `text` that hold words, blanks at their ends left out."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            left = start + len(line) - len(line.lstrip())
            spans.append(Span(left, left + len(body)))
        start += len(line) + 1
    return spans


def _looks_like_title(text: str, lines: list[Span]) -> bool:
    """Whether the first line is a title: not too long, and not a sentence before a shorter one."""
    first = lines[0]
    if first.end - first.start > _TITLE_LONGEST:
        return False
    if len(lines) == 1:
        return not _SENTENCE_END.search(text[first.start : first.end])
    return True


def _is_byline(text: str, line: Span) -> bool:
    """Whether the line is a short one that is marked as byline."""
    return line.end - line.start <= _BYLINE_LONGEST and bool(
        _BYLINE.match(text[line.start : line.end])
    )


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
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({_MONTH})(?:\s*[/(]\s*[^\d\s]+\)?)?[،,\s]+(\d{{4}})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?!\d)"
)
# «دبي، الإمارات العربية المتحدة (CNN) --», «دمشق - سانا», «بيروت 3 أيار (رويترز) -»
_DATELINE = re.compile(
    r"[^\n.:!؟]{2,60}?(?:\([^()\n]{2,40}\)\s*(?:--|[-–—])|\s(?:--|[–—])\s|\s-\s)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence of an agency's report.

    Attributes:
        span: the dateline without the dash behind it.
        day: the date in it, or None.
    """

    span: Span
    day: date | None


def dateline(text: str, paragraphs: tuple[Span, ...]) -> Dateline | None:
    """The dateline at the head of the first paragraph, or None."""
    if not paragraphs:
        return None
    head = paragraphs[0]
    found = _DATELINE.match(text, head.start, min(head.end, head.start + 120))
    if found is None:
        return None
    end = head.start + len(text[head.start : found.end()].rstrip(" -–—"))
    return Dateline(Span(head.start, end), written_date(text[head.start : end]))


def written_date(text: str) -> date | None:
    """The first full date in `text`, in words or numbers (day first), or None."""
    folded = fold(text)
    found = _WRITTEN.search(folded)
    if found is not None:
        return _date(int(found[3]), _MONTH_NUMBER[found[2]], int(found[1]))
    found = _NUMERIC.search(folded)
    if found is None:
        return None
    if found[1]:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    return _date(int(found[6]), int(found[5]), int(found[4]))


def _date(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
