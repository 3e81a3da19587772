"""Levels are the paragraph's: lines whose order a line alone cannot tell."""

import pytest

from reader.text.layout import Paragraph, document_base
from reader.text.shaping import shape

# The text with │ where the screen line begins or ends; what must stand on that line; what a line
# ordered by itself shows.
_AFTER_BREAK = [
    ("استهدف المدينة يوم │25-5-2016 وفق ما ذكرت", "2016-5-25", "25-5-2016"),
    ("وأظهر استطلاع شمل │1,500-2,000 ناخب", "2,000-1,500", "1,500-2,000"),
    ("وهبط مؤشر بنسبة │-0.3% إلى 2,076 نقطة.", "%0.3-", "0.3%-"),
    ("بلغ سعره 49.74$ للبرميل │(+1.2%)، بينما", "(%1.2+)", "(1.2%+)"),
]
_BEFORE_BREAK = [
    ("للمزيد انظر الموقع http:// │www.example.org", "http://", "//:http"),
    (
        "انظر http://www.alwatan.sy/ │archives.html",
        "http://www.alwatan.sy/",
        "/http://www.alwatan.sy",
    ),
    (
        "نشرت صحيفة The New York Times - │International أمس",
        "The New York Times -",
        "- The New York Times",
    ),
]


@pytest.mark.parametrize(("marked", "right", "wrong"), _AFTER_BREAK)
def test_line_begins_with_the_levels_of_its_paragraph(marked: str, right: str, wrong: str) -> None:
    before, _, after = marked.partition("│")
    paragraph = Paragraph(before + after, 1)
    drawn = paragraph.line(len(before), len(paragraph.text)).text
    assert right in drawn
    assert wrong not in drawn
    alone = Paragraph(after, 1)
    assert wrong in alone.line(0, len(after)).text


@pytest.mark.parametrize(("marked", "right", "wrong"), _BEFORE_BREAK)
def test_line_ends_with_the_levels_of_its_paragraph(marked: str, right: str, wrong: str) -> None:
    before, _, after = marked.partition("│")
    paragraph = Paragraph(before + after, 1)
    drawn = paragraph.line(0, len(before)).text
    assert right in drawn
    assert wrong not in drawn
    alone = Paragraph(before.rstrip(), 1)
    assert wrong in alone.line(0, len(alone.text)).text


def test_first_line_on_the_screen_is_the_beginning_of_the_sentence() -> None:
    text = "بدأ الاجتماع في دمشق وانتهى في بيروت"
    paragraph = Paragraph(text)
    first = paragraph.wrap(12)[0]
    assert text[first.start : first.end] == "بدأ الاجتماع "
    assert paragraph.line(*first).text == shape("بدأ الاجتماع").replace("\0", "")[::-1]


def test_majority_gives_the_direction_of_a_document() -> None:
    assert document_base("Reuters قالت إن الحكومة وافقت على القرار") == 1
    assert document_base("The word سلام means peace") == 0
    assert document_base("12 – 13") == 1
    assert document_base("") == 1


def test_paragraph_that_begins_with_a_latin_name_takes_the_base_it_is_given() -> None:
    text = "Reuters قالت"
    assert Paragraph(text).base == 0
    line = Paragraph(text, document_base("قالت رويترز إن " + text)).line(0, len(text))
    assert line.text == shape("قالت")[::-1] + " Reuters"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("سلام (abc) 12-3 [x] عليكم، 5% " * 900, id="news"),
        pytest.param("(" * 70 + "ا(b)1 " * 3000, id="brackets without end"),
        pytest.param("ا (b " * 2000 + ") ج" * 2000, id="far pairs"),
        pytest.param("اab\u00ad (c) 1,2 " * 2000, id="boundary neutrals"),
        pytest.param("a b (ا) 1 " * 2000, id="few anchors"),
        pytest.param("ا \u202bab\u202c " * 2500, id="explicit"),
    ],
)
@pytest.mark.parametrize("base", [0, 1])
def test_levels_of_a_stretch_are_those_of_the_whole(text: str, base: int) -> None:
    whole = Paragraph(text, base).levels
    for start in range(0, len(text) - 80, 3701):
        assert Paragraph(text, base).levels_between(start, start + 80) == whole[start : start + 80]
    moving = Paragraph(text, base)
    for start in (9000, 100, len(text) - 90, 4000, 12000):
        assert moving.levels_between(start, start + 80) == whole[start : start + 80]
