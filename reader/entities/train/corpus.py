"""The texts that vectors are learned from: folded words, each sentence once."""

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from reader.text.fold import search_key
from reader.text.words import sentences

_WORD = re.compile("[\u0621-\u06d3]+|[0-9]+|[a-z]+|[^\\s\\w]")
_DIGIT = re.compile("[0-9]")
_LEAST_LETTERS = 15  # of a sentence; shorter ones are headings and debris


def words_of(text: str) -> list[str]:
    """The words of `text` as vectors know them: folded, digits as 0, punctuation as words."""
    return _WORD.findall(_DIGIT.sub("0", search_key(text)))


def corpus_sentences(shared: Path) -> Iterator[list[str]]:
    """The sentences of the raw texts, each once.

    Args:
        shared: the folder that holds ``articles``.
    """
    seen: set[bytes] = set()
    for line in _lines(shared):
        for span in sentences(line):
            words = words_of(line[span.start : span.end])
            if sum(map(len, words)) < _LEAST_LETTERS:
                continue
            digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
            if digest not in seen:
                seen.add(digest)
                yield words


def _lines(shared: Path) -> Iterator[str]:
    """The lines of the raw texts and the paragraphs of the articles."""
    for name in ("lm/lm_news.txt.xz", "lm/lm_wiki.txt.xz"):
        with lzma.open(shared / "articles" / name, "rt", encoding="utf-8") as file:
            yield from file
    import zstandard  # noqa: PLC0415 - of the extra

    with zstandard.open(shared / "articles" / "news.jsonl.zst", "rt", encoding="utf-8") as file:
        for line in file:
            yield from json.loads(line)["text"].split("\n")
