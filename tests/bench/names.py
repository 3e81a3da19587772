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
    articles, mentions = Counter[int](), Counter[int]()
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    with transaction(db):
        pairs: list[tuple[int, int, int, bytes, bytes]] = []
        told: list[tuple[int, int, int]] = []
        for article in ids:
            chosen: set[int] = set()
            while len(chosen) < min(AN_ARTICLE, len(known) // 2):
                chosen.add(bisect(weights, chance.random() * weights[-1]) + 1)
            ordered = list(chosen)
            db.execute("INSERT INTO article_ents VALUES (?, ?)", (article, pack_ids(ordered)))
            for entity in ordered:
                starts = sorted(chance.sample(range(300), _MENTIONS))
                spans = pack_spans(Span(start, start + 5) for start in starts)
                pairs.append((entity, article, _MENTIONS, spans, pack_numbers([0])))
                articles[entity] += 1
                mentions[entity] += _MENTIONS
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
        db.executemany(
            "INSERT INTO entity (id, key, type, name, norm, n_articles, n_mentions, first_id,"
            " last_id, linked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                (
                    entity, f"x:{entity}", _TYPES[entity % len(_TYPES)], known[entity - 1],
                    normal(known[entity - 1]), articles[entity], mentions[entity],
                    first[entity], last[entity],
                )
                for entity in sorted(articles)
            ),
        )  # fmt: skip
        _index(library, {entity: known[entity - 1] for entity in sorted(articles)})
        _roll_up(library, pairs, articles)
        db.execute("UPDATE article SET analysed = 2")


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


def _roll_up(
    library: Library, pairs: list[tuple[int, int, int, bytes, bytes]], articles: Counter[int]
) -> None:
    """The days of what very many articles name."""
    days: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for entity, article, count, _spans, _forms in pairs:
        if articles[entity] >= ROLLED_UP:
            sums = days[entity, article >> DAY_BITS]
            sums[0] += 1
            sums[1] += count
    library.db.executemany(
        "INSERT INTO entity_day VALUES (?, ?, ?, ?)",
        ((entity, day, *sums) for (entity, day), sums in sorted(days.items())),
    )
