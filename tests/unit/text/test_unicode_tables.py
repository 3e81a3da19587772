"""The generated tables: what they hold, and that the generator still makes them."""

import random
import unicodedata
from pathlib import Path

import pytest
from rich.cells import get_character_cell_size

from reader.text import bidi, breaking, shaping
from reader.text.unicode import PropertyMap, generate
from tests.support import SHARED, needs_shared


@needs_shared
def test_generator_makes_the_committed_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = Path(generate.__file__).parent
    monkeypatch.setattr(generate, "_HERE", tmp_path)
    generate.main(SHARED / "unicode")
    made = sorted(path.name for path in tmp_path.glob("tables_*.py"))
    assert made == sorted(path.name for path in committed.glob("tables_*.py"))
    for name in made:
        assert (tmp_path / name).read_text() == (committed / name).read_text(), name


@pytest.mark.parametrize("table", [bidi.CLASSES, shaping.WIDTH, shaping.JOINING, breaking.KINDS])
def test_fast_look_up_agrees_with_the_runs(table: PropertyMap) -> None:
    rng = random.Random(1)
    points = [*range(0x3000), *(rng.randrange(0x110000) for _ in range(20_000))]
    rng.shuffle(points)
    text = "".join(map(chr, points))
    assert table.of(text) == bytes(table[point] for point in points)
    assert table.of("") == b""


def test_mirrored_characters_are_neutral() -> None:
    # lines without neutrals are not searched for mirrored characters
    mirrored = "".join(map(chr, bidi.MIRROR)) + "".join(bidi.MIRROR.values())
    assert set(bidi.classes(mirrored)) == set(b"O")


def test_cells_are_those_of_rich() -> None:
    """Rich's table has the widths of terminals; ours differs where nothing is written."""
    points = [point for point in range(0x110000) if unicodedata.category(chr(point))[0] != "C"]
    written = {ord("1"): 1, ord("s"): 1, ord("2"): 2, ord("m"): 0}
    differing = {
        f"{point:04X}"
        for point in points
        if shaping.WIDTH[point] in written
        and written[shaping.WIDTH[point]] != get_character_cell_size(chr(point))
    }
    assert differing == set()


def test_forms_are_known_for_every_letter_of_the_oracle() -> None:
    from arabic_reshaper import letters

    for letter in letters.LETTERS_ARABIC:
        if letter not in ("\u0640", "\u200d"):
            assert shaping.shape(letter) != shaping.NOTHING
            joined = shaping.shape(f"ب{letter}")[1]
            assert joined == letters.LETTERS_ARABIC[letter][3] or letter in "\u06ba\u0677\u0621"
