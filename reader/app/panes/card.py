"""What a card tells of an entity, as rows."""

from collections import Counter

from reader.analysis import Analysis
from reader.app.panes.entities import certainty_sign
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item
from reader.app.words import Words
from reader.entities import Entity, NameBasis, Place
from reader.text.label import Align, cells
from reader.text.span import Span
from reader.text.words import sentences

_TOGETHER = 8  # entities named as occurring with this one


def card_items(entity: Entity, analysis: Analysis, words: Words, width: int) -> list[Item]:
    """The rows of the card of `entity`.

    Args:
        entity: whose card it is.
        analysis: of its article.
        words: of the interface.
        width: cells of a row, for the sentences.
    """
    items = [*_names(entity, words), *_place(entity, words)]
    items += [_row("", words.notice(reason), "dim") for reason in entity.reasons]
    found = _sentences_of(entity, analysis)
    together = _together(entity, analysis, found)
    if together:
        items.append(_heading(words("card-together")))
        items += [_row(str(count), name) for name, count in together]
    times = _times_in(analysis, found)
    if times:
        items.append(_heading(words("card-times")))
        items += [
            Item(
                (Cell(time, base=RTL), Cell(value, "dim", base=LTR, align=Align.LEFT)),
                key=f"{time}={value}",
            )
            for time, value in times
        ]
    items.append(_heading(words("card-mentions", n=len(entity.mentions))))
    items += _concordance(entity, analysis, found, width)
    return items


def brief(entity: Entity, words: Words) -> tuple[str, str]:
    """What a card tells in one line: name, type, place and mentions; the English name apart."""
    parts = [entity.name, words(f"type-{entity.type.value.lower()}-one")]
    if entity.type.value in ("LOC", "FAC"):
        sign, certainty = certainty_sign(entity), words(f"certainty-{entity.certainty.value}")
        parts.append(f"{sign} {certainty}".strip())
    parts.append(words("card-mentions", n=len(entity.mentions)))
    english = entity.name_en or ""
    if entity.place is not None:
        english += f" {entity.place.latitude:.2f}, {entity.place.longitude:.2f}"
    return " · ".join(parts), english.strip()


def _row(name: str, text: str, style: str = "", base: int = AUTO) -> Item:
    """A name and what it says beside it; what is Latin keeps its own order."""
    cells = (Cell(name, "strong", width=14), Cell(text, style, base=base))
    return Item(cells, key=f"{name}:{text}")


def _heading(text: str) -> Item:
    return Item((Cell(text),), style="heading")


def _names(entity: Entity, words: Words) -> list[Item]:
    """English name and where it comes from; other forms."""
    items = []
    if entity.name_en is not None:
        made = entity.name_en_basis is NameBasis.TRANSLITERATION
        note = f" ({words('name-transliterated')})" if made else ""
        items.append(_row(words("card-english"), entity.name_en + note, base=AUTO if note else LTR))
    if entity.aliases:
        items.append(_row(words("card-aliases"), "، ".join(entity.aliases)))
    return items


def _place(entity: Entity, words: Words) -> list[Item]:
    """Where it is, how sure that is, and what else it could be."""
    if entity.type.value not in ("LOC", "FAC"):
        return []
    certainty = words(f"certainty-{entity.certainty.value}")
    sign = certainty_sign(entity)
    items = [_row(words("card-place"), f"{sign} {certainty}".strip())]
    place = entity.place
    if place is not None:
        where = f"{place.latitude:.4f}, {place.longitude:.4f}"
        items.append(_row("", place_label(place, words)))
        items.append(_row(words("card-coordinates"), where, base=LTR))
        link = f"geo:{place.latitude:.4f},{place.longitude:.4f}"
        items.append(_row(words("card-map"), link, base=LTR))
    return items + [
        _row(words("card-candidate"), place_label(other, words)) for other in entity.candidates[:5]
    ]


def place_label(place: Place, words: Words) -> str:
    """A place in one line: name, kind, country, and where it is, so that namesakes differ."""
    parts = [place.name, words.maybe("place-" + place.kind), place.country or ""]
    where = f"{place.latitude:.2f}, {place.longitude:.2f}"
    return " · ".join(part for part in (*parts, where) if part)


def _sentences_of(entity: Entity, analysis: Analysis) -> dict[Span, list[Span]]:
    """The sentences that name the entity, each with the spans of its mentions."""
    text = analysis.article.text
    found: dict[Span, list[Span]] = {}
    spans = iter(sentences(text))
    sentence = next(spans, None)
    for mention in entity.mentions:
        while sentence is not None and sentence.end <= mention.start:
            sentence = next(spans, None)
        if sentence is not None:
            found.setdefault(sentence, []).append(mention.span)
    return found


def _together(
    entity: Entity, analysis: Analysis, found: dict[Span, list[Span]]
) -> list[tuple[str, int]]:
    """The entities that stand in the same sentences, with the number of sentences."""
    counts: Counter[str] = Counter()
    for other in analysis.entities:
        if other.id != entity.id:
            inside = sum(
                any(sentence.contains(mention.span) for mention in other.mentions)
                for sentence in found
            )
            if inside:
                counts[other.name] = inside
    return counts.most_common(_TOGETHER)


def _times_in(analysis: Analysis, found: dict[Span, list[Span]]) -> list[tuple[str, str]]:
    """The times that stand in the same sentences, with their values."""
    return [
        (time.text, value.value)
        for time, value in zip(analysis.times, analysis.values, strict=True)
        if any(sentence.contains(Span(time.start, time.end)) for sentence in found)
    ]


def _concordance(
    entity: Entity, analysis: Analysis, found: dict[Span, list[Span]], width: int
) -> list[Item]:
    """Each mention in its sentence; what comes before stands to the right, what follows left."""
    text = analysis.article.text
    named = min(24, 2 + max(cells(mention.text) for mention in entity.mentions))
    side = max(6, (width - named) // 2)
    items = []
    for sentence, mentions in found.items():
        for span in mentions:
            before = text[sentence.start : span.start].replace("\n", " ")
            after = text[span.end : sentence.end].replace("\n", " ")
            row = (
                Cell(_tail(before, side), "dim", width=side, base=RTL, align=Align.LEFT),
                Cell(
                    f" {text[span.start : span.end]} ",
                    entity.type.value.lower(),
                    width=named,
                    base=RTL,
                    align=Align.CENTER,
                ),
                Cell(after, "dim", base=RTL),
            )
            items.append(Item(row, key=str(span.start)))
    return items


def _tail(text: str, width: int) -> str:
    """The last words of `text` that fit into `width` cells."""
    words = text.split()
    kept: list[str] = []
    for word in reversed(words):
        if cells(" ".join([word, *kept])) > width:
            break
        kept.insert(0, word)
    return " ".join(kept)
