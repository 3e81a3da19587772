"""The gazetteer that ships, with the hand-written places read over it."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from reader.entities.model import Place
from reader.text.fold import search_key

DATA = Path(__file__).parent / "data" / "gazetteer.tsv.gz"


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the packed table.

    Attributes:
        key: ``gn:`` GeoNames, ``ne:`` Natural Earth, ``cldr:`` CLDR, ``qari:`` by hand.
        kind: country, capital, region, city, area, water, facility…
        country: ISO 3166-1 alpha-2, or ``XX``.
        latitude, longitude: degrees.
        population: inhabitants, 0 where unknown.
        english: English name.
        names: Arabic names, the one to show first.
        latin: other Latin spellings.
    """

    key: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    english: str
    names: tuple[str, ...]
    latin: tuple[str, ...]


def packed(records: Iterable[Record]) -> str:
    """The records as lines of tab-separated fields, lists joined by ``|``."""
    return "".join(
        "\t".join(
            (
                record.key,
                record.kind,
                record.country,
                str(record.latitude),
                str(record.longitude),
                str(record.population),
                record.english,
                "|".join(record.names),
                "|".join(record.latin),
            )
        )
        + "\n"
        for record in records
    )


class Gazetteer:
    """Places by the search form of their Arabic names; a name without ال finds the one with it."""

    def __init__(self, rows: Sequence[str]) -> None:
        """Index `rows` of the packed table; a row is taken apart when it is found."""
        self._rows = rows
        self._by_name: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            for name in row.split("\t", 8)[7].split("|"):
                if name:
                    self._by_name.setdefault(search_key(name), []).append(number)
        self.longest = 5  # words in a name

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: str) -> bool:
        return key in self._by_name

    def lookup(self, name: str) -> list[Place]:
        """The places that go by the Arabic `name`, exact ones before those with or without ال."""
        key = search_key(name)
        found = self._by_name.get(key, [])
        if not found:
            other = key[2:] if key.startswith("ال") else f"ال{key}"
            found = self._by_name.get(other, []) if len(key) >= 5 else []
        return [self._place(number) for number in found]

    def _place(self, number: int) -> Place:
        fields = self._rows[number].split("\t")
        names = fields[7].split("|")
        return Place(
            key=fields[0],
            name=names[0],
            name_en=fields[6] or None,
            latitude=float(fields[3]),
            longitude=float(fields[4]),
            country=None if fields[2] == "XX" else fields[2],
            kind=fields[1],
            population=int(fields[5]),
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships, loaded once: places written by hand come first."""
    rows = gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines()
    return Gazetteer([*_overrides(), *rows])


_KINDS = {
    "fac": "facility",
    "sea": "water",
    "river": "water",
    "strait": "water",
    "canal": "water",
    "island": "area",
    "continent": "area",
}


def _overrides() -> list[str]:
    """The hand-written places in the form of the packed table."""
    text = (files("reader.entities.places") / "data" / "overrides.tsv").read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, kind, country, latitude, longitude, english, names = line.split("\t")[:7]
            kind = _KINDS.get(kind, kind)
            population = {"country": 20_000_000, "capital": 1_000_000}.get(kind, 100_000)
            rows.append(
                f"qari:{key}\t{kind}\t{country}\t{latitude}\t{longitude}\t{population}"
                f"\t{english}\t{names}\t"
            )
    return rows
