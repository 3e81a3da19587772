"""Articles as TimeML with inline TIMEX3 (ISO-TimeML 1.2.1)."""

import re
from xml.etree import ElementTree as ET

from reader.analysis import Analysis
from reader.export.merged import Merged
from reader.times.model import TimeBasis, TimeValue
from reader.times.resolve import resolve

_FROM_CREATION = frozenset({TimeBasis.DEICTIC, TimeBasis.UNRESOLVED})
# What TIMEX3 can write: dates, parts of them and of the day, times, lengths, references, ranges.
_PART = r"[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-[\dX]|-WE)?|Q\d|H\d|SP|SU|FA|WI"
_HOUR = r"MO|MI|AF|EV|NI|\d\d:\d\d(?::\d\d)?Z?"
_DATE = rf"(?:BC)?[\dX]{{2,4}}(?:-(?:{_PART}))?(?:T(?:{_HOUR}))?"
_WRITABLE = re.compile(rf"{_DATE}(?:/{_DATE})?|P[\dXTYMWDHSEC.]+|(?:PAST|PRESENT|FUTURE)_REF")


def to_timeml(merged: Merged) -> str:
    """A TimeML document; of several articles, one `TimeML` each under a `corpus` element.

    The text inside `TEXT` is the article's, code point for code point.
    """
    documents = [_document(analysis) for analysis in merged.analyses]
    if len(documents) == 1:
        root = documents[0]
    else:
        root = ET.Element("corpus")
        root.extend(documents)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _document(analysis: Analysis) -> ET.Element:
    """One article."""
    root = ET.Element("TimeML")
    ET.SubElement(root, "DOCID").text = _valid(analysis.article.uid)
    day = analysis.creation_date.day
    created = ET.SubElement(ET.SubElement(root, "DCT"), "TIMEX3")
    created.attrib |= {
        "tid": "t0",
        "type": "DATE",
        "value": day.isoformat() if day else "XXXX-XX-XX",
        "functionInDocument": "CREATION_TIME",
    }
    body = ET.SubElement(root, "TEXT")
    text, position, last = analysis.article.text, 0, None
    for number, time in enumerate(analysis.times, start=1):
        value = resolve(time.meaning, day)
        _append(body, last, text[position : time.start])
        last = ET.SubElement(body, "TIMEX3")
        last.attrib |= {"tid": f"t{number}", "type": time.type.value, **_value(value)}
        if value.mod is not None:
            last.set("mod", value.mod)
        last.text = _valid(text[time.start : time.end])
        position = time.end
    _append(body, last, text[position:])
    return root


def _value(value: TimeValue) -> dict[str, str]:
    """Attributes of a value; what TIMEX3 cannot write (``D-1``) stands as a comment.

    What is counted from the creation date refers to it.
    """
    found: dict[str, str] = {"value": value.value}
    if not _WRITABLE.fullmatch(value.value):
        found = {"value": "XXXX-XX-XX", "comment": value.value}
    if value.basis in _FROM_CREATION:
        found |= {"temporalFunction": "true", "anchorTimeID": "t0"}
    return found


def _append(body: ET.Element, last: ET.Element | None, words: str) -> None:
    """Put `words` behind the element `last`, or at the head of `body`."""
    if last is None:
        body.text = _valid(words)
    else:
        last.tail = _valid(words)


def _valid(words: str) -> str:
    """`words` with the two noncharacters that XML forbids replaced one for one."""
    return words.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
