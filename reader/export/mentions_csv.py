"""The mentions of kept articles as CSV (RFC 4180): a line for each place where a name stands."""

import csv
import io
from collections.abc import Iterable, Iterator

from reader.entities import Entity, Mention
from reader.export.safe import safe
from reader.kept import Kept

COLUMNS = (
    "uid", "title", "source", "date", "url", "entity", "type", "name", "name_en", "latitude",
    "longitude", "start", "end", "text",
)  # fmt: skip


def to_mentions(kept: Iterable[Kept]) -> Iterator[str]:
    """A header line, then a line for each mention, in the order of the text.

    `start` and `end` count code points of the article's text; `latitude` and `longitude` are
    degrees, WGS 84. What is unknown is empty.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in kept:
        for mention, entity in _mentions(one):
            writer.writerow([safe(value) for value in _row(one, entity, mention)])
        yield _taken(out)
    yield _taken(out)


def _mentions(one: Kept) -> list[tuple[Mention, Entity]]:
    """Every mention with what it names."""
    found = [(mention, entity) for entity in one.entities for mention in entity.mentions]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end, pair[1].id))


def _row(one: Kept, entity: Entity, mention: Mention) -> tuple[object, ...]:
    """The cells of one mention."""
    article, place = one.article, entity.place
    return (
        article.uid,
        one.title,
        article.source,
        article.date.day.isoformat() if article.date else None,
        article.url,
        entity.id,
        entity.type.value,
        entity.name,
        entity.name_en,
        place.latitude if place else None,
        place.longitude if place else None,
        mention.start,
        mention.end,
        mention.text,
    )


def _taken(out: io.StringIO) -> str:
    """What was written so far, taken out."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
