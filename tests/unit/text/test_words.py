"""Words and sentences as offsets."""

import pytest

from reader.text.words import sentences, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال «علي».", ["قال", "«", "علي", "»", "."]),
        ("لـ72 شخصاً", ["لـ", "72", "شخصاً"]),
        ("الكُلِّيَّة", ["الكُلِّيَّة"]),
        ("25-5-2016 و1,500", ["25-5-2016", "و", "1,500"]),
        ("١٢٫٥٪", ["١٢٫٥", "٪"]),
        ("Al-Jazeera's SDF", ["Al-Jazeera's", "SDF"]),
        ("می\u200cخواهم\u202c.", ["می\u200cخواهم", "\u202c", "."]),
        ("قالReuters", ["قال", "Reuters"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


def test_words_of_a_part_count_from_the_whole() -> None:
    text = "قال علي أمس"
    found = list(words(text, 4, 7))
    assert [(word.start, word.end, word.text) for word in found] == [(4, 7, "علي")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وصل أمس. غادر اليوم.", ["وصل أمس.", "غادر اليوم."]),
        ("في الجنوبية.وقال المرصد", ["في الجنوبية.", "وقال المرصد"]),
        ("هل وصل؟ نعم!", ["هل وصل؟", "نعم!"]),
        ("بلغ 3.5 مليون", ["بلغ 3.5 مليون"]),
        ("قال «انتهى.» ثم", ["قال «انتهى.»", "ثم"]),
        ("نقلت أ. ف. ب. الخبر", ["نقلت أ. ف. ب. الخبر"]),
        ("عنوان\n\nنص", ["عنوان", "نص"]),
        ("انظر www.example.org اليوم", ["انظر www.example.org اليوم"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found
