"""What may never reach a terminal."""

import pytest

from reader.text.sanitize import label, normalize_line_ends, sanitize


@pytest.mark.parametrize(
    "point", [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF]
)
def test_controls_become_signs_one_for_one(point: int) -> None:
    assert sanitize(f"a{chr(point)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "kept", ["\t", "\n", "\u200f", "\u202b", "\u2069", "\xa0", "ﷺ", "\U0001f469"]
)
def test_other_code_points_stay(kept: str) -> None:
    assert sanitize(kept) == kept


def test_line_ends_of_all_systems() -> None:
    assert normalize_line_ends("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  خبر\n\tعاجل  ", "خبر عاجل"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x\x1b]52;c;AAAA\x07y", "x\ufffd]52;c;AAAA\ufffdy"),
        ("a\u2028b", "a b"),
        ("", ""),
    ],
)
def test_labels(text: str, shown: str) -> None:
    assert label(text) == shown
