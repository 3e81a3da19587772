"""The entities of an article as rows: grouped by type, by weight, with where they occur."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.app.view.marks import SIGNS, Kind
from reader.app.widgets.row_list import LTR, RTL, Cell, Item
from reader.app.words import Words
from reader.entities import Entity, EntityType
from reader.text.label import Align
from reader.text.sparkline import sparkline

TYPES = (EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.FAC, EntityType.MISC)
_SPARK = 8  # parts of the article that a sparkline shows
_SPARK_WIDE = 16  # the same where there is room
_NAME, _ENGLISH = 8, 10  # cells that a name, and an English name beside it, need at least
_WIDE, _NARROW = 70, 30  # cells of a row with a longer sparkline, and of one without any


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells of the columns, and the scale of the sparklines.

    Attributes:
        name: of the name.
        count: of the number of mentions.
        english: whether there is room for the English name; it takes what is left.
        parts: of the sparkline, 0 where there is no room.
        most: mentions in one part of the article that a full bar stands for.
        size: length of the article in code points.
    """

    name: int
    count: int
    english: bool
    parts: int
    most: int
    size: int


def entity_items(
    entities: Sequence[Entity],
    size: int,
    words: Words,
    room: int,
    only: EntityType | None = None,
) -> list[Item]:
    """The rows of the entities pane.

    Args:
        entities: of the article.
        size: length of the article in code points, for the sparklines.
        words: of the interface.
        room: cells of a row.
        only: the type to show, or None for all.
    """
    items: list[Item] = []
    shown = [entity for entity in entities if only is None or entity.type is only]
    columns = _columns(shown, size, words, room)
    for kind in TYPES:
        group = sorted(
            (entity for entity in shown if entity.type is kind),
            key=lambda entity: (-weight(entity, size), entity.mentions[0].start),
        )
        if not group:
            continue
        heading = f"{SIGNS[Kind(kind.value.lower())]} {words(f'type-{kind.value.lower()}')}"
        items.append(Item((Cell(f"{heading} ({len(group)})"),), style="heading"))
        items += [_item(entity, columns) for entity in group]
    return items


def _columns(entities: Sequence[Entity], size: int, words: Words, room: int) -> _Columns:
    """The columns for the names to be shown: a name is cut last of all.

    Where the interface is English, the two names share the room evenly at least.
    """
    parts = 0 if room < _NARROW else _SPARK if room < _WIDE else _SPARK_WIDE
    count = max((len(str(len(entity.mentions))) for entity in entities), default=1) + 1
    rest = room - count - parts
    longest = max((len(_name(entity)) for entity in entities), default=0) + 1
    most = rest - _ENGLISH if words.direction() else rest // 2
    name = min(longest, max(_NAME, most))
    english = rest - name >= _ENGLISH
    counts = [_counts(entity, parts, size) for entity in entities] if parts else []
    highest = max((max(each) for each in counts), default=1)
    return _Columns(name if english else rest, count, english, parts, highest, size)


def weight(entity: Entity, size: int) -> float:
    """How much the article is about the entity: mentions, more for early ones."""
    first = entity.mentions[0].start if entity.mentions else size
    return len(entity.mentions) + (1 - first / max(1, size))


def _item(entity: Entity, columns: _Columns) -> Item:
    """One entity: name, sign of an unsure link, English name, count, sparkline."""
    kind = entity.type.value.lower()
    count = str(len(entity.mentions))
    cells = [Cell(_name(entity), kind, width=columns.name, base=RTL)]
    if columns.english:
        cells.append(Cell(entity.name_en or "", "dim", base=LTR, align=Align.LEFT))
    cells.append(Cell(count, "strong", width=columns.count, base=LTR, align=Align.RIGHT))
    if columns.parts:
        counts = _counts(entity, columns.parts, columns.size)
        line = sparkline(counts, columns.parts, most=columns.most, stacked=True)
        cells.append(Cell(line, "dim", width=columns.parts))
    return Item(tuple(cells), key=entity.id)


def _name(entity: Entity) -> str:
    """The name, with the sign of an unsure link."""
    return f"{entity.name} {entity.sign}".strip()


def legend(entities: Sequence[Entity], words: Words) -> list[str]:
    """The signs of unsure links that occur, each with its word."""
    found = {entity.certainty: entity.sign for entity in entities if entity.sign}
    return [f"{found[each]} {words(f'certainty-{each.value}')}" for each in sorted(found)]


def types_in(entities: Sequence[Entity]) -> list[EntityType]:
    """The types that occur, in the order of the pane."""
    found = {entity.type for entity in entities}
    return [kind for kind in TYPES if kind in found]


def _counts(entity: Entity, parts: int, size: int) -> list[int]:
    """The mentions of an entity in each of so many parts of a text of `size` code points."""
    counts = [0] * parts
    for mention in entity.mentions:
        counts[min(parts - 1, mention.start * parts // max(1, size))] += 1
    return counts
