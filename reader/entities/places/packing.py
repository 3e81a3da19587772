"""The packed gazetteer: one compressed file, read at once, taken apart as names are found.

Three blocks of lines, a line of each for every place: fields, Arabic names, Latin names.
So all Arabic names are folded in one sweep, and the Latin ones stay packed until they are needed.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from reader.entities.model import Place

_BLOCK = "\x1d\n"
NOWHERE = "XX"  # the country of seas and continents


@dataclass(frozen=True, slots=True)
class Record:
    """A place with all its names, as it is built and imported.

    Attributes:
        key: ``gn:`` GeoNames, ``ne:`` Natural Earth, ``iso:`` countries, ``wof:`` Who's On First,
            ``qari:`` written by hand.
        kind: as in `Place`.
        country: ISO 3166-1 alpha-2, or ``XX``.
        latitude, longitude: degrees, WGS 84.
        population: inhabitants, 0 where unknown.
        radius: kilometres, 0 where unknown.
        english: English name.
        names: Arabic names, the one to show first; may be empty.
        latin: other Latin spellings.
    """

    key: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    radius: float
    english: str
    names: tuple[str, ...]
    latin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """The three blocks, a line of each for every place."""

    fields: list[str]
    names: str
    latin: str

    def place(self, row: int, name: str) -> Place:
        """The place of line `row`, shown as `name`."""
        key, kind, country, latitude, longitude, population, radius, english = self.fields[
            row
        ].split("\t")
        return Place(
            key=key,
            name=name or english,
            name_en=english or None,
            latitude=float(latitude),
            longitude=float(longitude),
            country=None if country == NOWHERE else country,
            kind=kind,
            population=int(population),
            radius_km=float(radius) or None,
        )


def pack(records: Iterable[Record]) -> bytes:
    """The compressed blocks of `records`."""
    fields, names, latin = [], [], []
    for record in records:
        parts = (
            record.key, record.kind, record.country, f"{record.latitude:g}",
            f"{record.longitude:g}", record.population, f"{record.radius:g}", record.english,
        )  # fmt: skip
        fields.append("\t".join(map(str, parts)))
        names.append("|".join(record.names))
        latin.append("|".join(record.latin))
    text = _BLOCK.join("\n".join(block) for block in (fields, names, latin))
    return zlib.compress(text.encode(), 9)


def unpack(source: Traversable) -> Packed:
    """The blocks of the packed file `source`."""
    fields, names, latin = zlib.decompress(source.read_bytes()).decode().split(_BLOCK)
    return Packed(fields.removesuffix("\n").split("\n"), names.removesuffix("\n"), latin)
