"""The entities of an article as rows: grouped by type, by weight, with where they occur."""

from collections.abc import Sequence

from reader.app.view.marks import SIGNS, Kind
from reader.app.widgets.row_list import LTR, RTL, Cell, Item
from reader.app.words import Words
from reader.entities import Certainty, Entity, EntityType
from reader.text.label import Align

TYPES = (EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.FAC, EntityType.MISC)
_BARS = " ▁▂▃▄▅▆▇█"
_SPARK = 8  # cells of a sparkline
# what is shown of a link that is not exact: never its absence alone
_CERTAINTY_SIGNS = {
    Certainty.EXACT: "",
    Certainty.PROBABLE: "",
    Certainty.APPROXIMATE: "≈",
    Certainty.UNKNOWN: "?",
}


def entity_items(
    entities: Sequence[Entity], size: int, words: Words, only: EntityType | None = None
) -> list[Item]:
    """The rows of the entities pane.

    Args:
        entities: of the article.
        size: length of the article in code points, for the sparklines.
        words: of the interface.
        only: the type to show, or None for all.
    """
    items: list[Item] = []
    for kind in TYPES if only is None else (only,):
        group = sorted(
            (entity for entity in entities if entity.type is kind),
            key=lambda entity: (-weight(entity, size), entity.mentions[0].start),
        )
        if not group:
            continue
        heading = f"{SIGNS[Kind(kind.value.lower())]} {words(f'type-{kind.value.lower()}')}"
        items.append(Item((Cell(f"{heading} ({len(group)})"),), style="heading"))
        items += [_item(entity, size, words) for entity in group]
    return items


def weight(entity: Entity, size: int) -> float:
    """How much the article is about the entity: mentions, more for early ones."""
    first = entity.mentions[0].start if entity.mentions else size
    return len(entity.mentions) + (1 - first / max(1, size))


def _item(entity: Entity, size: int, words: Words) -> Item:
    """One entity: name, sign of an unsure link, English name, count, sparkline."""
    sign = certainty_sign(entity)
    name = f"{entity.name} {sign}" if sign else entity.name
    english = entity.name_en or ""
    cells = (
        Cell(name, entity.type.value.lower(), base=RTL),
        Cell(english, "dim", base=LTR, align=Align.LEFT if words.direction() else Align.RIGHT),
        Cell(str(len(entity.mentions)), "strong", width=5, align=Align.CENTER),
        Cell(sparkline([m.start for m in entity.mentions], size), "dim", width=_SPARK),
    )
    return Item(cells, key=entity.id)


def certainty_sign(entity: Entity) -> str:
    """The sign of a place that is not surely known; other names need none."""
    if entity.type not in (EntityType.LOC, EntityType.FAC):
        return ""
    return _CERTAINTY_SIGNS[entity.certainty]


def sparkline(offsets: Sequence[int], size: int) -> str:
    """Where in a text of `size` code points the offsets lie, as bars from right to left."""
    counts = [0] * _SPARK
    for offset in offsets:
        counts[min(_SPARK - 1, offset * _SPARK // max(1, size))] += 1
    highest = max(counts, default=0) or 1
    return "".join(_BARS[-(-count * 8 // highest)] for count in counts)
