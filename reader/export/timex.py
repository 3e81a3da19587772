"""Articles as TimeML with inline TIMEX3 (ISO-TimeML 1.2.1)."""

from xml.etree import ElementTree as ET

from reader.analysis import Analysis
from reader.export.merged import Merged
from reader.times.resolve import resolve


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
        last.attrib |= {"tid": f"t{number}", "type": time.type.value, "value": value.value}
        if value.mod is not None:
            last.set("mod", value.mod)
        last.text = _valid(text[time.start : time.end])
        position = time.end
    _append(body, last, text[position:])
    return root


def _append(body: ET.Element, last: ET.Element | None, words: str) -> None:
    """Put `words` behind the element `last`, or at the head of `body`."""
    if last is None:
        body.text = _valid(words)
    else:
        last.tail = _valid(words)


def _valid(words: str) -> str:
    """`words` with the two noncharacters that XML forbids replaced one for one."""
    return words.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
