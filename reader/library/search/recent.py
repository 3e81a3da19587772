"""The words of the newest articles: what stands for the whole vocabulary where that is too large.

To count how common the words with a beginning are, FTS5 reads all their places: that takes seconds
for two letters in a million articles. The newest articles use nearly the same common words.
"""

import re
import sqlite3
from collections import Counter

from reader.library.normal import normal, unpack_text

_ARTICLES = 200
_WORD = re.compile(r"[^\W_]+")
_kept: dict[str, tuple[int, list[str]]] = {}  # by file: the newest article then, and its words


def recent_words(db: sqlite3.Connection, beginning: str) -> list[str]:
    """The words of the newest articles that begin so, those of most of them first.

    Args:
        db: of the library.
        beginning: folded.
    """
    path = next(row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main")
    newest = db.execute("SELECT max(id) FROM article").fetchone()[0] or 0
    if path not in _kept or _kept[path][0] != newest:
        _kept[path] = (newest, _counted(db))
    return [word for word in _kept[path][1] if word.startswith(beginning)]


def _counted(db: sqlite3.Connection) -> list[str]:
    """The words of the newest articles, those of most of them first."""
    found: Counter[str] = Counter()
    for (packed,) in db.execute("SELECT z FROM body ORDER BY id DESC LIMIT ?", (_ARTICLES,)):
        found.update(set(_WORD.findall(normal(unpack_text(packed)))))
    return [word for word, _count in found.most_common()]
