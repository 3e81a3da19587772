"""Counts as blocks."""

import pytest

from reader.text.sparkline import sparkline


@pytest.mark.parametrize(
    ("counts", "width", "drawn"),
    [
        ([], 10, ""),
        ([0, 0], 10, "  "),
        ([1, 0, 7], 10, "▂ █"),
        ([3], 10, "█"),
        (list(range(8)), 10, " ▂▃▄▅▆▇█"),
        ([1, 1, 2, 2], 2, "▅█"),
        ([1, 1, 4], 2, "▅█"),
        ([1, 1000], 2, "▂█"),
    ],
)
def test_blocks(counts: list[int], width: int, drawn: str) -> None:
    assert sparkline(counts, width) == drawn


def test_rows_under_each_other_have_a_base_line_and_room_above() -> None:
    assert sparkline([0, 1, 4], 8, most=4, stacked=True) == "▁▃▇"
    assert sparkline([0, 1], 8, most=4, stacked=True) == "▁▃"
