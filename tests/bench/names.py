"""Entities without end for benchmarks: synthetic names, as frequent as Zipf's law has them.

Half as many names as articles, thirteen an article with two mentions each, eleven events an
article with one or two names each: the proportions of analysed news. Linking costs far more than
what is measured here, so the rows are written as the library writes them, without it.
"""

import random
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate

from reader.library.across.counting import ROLLED_UP
from reader.library.across.naming import bare, words_of
from reader.library.across.told import EVENT_BITS, STATES, Event, pack_events
from reader.library.database import transaction
from reader.library.normal import normal
from reader.library.packing import pack_ids, pack_numbers, pack_spans
from reader.library.records import DAY_BITS
from reader.library.store import Library
from reader.text.latin import consonants, latin_key
from reader.text.span import Span

AN_ARTICLE = 13
_MENTIONS = 2
_AT_ONCE = 100_000  # articles of a transaction
_EVENTS = 11
_NAMED = (0, 1, 1, 1, 2, 2)  # names of an event
_CLAUSE = 130  # code points
_TYPES = ("PER", "ORG", "LOC", "FAC", "MISC")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_SYLLABLES = 900  # given names and surnames: names of people share their words


def names(count: int, seed: int = 7) -> list[str]:
    """So many different names of one to three words."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(_LETTERS) for _ in range(chance.randint(3, 7)))

    words = [word() for _ in range(max(_SYLLABLES, count // 8))]
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 3))))] = None
    return list(made)


def add_names(library: Library) -> None:
    """Give every article of the library entities and events."""
    db, chance = library.db, random.Random(11)
    ids = [row[0] for row in db.execute("SELECT id FROM article ORDER BY id")]
    known = names(max(50, len(ids) // 2))
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(known))))
    days: dict[int, Counter[int]] = defaultdict(Counter)  # of each entity
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        with transaction(db):
            pairs: list[tuple[int, int, int, bytes, bytes]] = []
            told: list[tuple[int, int, int]] = []
            for article in ids[start : start + _AT_ONCE]:
                chosen: set[int] = set()
                while len(chosen) < min(AN_ARTICLE, len(known) // 2):
                    chosen.add(bisect(weights, chance.random() * weights[-1]) + 1)
                ordered = list(chosen)
                db.execute("INSERT INTO article_ents VALUES (?, ?)", (article, pack_ids(ordered)))
                for entity in ordered:
                    starts = sorted(chance.sample(range(40), _MENTIONS))
                    spans = pack_spans(Span(start, start + 5) for start in starts)
                    pairs.append((entity, article, _MENTIONS, spans, pack_numbers([0])))
                    days[entity][article >> DAY_BITS] += 1
                    first.setdefault(entity, article)
                    last[entity] = article
                events = [_event(number, article, ordered, chance) for number in range(_EVENTS)]
                packed = pack_events(article, events, ordered)
                db.execute("INSERT INTO article_events VALUES (?, ?)", (article, packed))
                told += (
                    (name, event.day, article << EVENT_BITS | number)
                    for number, event in enumerate(events)
                    for name in event.names
                )
            pairs.sort()
            db.executemany("INSERT INTO entity_article VALUES (?, ?, ?, ?, ?)", pairs)
            db.executemany("INSERT INTO entity_event VALUES (?, ?, ?)", sorted(told))
    with transaction(db):
        _add_entities(library, known, days, first, last)
        _index(library, {entity: known[entity - 1] for entity in sorted(days)})
        db.execute("UPDATE article SET analysed = 2")


def _add_entities(
    library: Library,
    known: list[str],
    days: dict[int, Counter[int]],
    first: dict[int, int],
    last: dict[int, int],
) -> None:
    """The entities with their counts, and the days of what very many articles name."""
    library.db.executemany(
        "INSERT INTO entity (id, key, type, name, norm, n_articles, n_mentions, first_id,"
        " last_id, linked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            (
                entity, f"x:{entity}", _TYPES[entity % len(_TYPES)], known[entity - 1],
                normal(known[entity - 1]), days[entity].total(), _MENTIONS * days[entity].total(),
                first[entity], last[entity],
            )
            for entity in sorted(days)
        ),
    )  # fmt: skip
    library.db.executemany(
        "INSERT INTO entity_day VALUES (?, ?, ?, ?)",
        (
            (entity, day, count, _MENTIONS * count)
            for entity in sorted(days)
            if days[entity].total() >= ROLLED_UP
            for day, count in sorted(days[entity].items())
        ),
    )


def _event(number: int, article: int, known: list[int], chance: random.Random) -> Event:
    """An event some days before the article, of a few of its names."""
    day = (article >> DAY_BITS) - int(chance.expovariate(0.05))
    named = tuple(chance.sample(known, chance.choice(_NAMED)))
    state = chance.choice(STATES[:2])
    return Event(day, day, None, state, "happened", number * 2 * _CLAUSE, _CLAUSE, named)


def _index(library: Library, known: dict[int, str]) -> None:
    """The forms of the names, and the words by which they are found."""
    db = library.db
    vocabulary: set[str] = set()

    def indexed() -> Iterator[tuple[int, str]]:
        for entity, name in known.items():
            key = latin_key(name)
            found = {word for form in (normal(name), key) for word in words_of(form)}
            found |= {bare(word) for word in found}
            vocabulary.update(map(bare, found))
            yield entity, " ".join(sorted(found))

    db.executemany("INSERT INTO entity_fts (rowid, words) VALUES (?, ?)", indexed())
    db.executemany(
        "INSERT OR IGNORE INTO alias (norm, entity, form, number, n) VALUES (?, ?, ?, ?, 1)",
        sorted(
            (form, entity, name, number)
            for entity, name in known.items()
            for number, form in enumerate((normal(name), latin_key(name)))
            if form
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO name_word (word, turned, bones) VALUES (?, ?, ?)",
        ((word, word[::-1], consonants(latin_key(word))) for word in sorted(vocabulary)),
    )
