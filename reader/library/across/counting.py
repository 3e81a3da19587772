"""How often an entity is named: its counts, its first and last article, its days.

Counting the days of an entity of very many articles row by row takes too long to draw its months;
from `ROLLED_UP` articles on they are kept, day by day.
"""

import sqlite3

from reader.library.records import DAY_BITS

ROLLED_UP = 20_000  # articles
_FIRST_DATED = 1 << DAY_BITS


def count_article(db: sqlite3.Connection, number: int, article_id: int, mentions: int) -> None:
    """Count an article that names an entity, after its row was written."""
    articles, first = db.execute(
        "UPDATE entity SET n_articles = n_articles + 1, n_mentions = n_mentions + ?,"
        " last_id = max(coalesce(last_id, 0), ?) WHERE id = ? RETURNING n_articles, first_id",
        (mentions, article_id, number),
    ).fetchone()
    if first is None or _earlier(article_id, first):
        db.execute("UPDATE entity SET first_id = ? WHERE id = ?", (article_id, number))
    if articles == ROLLED_UP:
        db.execute(
            "INSERT INTO entity_day (entity, day, n_articles, n_mentions)"
            " SELECT entity, article >> ?, count(*), sum(n) FROM entity_article"
            " WHERE entity = ? GROUP BY 2",
            (DAY_BITS, number),
        )
    elif articles > ROLLED_UP:
        db.execute(
            "INSERT INTO entity_day (entity, day, n_articles, n_mentions) VALUES (?1, ?2, 1, ?3)"
            " ON CONFLICT DO UPDATE SET n_articles = n_articles + 1, n_mentions = n_mentions + ?3",
            (number, article_id >> DAY_BITS, mentions),
        )


def discount_article(db: sqlite3.Connection, number: int, article_id: int, mentions: int) -> None:
    """Take an article back that named an entity, after its row was removed.

    An entity that is named nowhere any more goes; its forms must have gone before.
    """
    articles, first, last = db.execute(
        "UPDATE entity SET n_articles = n_articles - 1, n_mentions = n_mentions - ?"
        " WHERE id = ? RETURNING n_articles, first_id, last_id",
        (mentions, number),
    ).fetchone()
    if articles == 0:
        db.execute("DELETE FROM entity WHERE id = ?", (number,))
        return
    if article_id in (first, last):
        _find_ends(db, number)
    if articles == ROLLED_UP - 1:
        db.execute("DELETE FROM entity_day WHERE entity = ?", (number,))
    elif articles >= ROLLED_UP:
        day = article_id >> DAY_BITS
        db.execute(
            "UPDATE entity_day SET n_articles = n_articles - 1, n_mentions = n_mentions - ?"
            " WHERE entity = ? AND day = ?",
            (mentions, number, day),
        )
        db.execute(
            "DELETE FROM entity_day WHERE entity = ? AND day = ? AND n_articles = 0", (number, day)
        )


def _earlier(one: int, other: int) -> bool:
    """Whether the article `one` is the earlier; an undated one is later than all dated ones."""
    return (one < _FIRST_DATED, one) < (other < _FIRST_DATED, other)


def _find_ends(db: sqlite3.Connection, number: int) -> None:
    """Find the first and the last article of an entity anew."""
    db.execute(
        "UPDATE entity SET"
        " last_id = (SELECT max(article) FROM entity_article WHERE entity = ?1),"
        " first_id = coalesce("
        "  (SELECT min(article) FROM entity_article WHERE entity = ?1 AND article >= ?2),"
        "  (SELECT min(article) FROM entity_article WHERE entity = ?1)) WHERE id = ?1",
        (number, _FIRST_DATED),
    )
