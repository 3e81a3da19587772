"""The layout core against python-bidi and arabic-reshaper, on random text."""

import pytest

from reader.text import selfcheck


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_order_is_that_of_python_bidi(seed: int) -> None:
    checked = selfcheck.check_order(cases=13_000, seed=seed)
    assert checked.first is None
    assert checked.cases == 13_000
    assert checked.passed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_forms_are_those_of_arabic_reshaper(seed: int) -> None:
    checked = selfcheck.check_shaping(cases=26_000, seed=seed)
    assert checked.first is None
    assert checked.cases == 26_000
    assert checked.passed


def test_known_faults_of_the_oracles_are_still_theirs() -> None:
    """A fault that is gone should leave the list."""
    from arabic_reshaper import ArabicReshaper
    from bidi import get_display

    assert get_display("Z0\t5", base_dir="R") == "Z0\t5"
    assert get_display("«א»", base_dir="R") == "»א«"
    reshaper = ArabicReshaper({"delete_harakat": False})
    with pytest.raises(IndexError):
        reshaper.reshape("ه\u200d سلام لا")
    assert reshaper.reshape("\u06baب") == "\ufb9e\ufe8f"
    assert reshaper.reshape("ب\u069aب") == "\ufe8f\u069a\ufe8f"


def test_a_difference_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def unshaped(text: str) -> str:
        return text

    monkeypatch.setattr("reader.text.shaping.shape", unshaped)
    checked = selfcheck.check_shaping(cases=50)
    assert checked.first is not None
    assert not checked.passed
    assert checked.cases <= 50
