"""Bytes into text: the rule that finds the encoding, the user's word, damage and mojibake."""

import pytest

from reader.articles.decoding import decode
from reader.notice import QariError

NEWS = "أعلنت وزارة الخارجية في بيان أن الوفد وصل إلى المدينة من العاصمة على متن طائرة خاصة.\n" * 3


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in decode(data).warnings]


@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-be",
        "cp1256",
        "iso8859_6",
    ],
)
def test_finds_the_encoding(codec: str) -> None:
    assert decode(NEWS.encode(codec)).text == NEWS


@pytest.mark.parametrize("codec", ["mac_arabic", "cp720"])
def test_finds_old_encodings(codec: str) -> None:
    found = decode(NEWS.encode(codec, "ignore"))
    assert found.encoding == codec


def test_nul_at_the_end_is_dropped() -> None:
    assert decode(NEWS.encode("cp1256") + b"\0\0").text == NEWS


def test_little_damage_stays_utf8_and_is_said() -> None:
    data = bytearray(NEWS.encode())
    data[11] = data[57] = 0xFF
    found = decode(bytes(data))
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") >= 2
    assert codes(bytes(data)) == ["text-damaged"]


def test_a_cut_character_is_no_other_encoding() -> None:
    assert decode(NEWS.encode()[:-2] + "ي".encode()[:1]).encoding == "utf-8"


def test_few_letters_without_common_words_are_windows_1256() -> None:
    assert decode("مرحبا يا صديقي".encode("cp1256")).text == "مرحبا يا صديقي"


def test_french_is_kept() -> None:
    text = "L'été dernier, à Genève, la fête s'est achevée tôt."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cp1252", "utf-8"),
        ("latin-1", "utf-8"),
        ("cp1256", "utf-8"),
        ("cp1252", "cp1256"),
        ("mac_roman", "utf-8"),
    ],
)
def test_mojibake_is_undone_and_said(wrong: str, right: str) -> None:
    plain = "".join(letter for letter in NEWS if garbled(letter, wrong, right) or letter.isspace())
    data = plain.encode(right).decode(wrong).encode()
    found = decode(data)
    assert found.text == plain
    assert [notice.code for notice in found.warnings] == ["mojibake-repaired"]


def garbled(letter: str, wrong: str, right: str) -> bool:
    try:
        letter.encode(right).decode(wrong)
    except UnicodeError:
        return False
    return True


def test_mojibake_beyond_repair_is_said() -> None:
    data = ("Ø§Ù�Ø³Ø¹Ù�Ø¯Ù�Ø© ØªØ·Ù�Ù� Ø¨Ø±Ù�Ø§Ù�Ø¬Ù�Ø§ " * 4).encode()
    assert "mojibake" in codes(data)


@pytest.mark.parametrize("text", ["تاريخ العرب\u00a0" * 40, "L'été à Genève, déjà. " * 20])
def test_what_is_no_mojibake_is_left_alone(text: str) -> None:
    assert decode(text.encode()).text == text
    assert codes(text.encode()) == []


def test_the_user_overrules() -> None:
    assert decode(NEWS.encode("cp1256"), encoding="windows-1256").text == NEWS
    assert decode(NEWS.encode("cp1256"), encoding="utf-8").warnings[0].code == "text-damaged"


@pytest.mark.parametrize(
    ("encoding", "code"),
    [("no-such", "encoding-unknown"), ("utf\0", "encoding-unknown"), ("base64", "encoding-wrong")],
)
def test_encodings_that_are_none(encoding: str, code: str) -> None:
    with pytest.raises(QariError) as raised:
        decode(b"text!", encoding=encoding, name="a.txt")
    assert raised.value.notice.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        (bytes(range(1, 32)) * 50, "binary"),
        ("日本の新聞記事を読む".encode("shift-jis") * 20, "encoding-undetected"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(QariError) as raised:
        decode(data, name="a.bin")
    assert raised.value.notice.code == code
    assert raised.value.notice.values["path"] == "a.bin"
