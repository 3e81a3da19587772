"""Title, byline and paragraphs, found as spans of the text."""

import pytest

from reader.articles.structure import structure


def parts(text: str, *, titled: bool | None = None) -> tuple[str | None, str | None, list[str]]:
    found = structure(text, titled=titled)
    title, byline = (
        text[span.start : span.end] if span else None for span in (found.title, found.byline)
    )
    return title, byline, [text[span.start : span.end] for span in found.paragraphs]


def test_title_byline_paragraphs() -> None:
    text = "عنوان الخبر\n\n| الوطن- وكالات\nقال الوزير كذا.\n\n  وأضاف كذا.  \n"
    assert parts(text) == ("عنوان الخبر", "| الوطن- وكالات", ["قال الوزير كذا.", "وأضاف كذا."])


@pytest.mark.parametrize("line", ["الوطن – وكالات", "(رويترز)", "بقلم: سلمى حداد", "| المدار"])
def test_bylines(line: str) -> None:
    assert parts(f"عنوان\n{line}\nقال الوزير كذا.")[1] == line


@pytest.mark.parametrize("line", ["دمشق – سانا", "وكالات الأنباء نقلت الخبر.", "كتب الرجل رسالة"])
def test_lines_that_are_no_bylines(line: str) -> None:
    assert parts(f"عنوان\n{line}\nقال الوزير كذا.")[1] is None


def test_a_long_first_line_is_no_title() -> None:
    text = "كلمة " * 100 + "\nقال"
    assert parts(text)[0] is None


def test_a_sentence_alone_is_no_title() -> None:
    assert parts("وصل الوفد إلى المدينة.") == (None, None, ["وصل الوفد إلى المدينة."])


def test_a_known_title_is_one_however_long() -> None:
    text = "كلمة " * 100 + "\n\nقال"
    assert parts(text, titled=True)[0] == text.partition("\n")[0].strip()
    assert parts("عنوان\nقال", titled=False)[0] is None


def test_a_page_pasted_with_its_navigation() -> None:
    gap = " " * 12
    text = (
        f"{gap}\u202dSite Arabic\u202c - \u202eدمشق: بدء النزع القسري للأطباق\u202c{gap}الرئيسية"
        f"{gap}رياضة{gap}دمشق: بدء النزع القسري للأطباق{gap}بدأت السلطات في دمشق.{gap}وقال مصدر."
    )
    assert parts(text) == (
        "دمشق: بدء النزع القسري للأطباق",
        None,
        ["بدأت السلطات في دمشق.", "وقال مصدر."],
    )


def test_verse_with_wide_gaps_keeps_its_lines() -> None:
    text = "قصيدة\n" + "صدر البيت الأول      وعجز البيت الأول\n" * 5
    assert parts(text)[0] == "قصيدة"
    assert len(parts(text)[2]) == 5
