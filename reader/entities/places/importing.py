"""Reading the gazetteers of others: GeoNames country dumps and Who's On First tables.

Fields of a dump and of an alternate names file as in GeoNames' readme.txt.
"""

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from reader.entities.places.imported import Info, store
from reader.entities.places.keys import clean_names
from reader.entities.places.packing import NOWHERE, Record
from reader.notice import QariError

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are read."""

_GEONAMES, _WHOSONFIRST = "geonames", "whosonfirst"
_DUMP_FIELDS, _ALTERNATE_FIELDS = 19, 8
_NEEDED = frozenset(("wof_id", "cc", "placetype", "lat", "lon", "pop", "name", "ar_names"))
_EVERY = 2000  # lines between two reports of progress
_BAD_LINES, _BAD_SHARE = 20, 100  # lines passed over: so many, or one in so many
_LONGEST = 1_000_000  # characters of a line; more is no table
_CITY = 15_000  # inhabitants from which a locality is a city
_NAME = re.compile(r"[\w][\w.-]*")
_WOF_KINDS = {
    "region": "region", "county": "county", "localadmin": "county", "macrocounty": "county",
    "neighbourhood": "neighbourhood", "microhood": "neighbourhood", "campus": "facility",
    "country": "", "empire": "", "continent": "",
}  # fmt: skip
_CODES = {
    "ADM1": "region", "ADM2": "county", "ADM3": "county", "ADM4": "county", "PPLX": "neighbourhood",
    "PPLC": "capital", "ISL": "area", "ISLS": "area", "PCLI": "", "PCLD": "", "PCL": "",
    "PPLQ": "village", "PPLH": "village",
}  # fmt: skip
_CLASSES = {
    "A": "county", "H": "water", "L": "area", "R": "", "S": "facility", "T": "mountain",
    "U": "water", "V": "area",
}  # fmt: skip
_RADIUS = {"region": 50.0, "county": 15.0, "city": 5.0, "capital": 10.0}


def import_gazetteer(
    path: Path,
    folder: Path,
    *,
    name: str | None = None,
    alternates: Path | None = None,
    progress: Progress | None = None,
) -> Info:
    """Import the gazetteer file `path` into `folder`, in place of one of the same name.

    Args:
        path: a GeoNames dump (XX.txt, or the XX.zip it comes in) or a table in the layout of
            Who's On First; packed by gzip or not.
        folder: where imported gazetteers lie.
        name: under which it is kept; the file's name without its endings if None.
        alternates: GeoNames' alternate names of the country, which tell what is Arabic.
        progress: told how far the reading is.

    Raises:
        QariError: where the file cannot be read or is neither, or the folder cannot be written.
    """
    kept = name or path.name.split(".")[0]
    if not _NAME.fullmatch(kept):
        raise QariError("gazetteer-name", name=kept)
    tagged = _tagged(alternates) if alternates else {}
    reading = _Reading(path, tagged, progress)
    return store(
        folder,
        kept,
        reading.records(),
        source=path.name,
        read=lambda: (reading.layout, reading.skipped),
    )


class _Reading:
    """One file being read; the layout is told by its first line."""

    def __init__(self, path: Path, tagged: dict[str, list[str]], progress: Progress | None) -> None:
        self._path = path
        self._tagged = tagged
        self._progress = progress
        self.layout = _GEONAMES
        self.skipped = 0

    def records(self) -> Iterator[Record]:
        """The records of the file.

        Raises:
            QariError: where the first line is not of the layout, too many others are not (a few are
                passed over and counted), or there is none.
        """
        columns: list[str] = []
        good = number = 0
        for number, line in lines(self._path, self._progress):
            fields = line.rstrip("\r\n").split("\t")
            if number == 1 and set(fields) >= _NEEDED:
                columns, self.layout = fields, _WHOSONFIRST
            elif line.strip() and not line.startswith("#"):
                try:
                    record = self._record(columns, fields)
                except ValueError as error:
                    self.skipped += 1
                    if not good or self.skipped > max(_BAD_LINES, number // _BAD_SHARE):
                        told = {"path": str(self._path), "line": str(number)}
                        raise QariError("gazetteer-line", **told) from error
                    continue
                good += 1
                if record is not None:
                    yield record
        if not good:
            raise QariError("gazetteer-empty", path=str(self._path))

    def _record(self, columns: list[str], fields: list[str]) -> Record | None:
        """The record of a line, or None where it is nothing that is looked up."""
        if self.layout == _WHOSONFIRST:
            return _whosonfirst(dict(zip(columns, fields, strict=True)))
        return _geonames(fields, self._tagged)


def _whosonfirst(row: dict[str, str]) -> Record | None:
    """A row of a Who's On First table."""
    if row["placetype"] == "placetype":  # the head again, where tables were joined
        return None
    population = int(float(row["pop"] or 0))
    kind = _WOF_KINDS.get(row["placetype"], _locality(population))
    names = clean_names(row["ar_names"].split("|"))
    latin = [name for name in row.get("latin_names", "").split("|") if name.isascii()]
    known = row.get("geonames_id", "")
    key = f"gn:{known}" if known else f"wof:{row['wof_id']}"
    return _made(
        _Row(key, kind, row["cc"], row["lat"], row["lon"], population, row["name"], names, latin)
    )


def _geonames(fields: list[str], tagged: dict[str, list[str]]) -> Record | None:
    """A line of a GeoNames dump."""
    if len(fields) != _DUMP_FIELDS:
        raise ValueError(fields)
    number, name, plain, alternates, latitude, longitude, feature, code, country = fields[:9]
    population = int(fields[14] or 0)
    if feature == "P":
        kind = _CODES.get(code, _locality(population))
    else:
        kind = _CODES.get(code, _CLASSES.get(feature, ""))
    further = alternates.split(",")
    names = clean_names(tagged.get(number, [])) or clean_names(further)
    latin = [other for other in (plain, *further) if other.isascii()]
    return _made(
        _Row(
            f"gn:{int(number)}", kind, country, latitude, longitude, population, name, names, latin
        )
    )


def _locality(population: int) -> str:
    """The kind of a place that people live in."""
    return "city" if population >= _CITY else "village"


class _Row(NamedTuple):
    """What a line of either layout tells of a place, its numbers still as written."""

    key: str
    kind: str
    country: str
    latitude: str
    longitude: str
    population: int
    english: str
    names: list[str]
    latin: list[str]


def _made(row: _Row) -> Record | None:
    """A record; None for countries, which ship, and for what nothing Arabic could find."""
    if not row.kind or not (row.names or row.kind in ("city", "village", "capital")):
        return None
    point = float(row.latitude), float(row.longitude)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(point)
    return Record(
        key=row.key,
        kind=row.kind,
        country=row.country.upper() or NOWHERE,
        latitude=point[0],
        longitude=point[1],
        population=row.population,
        radius=_RADIUS.get(row.kind, 3.0),
        english=row.english,
        names=tuple(row.names),
        latin=tuple(name for name in row.latin if len(name) > 2),
    )


def _tagged(path: Path) -> dict[str, list[str]]:
    """The names that an alternate names file calls Arabic, by GeoNames id; preferred ones first."""
    found: dict[str, list[str]] = {}
    for number, line in lines(path, None):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) < _ALTERNATE_FIELDS:
            raise QariError("gazetteer-line", path=str(path), line=str(number))
        if fields[2] == "ar":
            names = found.setdefault(fields[1], [])
            names.insert(0 if fields[4] == "1" else len(names), fields[3])
    return found


def lines(path: Path, progress: Progress | None) -> Iterator[tuple[int, str]]:
    """The lines of a file, numbered from 1; gzip and zip are unpacked as they are read.

    Raises:
        QariError: ``gazetteer-unreadable`` where it cannot be read, is damaged or is no text.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as raw, io.TextIOWrapper(_unpacked(raw), encoding="utf-8") as text:
            number = 0
            while line := text.readline(_LONGEST):
                if len(line) >= _LONGEST:
                    raise QariError("gazetteer-line", path=str(path), line=str(number + 1))
                number += 1
                if progress and number % _EVERY == 0:
                    progress(raw.tell(), size)
                yield number, line.removeprefix("\ufeff") if number == 1 else line
        if progress:
            progress(size, size)
    except (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise QariError("gazetteer-unreadable", path=str(path), why=_why(error)) from error


def _why(error: Exception) -> str:
    """The reason without the system's numbers."""
    return getattr(error, "strerror", None) or type(error).__name__


def _unpacked(raw: BinaryIO) -> BinaryIO:
    """The bytes in `raw`, told by their first ones: gzip, the table of a zip, or as they are."""
    head = raw.read(4)
    raw.seek(0)
    if head[:2] == b"\x1f\x8b":
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if head == b"PK\x03\x04":
        archive = zipfile.ZipFile(raw)
        tables = [
            n for n in archive.namelist() if n.endswith((".txt", ".tsv")) and "readme" not in n
        ]
        if not tables:
            raise zipfile.BadZipFile
        return cast(BinaryIO, archive.open(tables[0]))
    return raw
