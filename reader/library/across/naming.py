"""The forms of the library's entities, and the index in which letters find them.

Every form knows how many articles give it, so that the last one takes it along. The index holds
the words of all forms of an entity as one row; the words themselves are kept with their letters
turned and with their consonants, for what is misspelled or typed in Latin letters
(`reader.library.across.finding`).
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from reader.entities import Entity
from reader.library.normal import normal
from reader.text.latin import consonants, latin_key

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
_LEAST_BEHIND_ARTICLE = 3  # letters
_MOST_FORMS = 64  # of an entity; more are the tagger's slips
_LONGEST = 120  # code points of a form


def words_of(norm: str) -> Iterator[str]:
    """The words of a folded form."""
    yield from _WORD.findall(norm)


def bare(word: str) -> str:
    """A folded word without its article."""
    behind = word.removeprefix(_ARTICLE)
    return behind if len(behind) >= _LEAST_BEHIND_ARTICLE else word


def forms_of(entity: Entity) -> dict[str, str]:
    """The forms that an article gives an entity, by their folded letters.

    The canonical names stand under their Latin key too: whoever types them in the other script
    finds them.
    """
    mentioned = (mention.name for mention in entity.mentions)
    forms = (entity.name, entity.name_en or "", *entity.aliases, *mentioned)
    found: dict[str, str] = {}
    for form in forms:
        if len(form) <= _LONGEST:
            found.setdefault(normal(form).strip(), form)
    for name in (entity.name, entity.name_en or ""):
        found.setdefault(latin_key(name[:_LONGEST]), name)
    found.pop("", None)
    return found


def learn_forms(db: sqlite3.Connection, number: int, forms: Mapping[str, str]) -> list[int]:
    """Note that an article gives an entity these forms; their numbers, for `forget_forms`.

    Args:
        db: of the library.
        number: of the entity.
        forms: as `forms_of` gives them.
    """
    rows = db.execute("SELECT norm, number FROM alias WHERE entity = ?", (number,))
    known: dict[str, int] = dict(rows.fetchall())
    given = [known[norm] for norm in forms if norm in known]
    db.executemany(
        "UPDATE alias SET n = n + 1 WHERE norm = ? AND entity = ?",
        [(norm, number) for norm in forms if norm in known],
    )
    free = _MOST_FORMS - len(known)
    new = [norm for norm in forms if norm not in known][: max(0, free)]
    if new:
        first = max(known.values(), default=-1) + 1
        db.executemany(
            "INSERT INTO alias (norm, entity, form, number, n) VALUES (?, ?, ?, ?, 1)",
            [(norm, number, forms[norm], first + at) for at, norm in enumerate(new)],
        )
        given += range(first, first + len(new))
        _reindex(db, number, known, [*known, *new])
    return sorted(given)


def forget_forms(db: sqlite3.Connection, number: int, given: Iterable[int]) -> None:
    """Take back what an article gave an entity; forms that no article gives any more go."""
    rows = db.execute("SELECT number, norm, n FROM alias WHERE entity = ?", (number,))
    known = {row[0]: (row[1], row[2]) for row in rows}
    gone = set()
    for one in given:
        norm, articles = known[one]
        if articles > 1:
            change = "UPDATE alias SET n = n - 1 WHERE norm = ? AND entity = ?"
        else:
            change = "DELETE FROM alias WHERE norm = ? AND entity = ?"
            gone.add(norm)
        db.execute(change, (norm, number))
    if gone:
        norms = [norm for norm, _articles in known.values()]
        _reindex(db, number, norms, [norm for norm in norms if norm not in gone])


def _reindex(db: sqlite3.Connection, number: int, old: Iterable[str], new: Iterable[str]) -> None:
    """Put the words of the forms `new` in place of those of `old`."""
    before, after = _indexed(old), _indexed(new)
    if before == after:
        return
    if before:
        db.execute(
            "INSERT INTO entity_fts (entity_fts, rowid, words) VALUES ('delete', ?, ?)",
            (number, " ".join(sorted(before))),
        )
    if after:
        db.execute(
            "INSERT INTO entity_fts (rowid, words) VALUES (?, ?)", (number, " ".join(sorted(after)))
        )
    db.executemany(
        "INSERT OR IGNORE INTO name_word (word, turned, bones) VALUES (?, ?, ?)",
        [(word, word[::-1], consonants(latin_key(word))) for word in map(bare, after - before)],
    )
    for word in {bare(word) for word in before - after}:
        found = db.execute(
            "SELECT 1 FROM entity_fts WHERE entity_fts MATCH ? LIMIT 1", (f'"{word}"',)
        )
        if found.fetchone() is None:
            db.execute("DELETE FROM name_word WHERE word = ?", (word,))


def _indexed(norms: Iterable[str]) -> set[str]:
    """The words of some forms, each with and without its article."""
    words = {word for norm in norms for word in words_of(norm)}
    return words | {bare(word) for word in words}
