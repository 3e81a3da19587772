"""What the names in a query stand for: entities of the library, and places within a distance."""

import math
import sqlite3

from reader.library.normal import index_words, normal
from reader.text.latin import latin_key

PLACES = ("LOC", "FAC")
_MOST = 500  # entities of one name
_KM_A_DEGREE = 111.195  # of a great circle of the mean Earth
_EARTH_KM = 6371.0


def entities_named(
    db: sqlite3.Connection, name: str, types: tuple[str, ...] | None = None
) -> list[int]:
    """The entities that go by `name`, in Arabic or Latin letters, the commonest first.

    Where nothing goes by it wholly, those of which it is a part: أوباما is باراك أوباما. Where
    user.db is attached as ``user``, those that the reader joined with them too.
    """
    rows = db.execute(
        "SELECT DISTINCT e.id, e.type, e.n_articles FROM alias l JOIN entity e ON e.id = l.entity"
        " WHERE l.norm IN (?, ?) ORDER BY e.n_articles DESC LIMIT ?",
        (normal(name).strip(), latin_key(name), _MOST),
    )
    wanted = rows.fetchall() or _with_words(db, name)
    found = [row[0] for row in wanted if types is None or row[1] in types]
    return list(dict.fromkeys([*found, *_joined(db, found)]))


def _with_words(db: sqlite3.Connection, name: str) -> list[tuple[int, str, int]]:
    """Id, type and articles of the entities that have all words of `name` in their names."""
    words = [word.key for word in index_words(name)]
    if not words:
        return []
    rows = db.execute(
        "SELECT id, type, n_articles FROM entity"
        " WHERE id IN (SELECT rowid FROM entity_fts WHERE entity_fts MATCH ?)"
        " ORDER BY n_articles DESC LIMIT ?",
        (" AND ".join(f'"{word}"' for word in words), _MOST),
    )
    return rows.fetchall()


def _joined(db: sqlite3.Connection, ids: list[int]) -> list[int]:
    """The entities that the reader joined with some of `ids`."""
    attached = {row[1] for row in db.execute("PRAGMA database_list")}
    if "user" not in attached or not ids:
        return []
    steps = db.execute("SELECT key, into_key FROM user.joined WHERE apart = 0").fetchall()
    if not steps:
        return []
    places = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT key FROM entity WHERE id IN ({places})", ids)  # noqa: S608 - places
    own = {row[0] for row in rows}
    reached, size = set(own), 0
    while len(reached) != size:  # joins are few; chains of them are short
        size = len(reached)
        reached |= {end for pair in steps if reached & set(pair) for end in pair}
    more = sorted(reached - own)
    places = ", ".join("?" * len(more))
    rows = db.execute(f"SELECT id FROM entity WHERE key IN ({places})", more)  # noqa: S608 - places
    return [row[0] for row in rows]


def places_near(db: sqlite3.Connection, name: str, km: float) -> list[int] | None:
    """The places within `km` kilometres of the place called `name`; None where there is none."""
    centre = _coordinates(db, name)
    if centre is None:
        return None
    latitude, longitude = centre
    high = km / _KM_A_DEGREE
    wide = high / max(0.01, math.cos(math.radians(latitude)))
    rows = db.execute(
        "SELECT id, latitude, longitude FROM entity"
        " WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?",
        (latitude - high, latitude + high, longitude - wide, longitude + wide),
    )
    return [row[0] for row in rows if distance_km(centre, (row[1], row[2])) <= km]


def _coordinates(db: sqlite3.Connection, name: str) -> tuple[float, float] | None:
    """Where the best-known place of that name lies: of the library, else of the gazetteer."""
    for number in entities_named(db, name, PLACES):
        row = db.execute(
            "SELECT latitude, longitude FROM entity WHERE id = ?", (number,)
        ).fetchone()
        if row[0] is not None:
            return row[0], row[1]
    from reader.entities.places.gazetteer import gazetteer  # noqa: PLC0415 - where it is asked for

    places = sorted(gazetteer().lookup(name), key=lambda place: -place.population)
    return (places[0].latitude, places[0].longitude) if places else None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    inner = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))
