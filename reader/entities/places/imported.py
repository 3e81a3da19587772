"""Gazetteers that the reader imported: one SQLite file each, written once and then only read."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.entities.model import Place
from reader.entities.places.keys import name_key
from reader.entities.places.packing import NOWHERE, Record
from reader.notice import QariError
from reader.text.latin import latin_key

SUFFIX = ".gazetteer"
_FORM = 1  # of the tables; files of another form are not read
_SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {_FORM};
CREATE TABLE info (source TEXT, layout TEXT, places INTEGER, names INTEGER, skipped INTEGER,
    imported TEXT);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, key TEXT, kind TEXT, country TEXT, latitude REAL, longitude REAL,
    population INTEGER, radius REAL, english TEXT, name TEXT
);
CREATE TABLE name (key TEXT, place INTEGER);
CREATE TABLE latin (key TEXT, country TEXT, place INTEGER);
"""
_INDEXES = """
CREATE INDEX name_key ON name (key);
CREATE INDEX latin_key ON latin (key, country);
CREATE INDEX place_key ON place (key);
"""
_BY_NAME = (
    "SELECT p.key, p.kind, p.country, p.latitude, p.longitude, p.population, p.radius, p.english,"
    " p.name FROM name AS n JOIN place AS p ON p.id = n.place WHERE n.key = ?"
)
_BY_LATIN = (
    "SELECT p.key, p.kind, p.country, p.latitude, p.longitude, p.population, p.radius, p.english,"
    " p.name FROM latin AS n JOIN place AS p ON p.id = n.place WHERE n.key = ? AND n.country = ?"
)
_BY_KEY = (
    "SELECT p.key, p.kind, p.country, p.latitude, p.longitude, p.population, p.radius, p.english,"
    " p.name FROM place AS p WHERE p.key = ?"
)
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Info:
    """What is known of an imported gazetteer.

    Attributes:
        name: under which it is listed and removed.
        source: name of the file it was made from.
        layout: ``geonames`` or ``whosonfirst``.
        places, names: how many places and Arabic names it has.
        skipped: how many lines of the file could not be read.
        imported: the day, ISO 8601.
        damaged: whether the file cannot be read; then the rest says nothing.
    """

    name: str
    source: str = ""
    layout: str = ""
    places: int = 0
    names: int = 0
    skipped: int = 0
    imported: str = ""
    damaged: bool = False


class ImportedGazetteer:
    """One imported gazetteer, open for reading; may be used from several threads."""

    def __init__(self, path: Path) -> None:
        """Open `path`.

        Raises:
            sqlite3.Error: where it is no gazetteer of this form.
        """
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self.path = path
        form = self._db.execute("PRAGMA user_version").fetchone()[0]
        if form != _FORM:
            self._db.close()
            raise sqlite3.DatabaseError(f"form {form}")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def lookup(self, key: str) -> list[Place]:
        """The places of the `name_key` given."""
        return self._places(_BY_NAME, (key,))

    def lookup_latin(self, key: str, country: str) -> list[Place]:
        """The places of `country` whose Latin name has the `latin_key` given."""
        return self._places(_BY_LATIN, (key, country))

    def by_key(self, key: str) -> Place | None:
        """The place of a record's key."""
        found = self._places(_BY_KEY, (key,))
        return found[0] if found else None

    def info(self) -> Info:
        """What is known of it."""
        row = self._db.execute("SELECT source, layout, places, names, skipped, imported FROM info")
        return Info(self.path.stem, *row.fetchone())

    def _places(self, query: str, values: Sequence[str]) -> list[Place]:
        """The places of a query; none where the file turns out to be damaged."""
        try:
            rows = self._db.execute(query, values).fetchall()
        except sqlite3.Error:
            return []
        return [_place(row) for row in rows]


def _place(row: tuple[str, str, str, float, float, int, float, str, str]) -> Place:
    """A row as a place."""
    key, kind, country, latitude, longitude, population, radius, english, name = row
    return Place(
        key=key,
        name=name or english,
        name_en=english or None,
        latitude=latitude,
        longitude=longitude,
        country=None if country == NOWHERE else country,
        kind=kind,
        population=population,
        radius_km=radius or None,
    )


def open_all(folder: Path) -> list[ImportedGazetteer]:
    """The gazetteers of `folder` by their names; what cannot be read is left out."""
    opened = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            opened.append(ImportedGazetteer(path))
        except sqlite3.Error:
            continue
    return opened


def listed(folder: Path) -> list[Info]:
    """What is known of each gazetteer of `folder`, damaged ones too."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            gazetteer = ImportedGazetteer(path)
            found.append(gazetteer.info())
            gazetteer.close()
        except (sqlite3.Error, TypeError):
            found.append(Info(path.stem, damaged=True))
    return found


def remove(folder: Path, name: str) -> None:
    """Remove the gazetteer `name` of `folder`.

    Raises:
        QariError: ``gazetteer-unknown`` where there is none of this name.
    """
    known = {path.stem: path for path in folder.glob(f"*{SUFFIX}")}
    if name not in known:
        raise QariError("gazetteer-unknown", name=name, names="، ".join(sorted(known)) or "—")
    known[name].unlink()


def store(
    folder: Path,
    name: str,
    records: Iterable[Record],
    *,
    source: str,
    read: Callable[[], tuple[str, int]],
) -> Info:
    """Write `records` as the gazetteer `name` of `folder`, in place of one of this name.

    The file appears whole or not at all.

    Args:
        folder: where gazetteers lie; made if it is not there.
        name: under which it will be listed.
        records: read one by one; what they raise is passed on and nothing is kept.
        source: name of the file they come from.
        read: asked once all records are read for the layout and how many lines were skipped.

    Raises:
        QariError: ``gazetteer-unwritable`` where the folder cannot be written.
    """
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        info = _write(part, name, records, source, read)
        part.replace(folder / f"{name}{SUFFIX}")
    except (OSError, sqlite3.Error) as error:
        raise QariError("gazetteer-unwritable", path=str(folder), why=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return info


def _write(
    path: Path,
    name: str,
    records: Iterable[Record],
    source: str,
    read: Callable[[], tuple[str, int]],
) -> Info:
    """Write a new file; the tables are indexed once they are full."""
    database = sqlite3.connect(path)
    try:
        database.executescript(_SCHEMA)
        places = names = 0
        for number, record in enumerate(records, start=1):
            names += _insert(database, number, record)
            places = number
            if number % _BATCH == 0:
                database.commit()
        today = datetime.now(UTC).date().isoformat()
        layout, skipped = read()
        info = Info(name, source, layout, places, names, skipped, today)
        database.execute(
            "INSERT INTO info VALUES (?, ?, ?, ?, ?, ?)",
            (source, layout, places, names, skipped, today),
        )
        database.commit()
        database.executescript(_INDEXES)
    finally:
        database.close()
    return info


def _insert(database: sqlite3.Connection, number: int, record: Record) -> int:
    """Insert one record; how many Arabic names it has."""
    database.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            record.key,
            record.kind,
            record.country,
            record.latitude,
            record.longitude,
            record.population,
            record.radius,
            record.english,
            record.names[0] if record.names else "",
        ),
    )
    keys = {name_key(name) for name in record.names}
    database.executemany("INSERT INTO name VALUES (?, ?)", [(key, number) for key in keys])
    sounds = {latin_key(name) for name in (record.english, *record.latin)} - {""}
    database.executemany(
        "INSERT INTO latin VALUES (?, ?, ?)", [(key, record.country, number) for key in sounds]
    )
    return len(keys)
