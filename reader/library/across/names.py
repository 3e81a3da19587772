"""Finding an entity of the library by a few letters, Arabic or Latin, one of them wrong perhaps.

First the names that are equal to what is typed or to another name of it that the tables know
(`reader.entities.lookup.aliases`), and the words of all names (`entity_fts`), the last one typed as
a beginning. Where that finds too few, each word is replaced by its translations and by those near
it: one edit away, found by the half that is not touched (an edit leaves the beginning or the end of
a word as it is); or of the same consonants in the reduced Latin alphabet, which finds a name typed
in the other script. How near these are is for the look-up of names to say, as within an article.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.entities.lookup.aliases import other_names, translated
from reader.library.across.groups import Groups, groups_of
from reader.library.across.naming import bare, words_of
from reader.library.normal import normal
from reader.library.store import Library
from reader.library.user import UserData
from reader.text.latin import consonants, is_arabic, latin_key

_LAST = "\U0010ffff"
_ARTICLE = "ال"
_LOOKED_AT = 1000  # entities that a beginning finds, those that the library learned first
_RANKED = 60  # of them, the commonest, that are weighed
_LIKENED = 30  # near ones that the look-up of names compares
_SHORTEST_TYPED_WRONG = 3  # letters
_NEAR, _SOUNDING = 24, 12  # words that stand for one of the query
_SAME_BONES = 300  # words of the same consonants that are compared
_LEAST_RATIO = 55.0  # of 100, of two Latin keys
_LEAST_BONES = 2
_MOST_WORDS = 6  # of a query


class Matched(StrEnum):
    """How a name and a query agree, the closest first."""

    EQUAL = "equal"
    BEGINNING = "beginning"
    WORD = "word"
    NEAR = "near"


# What the look-up of names (`reader.entities.lookup.How`) is sure of.
_SURE = {"equal": Matched.EQUAL, "alias": Matched.EQUAL}
# A beginning and a word tell as much: of those the commonest is meant.
_RANK = {Matched.EQUAL: 0, Matched.BEGINNING: 1, Matched.WORD: 1, Matched.NEAR: 2}


@dataclass(frozen=True, slots=True)
class NameHit:
    """An entity that a query finds.

    Attributes:
        id, key, type, name, name_en: of the entity; of the one it is joined to, where it is.
        form: the form that matched, as written.
        n_articles: of the entity itself.
        how: how the form and the query agree.
        ratio: how near the form is to the query, from 0 to 100.
    """

    id: int
    key: str
    type: str
    name: str
    name_en: str | None
    form: str
    n_articles: int
    how: Matched
    ratio: float


def find_names(
    library: Library, text: str, limit: int = 20, *, user: UserData | None = None
) -> list[NameHit]:
    """The entities that `text` finds, best first, each once.

    Args:
        library: where.
        text: letters, Arabic or Latin, as typed.
        limit: how many at most.
        user: whose joins hold.
    """
    norm = normal(text).strip()
    words = list(words_of(norm))[:_MOST_WORDS]
    if not words:
        return []
    db = library.db
    key = latin_key(text)
    groups = groups_of(user)
    typed_key = "" if is_arabic(text) else key  # Arabic letters tell more than what they sound like
    equal = _equal_names(text, norm, typed_key)
    begun = _begun(db, words, typed_key, equal)
    found = {hit.id: hit for hit in _weighed(db, begun, norm, typed_key, equal)}
    if len(found) < limit:
        more = [number for number in _near(db, words, key) if number not in found]
        found |= {hit.id: hit for hit in _likened(db, more[:_LIKENED], text)}
    ordered = sorted(found.values(), key=_order)
    return list(_joined(db, groups, ordered))[:limit]


def named(library: Library, name: str, user: UserData | None = None) -> str | None:
    """The key of the entity that goes by `name`, or whose key it is; None where none does.

    Several that do: the one with the most articles.
    """
    row = library.db.execute("SELECT key FROM entity WHERE key = ?", (name,)).fetchone()
    if row is not None:
        return groups_of(user).main(row[0])
    hits = find_names(library, name, 1, user=user)
    return hits[0].key if hits else None


def _order(hit: NameHit) -> tuple[int, float, int, int]:
    """Sort key: how it agrees; near ones by how near in steps, then the commonest."""
    near = -round(hit.ratio / 10) if hit.how is Matched.NEAR else 0
    return _RANK[hit.how], near, -hit.n_articles, hit.id


def _joined(db: sqlite3.Connection, groups: Groups, hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """Each hit as what it is joined to, each of these once."""
    seen = set()
    for hit in hits:
        main = groups.main(hit.key)
        if main in seen:
            continue
        seen.add(main)
        row = None
        if main != hit.key:
            row = db.execute(
                "SELECT id, type, name, name_en FROM entity WHERE key = ?", (main,)
            ).fetchone()
        if row is None:
            yield hit
        else:
            yield replace(hit, id=row[0], key=main, type=row[1], name=row[2], name_en=row[3])


def _equal_names(text: str, norm: str, key: str) -> frozenset[str]:
    """The folded names of what is called exactly so: what is typed, and what the tables know.

    What is typed may leave the article out.
    """
    known = (normal(name).strip() for name in other_names(text))
    return frozenset({norm, "ال" + norm, key, *known} - {""})


def _begun(
    db: sqlite3.Connection, words: Sequence[str], key: str, names: Collection[str]
) -> list[int]:
    """Entities of one of the very `names`, and the commonest whose begin with what is typed."""
    places = ", ".join("?" * len(names))
    equal = db.execute(
        "SELECT l.entity FROM alias l JOIN entity e ON e.id = l.entity"  # noqa: S608 - places
        f" WHERE l.norm IN ({places}) ORDER BY e.n_articles DESC LIMIT ?",
        (*names, _RANKED),
    )
    typed = [[word] for word in words]
    query = _query(typed)
    heard = [[word] for word in words_of(key)]
    if heard and heard != typed:
        query = f"({query}) OR ({_query(heard)})"
    return [*(row[0] for row in equal), *_commonest(db, query)]


def _near(db: sqlite3.Connection, words: Sequence[str], key: str) -> list[int]:
    """The commonest entities whose names are near to what is typed, misspelled ones first."""
    spelled = [[word, bare(word), *_one_edit(db, word)] for word in words]
    keys = list(words_of(key))
    heard = keys if len(keys) == len(words) else words
    last = len(words) - 1
    likely = [
        [*group, *sorted(translated(word)), *_sounding(db, heard[at], at == last)]
        for at, (word, group) in enumerate(zip(words, spelled, strict=True))
    ]
    queries = dict.fromkeys(map(_query, (spelled, likely)))
    return list(dict.fromkeys(number for query in queries for number in _commonest(db, query)))


def _query(groups: Sequence[Sequence[str]]) -> str:
    """A query of FTS5: one word of each group, the last as a beginning."""
    parts = [" OR ".join(f'"{word}"' for word in group) for group in groups[:-1]]
    parts.append(" OR ".join(f'"{word}" *' for word in groups[-1]))
    return " AND ".join(f"({part})" for part in parts)


def _commonest(db: sqlite3.Connection, query: str) -> Iterator[int]:
    """The commonest of the entities that a query of the index of names finds."""
    rows = db.execute(
        "SELECT id FROM entity WHERE id IN"
        " (SELECT rowid FROM entity_fts WHERE entity_fts MATCH ? LIMIT ?)"
        " ORDER BY n_articles DESC LIMIT ?",
        (query, _LOOKED_AT, _RANKED),
    )
    return (row[0] for row in rows)


def _one_edit(db: sqlite3.Connection, word: str) -> list[str]:
    """Words of names that one letter added, left out, changed or exchanged makes of `word`."""
    stem = bare(word)
    found = _edited(db, stem, "")
    if stem == word:  # the letter that is wrong may be one of the article's
        found |= _edited(db, word, _ARTICLE)
    return sorted(found)[:_NEAR]


def _edited(db: sqlite3.Connection, word: str, before: str) -> set[str]:
    """Words of names that are one edit from `word` with `before` in front of them."""
    if len(word) < _SHORTEST_TYPED_WRONG + len(before):
        return set()
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where nothing equal is found

    half = (len(word) - 1) // 2
    size = len(word) - len(before)
    candidates: set[str] = set()
    for column, part in (("word", word[:half]), ("turned", word[::-1][:half])):
        if before and column == "word":
            continue  # what is in front of the word is where the edit is
        rows = db.execute(
            f"SELECT word FROM name_word WHERE {column} >= ? AND {column} < ?"  # noqa: S608 - ours
            " AND length(word) BETWEEN ? AND ?",
            (part, part + _LAST, size - 1, size + 1),
        )
        candidates.update(row[0] for row in rows)
    return {one for one in candidates if OSA.distance(word, before + one, score_cutoff=1) <= 1}


def _sounding(db: sqlite3.Connection, key: str, last: bool) -> list[str]:
    """Words of names that sound like a word of which the Latin key is given, the likest first."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - see above

    key = latin_key(key)
    bones = consonants(key)
    if len(bones) < _LEAST_BONES:
        return []
    wanted = list(
        dict.fromkeys((bones, *(bones[:at] + bones[at + 1 :] for at in range(len(bones)))))
    )
    wanted = [each for each in wanted if len(each) >= _LEAST_BONES]
    places = ", ".join("?" * len(wanted))
    rows = db.execute(
        f"SELECT word FROM name_word WHERE bones IN ({places}) LIMIT ?",  # noqa: S608 - places
        (*wanted, _SAME_BONES),
    ).fetchall()
    if last and len(bones) > _LEAST_BONES:
        rows += db.execute(
            "SELECT word FROM name_word WHERE bones > ? AND bones < ? LIMIT ?",
            (bones, bones + _LAST, _SAME_BONES),
        ).fetchall()
    scored = ((ratio(key, latin_key(word)), word) for (word,) in rows)
    best = sorted(((score, word) for score, word in scored if score >= _LEAST_RATIO), reverse=True)
    return [word for _score, word in best[:_SOUNDING]]


def _weighed(
    db: sqlite3.Connection, numbers: Iterable[int], norm: str, key: str, equal: Collection[str]
) -> Iterator[NameHit]:
    """Each entity once, with the form of it that is nearest to what is typed."""
    for row, forms in _with_forms(db, numbers):
        how, ratio, form = _best_form(forms, norm, key, equal)
        number, entity_key, kind, name, name_en, articles = row
        yield NameHit(number, entity_key, kind, name, name_en, form, articles, how, ratio)


def _likened(db: sqlite3.Connection, numbers: Iterable[int], text: str) -> Iterator[NameHit]:
    """The entities that the look-up of names finds near to what is typed."""
    from reader.entities.lookup import NameIndex  # noqa: PLC0415 - only where nothing equal is found

    known = {str(row[0]): (row, forms) for row, forms in _with_forms(db, numbers)}
    index = NameIndex((number, [form for _norm, form in each[1]]) for number, each in known.items())
    for found in index.search(text, limit=len(known)):
        number, key, kind, name, name_en, articles = known[found.id][0]
        how = _SURE.get(found.how.value, Matched.NEAR)
        ratio = 100 * found.score
        yield NameHit(number, key, kind, name, name_en, found.form, articles, how, ratio)


def _with_forms(
    db: sqlite3.Connection, numbers: Iterable[int]
) -> Iterator[tuple[tuple[int, str, str, str, str | None, int], list[tuple[str, str]]]]:
    """Entities, each once, with their forms folded and as written."""
    wanted = list(dict.fromkeys(numbers))
    places = ", ".join("?" * len(wanted))
    forms: dict[int, list[tuple[str, str]]] = {}
    for number, form_norm, form in db.execute(
        f"SELECT entity, norm, form FROM alias WHERE entity IN ({places})",  # noqa: S608 - places
        wanted,
    ):
        forms.setdefault(number, []).append((form_norm, form))
    rows = db.execute(
        f"SELECT id, key, type, name, name_en, n_articles FROM entity WHERE id IN ({places})"  # noqa: S608
        " ORDER BY n_articles DESC",
        wanted,
    )
    for row in rows:
        yield row, forms[row[0]]


def _best_form(
    forms: Sequence[tuple[str, str]], norm: str, key: str, equal: Collection[str]
) -> tuple[Matched, float, str]:
    """How the nearest of some forms agrees with what is typed, how near it is, and the form."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - see above

    weighed = [
        (
            Matched.EQUAL if one in equal else _how(one, norm, key),
            max(ratio(one, norm), ratio(one, key)),
            form,
        )
        for one, form in forms
    ]
    return min(weighed, key=lambda each: (_RANK[each[0]], -each[1]))


def _how(form: str, norm: str, key: str) -> Matched:
    """How a folded form that is not equal agrees with what is typed, folded and as a Latin key."""
    typed = [each for each in (norm, key) if each]
    if any(form.startswith((each, "ال" + each)) for each in typed):
        return Matched.BEGINNING
    words = set(words_of(form))
    bares = words | {bare(word) for word in words}
    for each in typed:
        *whole, last = words_of(each)
        if bares.issuperset(whole) and any(word.startswith(last) for word in bares):
            return Matched.WORD
    return Matched.NEAR
