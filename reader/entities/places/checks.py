"""What a gazetteer must fulfil before it ships."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.entities.places.keys import FOREIGN, name_key
from reader.entities.places.packing import Record

# Well-known capitals and where they lie: a wrong match of names or a slip of sign shows here.
_CAPITALS = {
    "واشنطن": ("US", 38.9, -77.0), "موسكو": ("RU", 55.8, 37.6), "بكين": ("CN", 39.9, 116.4),
    "لندن": ("GB", 51.5, -0.1), "باريس": ("FR", 48.9, 2.3), "دمشق": ("SY", 33.5, 36.3),
    "بغداد": ("IQ", 33.3, 44.4), "القاهرة": ("EG", 30.1, 31.2), "الرياض": ("SA", 24.7, 46.7),
    "صنعاء": ("YE", 15.4, 44.2), "الخرطوم": ("SD", 15.6, 32.5), "الرباط": ("MA", 34.0, -6.8),
    "تونس": ("TN", 36.8, 10.2), "الجزائر": ("DZ", 36.8, 3.1), "طرابلس": ("LY", 32.9, 13.2),
    "نواكشوط": ("MR", 18.1, -16.0), "مقديشو": ("SO", 2.0, 45.3), "بيروت": ("LB", 33.9, 35.5),
    "عمان": ("JO", 31.95, 35.9), "القدس": ("PS", 31.8, 35.2), "الدوحة": ("QA", 25.3, 51.5),
    "المنامة": ("BH", 26.2, 50.6), "أبوظبي": ("AE", 24.5, 54.4), "مسقط": ("OM", 23.6, 58.4),
    "أنقرة": ("TR", 39.9, 32.9), "طهران": ("IR", 35.7, 51.4), "كابل": ("AF", 34.5, 69.2),
    "كانبرا": ("AU", -35.3, 149.1), "برازيليا": ("BR", -15.8, -47.9), "كوناكري": ("GN", 9.5, -13.7),
}  # fmt: skip
_DEGREES = 0.3
# Territories without a seat of government, or without inhabitants.
_NO_CAPITAL = frozenset(
    [
        "AQ", "BQ", "BV", "CC", "CX", "GS", "HM", "IO", "NF", "PN", "SH", "SJ", "TF", "TK", "UM",
        "EH", "PS", "MO", "GI", "HK", "SG", "IL",
    ]
)  # fmt: skip


def problems(records: Sequence[Record]) -> list[str]:
    """What is wrong with `records`, a line each; nothing where they may ship."""
    return [*_keys(records), *_names(records), *_points(records), *_capitals(records)]


def _keys(records: Sequence[Record]) -> Iterator[str]:
    counts = Counter(record.key for record in records)
    yield from (f"{key}: stands {count} times" for key, count in counts.items() if count > 1)


def _names(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        keys = [name_key(name) for name in record.names]
        if len(set(keys)) < len(keys):
            yield f"{record.key}: a name stands twice: {record.names}"
        if any(FOREIGN.intersection(name) or not name_key(name) for name in record.names):
            yield f"{record.key}: letters that Arabic does not write: {record.names}"
        if any(mark in name for name in (*record.names, *record.latin) for mark in "|\t\n"):
            yield f"{record.key}: a name breaks the packing"


def _points(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        if not (-90 <= record.latitude <= 90 and -180 <= record.longitude <= 180):
            yield f"{record.key}: no point of the globe"


def _capitals(records: Sequence[Record]) -> Iterator[str]:
    capitals = [record for record in records if record.kind == "capital"]
    seats = {record.country: record for record in capitals}
    for record in records:
        if record.key.startswith("iso:") and record.country not in _NO_CAPITAL:
            seat = seats.get(record.country)
            if seat is None or not seat.names:
                yield f"{record.country}: {'no capital' if seat is None else 'unnamed capital'}"
    for name, (country, latitude, longitude) in _CAPITALS.items():
        key = name_key(name)
        if not any(
            record.country == country
            and key in map(name_key, record.names)
            and abs(record.latitude - latitude) < _DEGREES
            and abs(record.longitude - longitude) < _DEGREES
            for record in capitals
        ):
            yield f"{name}: not where it lies"
