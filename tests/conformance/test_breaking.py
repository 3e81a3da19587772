"""Line and grapheme breaks against the test files of Unicode 17.0."""

from collections.abc import Callable, Iterable, Iterator

from reader.text import breaking
from reader.text.graphemes import graphemes
from reader.text.layout import Paragraph
from tests.support import needs_shared, shared_text


def _cases(name: str) -> Iterator[tuple[str, list[int]]]:
    """Text and offsets of the breaks (÷) of each case, the start of the text left out."""
    for line in shared_text(f"unicode/{name}.txt.xz").splitlines():
        fields = line.split("#")[0].split()
        if not fields:
            continue
        text, breaks = "", []
        for field in fields:
            if field == "÷":
                breaks.append(len(text))
            elif field != "×":
                text += chr(int(field, 16))
        yield text, [offset for offset in breaks if offset]


def _failures(name: str, found: Callable[[str], Iterable[int]]) -> tuple[int, list[str]]:
    """Number of cases and the texts whose breaks differ."""
    cases = list(_cases(name))
    return len(cases), [ascii(text) for text, breaks in cases if list(found(text)) != breaks]


@needs_shared
def test_line_breaks_of_the_annex() -> None:
    def found(text: str) -> Iterable[int]:
        return breaking.opportunities(breaking.kinds(text))

    number, failures = _failures("LineBreakTest", found)
    assert number == 19_338
    assert failures == []


@needs_shared
def test_paragraphs_offer_the_same_breaks() -> None:
    number, failures = _failures("LineBreakTest", lambda text: Paragraph(text).opportunities())
    assert number == 19_338
    assert failures == []


@needs_shared
def test_grapheme_breaks_of_the_annex() -> None:
    def found(text: str) -> Iterable[int]:
        return (cluster.end for cluster in graphemes(text))

    number, failures = _failures("GraphemeBreakTest", found)
    assert number == 766
    assert failures == []
