"""What a card tells of an entity, as rows.

The key of a row says what Enter does there: ``go:OFFSET`` shows a place of the text, ``card:ID``
the card of another entity, ``place:KEY`` chooses which place it is (``place:`` none). Other rows
are there to be read and copied.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from reader.analysis import Analysis
from reader.app.widgets.label_line import wrapped
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item
from reader.app.words import Words
from reader.entities import Entity, EntityType, NameBasis, Place
from reader.notice import Notice
from reader.text.label import ELLIPSIS, Align, cells
from reader.text.span import Span
from reader.text.words import sentences

_TOGETHER = 8  # entities named as occurring with this one
_CANDIDATES = 6  # places offered on the card
_LABEL = 14  # cells of what a row is about
_NAME, _WIDE_LABEL = 28, 46  # cells of a name, and of a place with its kind and country
_PLACES = (EntityType.LOC, EntityType.FAC)


def card_items(entity: Entity, analysis: Analysis, words: Words, width: int) -> list[Item]:
    """The rows of the card of `entity`.

    Args:
        entity: whose card it is.
        analysis: of its article.
        words: of the interface.
        width: cells of a row, for the sentences and for what takes several rows.
    """
    card = _Card(entity, analysis, words, width)
    items = [*card.names(), *card.place(), *card.reasons()]
    for heading, section in (
        (words("card-candidates"), card.candidates()),
        (words("card-together"), card.together()),
        (words("card-times"), card.times()),
        (words("card-mentions", n=len(entity.mentions)), card.concordance()),
    ):
        if section:
            items += [Item((Cell(heading),), style="heading"), *section]
    return items


def brief(entity: Entity, words: Words) -> tuple[str, str]:
    """What a card tells in one line: name, type, place and mentions; the English name apart."""
    parts = [entity.name, words(f"type-{entity.type.value.lower()}-one")]
    if entity.type in _PLACES:
        parts.append(_certainty(entity, words))
    parts.append(words("card-mentions", n=len(entity.mentions)))
    english = entity.name_en or ""
    if entity.place is not None:
        english += f" {entity.place.latitude:.2f}, {entity.place.longitude:.2f}"
    return " · ".join(parts), english.strip()


def place_label(place: Place, words: Words) -> str:
    """A place in one line: name, kind and country."""
    name = place.name if words.direction() else place.name_en or place.name
    return " · ".join(part for part in (name, _kind(place, words)) if part)


def point_label(place: Place) -> str:
    """Where a place is, in degrees to two places: namesakes differ by it."""
    return f"{place.latitude:.2f}, {place.longitude:.2f}"


def _kind(place: Place, words: Words) -> str:
    """What kind of place it is, and in which country."""
    country = "" if place.kind == "country" else _country(place.country or "", words)
    parts = (words.maybe("place-" + place.kind), country)
    return " · ".join(part for part in parts if part)


def _country(code: str, words: Words) -> str:
    """The name of the country of an ISO 3166 code, the code where no name is known."""
    from reader.entities.places.gazetteer import gazetteer  # noqa: PLC0415 - the analysis loaded it

    country = gazetteer().by_key(f"iso:{code}")
    if country is None:
        return code
    return country.name if words.direction() else country.name_en or code


def _reason(reason: Notice, words: Words) -> str:
    """A reason in words, its country by name."""
    values = dict(reason.values)
    if "country" in values:
        values["country"] = _country(values["country"], words)
    return words(reason.code, **values)


def _certainty(entity: Entity, words: Words) -> str:
    """How sure a place is, by sign and word."""
    return f"{entity.sign} {words(f'certainty-{entity.certainty.value}')}".strip()


def _fact(name: str, text: str, style: str = "", base: int | None = None) -> Item:
    """What something is called and what it is; copied is what it is."""
    row = (Cell(name, "strong", width=_LABEL), Cell(text, style, base=base))
    return Item(row, key=f"fact:{name}:{text}", copied=text)


def _ends_within(text: str, width: int) -> str:
    """The last words of `text` that fit into `width` cells, with … where others stood before."""
    words = text.split()
    kept: list[str] = []
    for word in reversed(words):
        if cells(" ".join([word, *kept])) > width - (len(kept) + 1 < len(words)):
            break
        kept.insert(0, word)
    return ELLIPSIS * (len(kept) < len(words)) + " ".join(kept)


@dataclass(frozen=True)
class _Card:
    """The sections of a card; arguments as of `card_items`."""

    entity: Entity
    analysis: Analysis
    words: Words
    width: int

    def names(self) -> list[Item]:
        """English name and where it comes from; all other forms."""
        entity, words = self.entity, self.words
        items = []
        if entity.name_en is not None:
            made = entity.name_en_basis is NameBasis.TRANSLITERATION
            note = f" ({words('name-transliterated')})" if made else ""
            base = AUTO if note else LTR
            items.append(_fact(words("card-english"), entity.name_en + note, base=base))
        forms = dict.fromkeys((*entity.aliases, *(m.name for m in entity.mentions)))
        forms.pop(entity.name, None)
        return items + self._facts("card-aliases", ["، ".join(forms)])

    def place(self) -> list[Item]:
        """How sure a place is, and where it lies."""
        entity, words = self.entity, self.words
        if entity.type not in _PLACES:
            return []
        certainty, place = _certainty(entity, words), entity.place
        if place is None:
            return [_fact(words("card-place"), certainty)]
        kind = _kind(place, words)
        where = f"{place.latitude:.4f}, {place.longitude:.4f}"
        return [
            _fact(words("card-place"), f"{certainty} · {kind}" if kind else certainty),
            _fact(words("card-coordinates"), where, base=LTR),
            _fact(words("card-map"), f"geo:{where.replace(' ', '')}", base=LTR),
        ]

    def reasons(self) -> list[Item]:
        """Why its mentions are one, and why it is linked so."""
        told = [_reason(reason, self.words) for reason in self.entity.reasons]
        return self._facts("card-why", told, "dim")

    def _facts(self, code: str, texts: list[str], style: str = "") -> list[Item]:
        """Texts in as many rows as they take, named once."""
        lines = [line for text in texts for line in wrapped(text, self.width - _LABEL)]
        name = self.words(code)
        return [_fact("" if n else name, line, style) for n, line in enumerate(lines)]

    def candidates(self) -> list[Item]:
        """The places it could be, the chosen one marked; Enter chooses another."""
        entity, words = self.entity, self.words
        if not entity.candidates:
            return []
        chosen = [entity.place] if entity.place is not None else []
        offered = [*chosen, *entity.candidates[:_CANDIDATES]]
        rows = [(place.key, place_label(place, words), point_label(place)) for place in offered]
        rows.append(("", words("choice-none"), ""))
        here = entity.place.key if entity.place else ""
        return [
            Item(
                (
                    Cell("●" if key == here else "○", "strong", width=4, align=Align.CENTER),
                    Cell(label, width=_WIDE_LABEL),
                    Cell(point, "dim", base=LTR),
                ),
                key=f"place:{key}",
                copied=f"{label} {point}".strip(),
            )
            for key, label, point in rows
        ]

    @cached_property
    def found(self) -> dict[Span, list[Span]]:
        """The sentences that name the entity, each with the spans of its mentions."""
        found: dict[Span, list[Span]] = {}
        spans = iter(sentences(self.analysis.article.text))
        sentence = next(spans, None)
        for mention in self.entity.mentions:
            while sentence is not None and sentence.end <= mention.start:
                sentence = next(spans, None)
            if sentence is not None:
                found.setdefault(sentence, []).append(mention.span)
        return found

    def _sentence_of(self, start: int) -> Span | None:
        """The sentence among those that name the entity in which a code point stands."""
        index = bisect_right(self._starts, start) - 1
        sentence = self._sentences[index] if index >= 0 else None
        return sentence if sentence is not None and start < sentence.end else None

    @cached_property
    def _sentences(self) -> list[Span]:
        return list(self.found)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    def together(self) -> list[Item]:
        """The entities that stand in the same sentences, with the number of sentences."""
        counts: Counter[str] = Counter()
        others = {other.id: other for other in self.analysis.entities if other != self.entity}
        for key, other in others.items():
            shared = {self._sentence_of(mention.start) for mention in other.mentions}
            counts[key] = len(shared - {None})
        return [
            Item(
                (
                    Cell(str(count), "strong", width=4, base=LTR, align=Align.CENTER),
                    Cell(others[key].name, others[key].type.value.lower(), _NAME, base=RTL),
                    Cell(others[key].name_en or "", "dim", base=LTR),
                ),
                key=f"card:{key}",
            )
            for key, count in counts.most_common(_TOGETHER)
            if count
        ]

    def times(self) -> list[Item]:
        """The times that stand in the same sentences, with their values."""
        times = zip(self.analysis.times, self.analysis.values, strict=True)
        return [
            Item(
                (
                    Cell("◷", "time", width=4, align=Align.CENTER),
                    Cell(time.text, width=_NAME, base=RTL),
                    Cell(value.value, "dim", base=LTR),
                ),
                key=f"go:{time.start}",
            )
            for time, value in times
            if self._sentence_of(time.start) is not None
        ]

    def concordance(self) -> list[Item]:
        """Each mention in its sentence: what stands before it to the right, what follows left."""
        longest = max((cells(mention.text) for mention in self.entity.mentions), default=0)
        named = min(26, 2 + longest)
        side = max(6, (self.width - named) // 2)
        items = []
        for sentence, mentions in self.found.items():
            for span in mentions:
                before, name, after = self._around(sentence, span)
                row = (
                    Cell(_ends_within(before, side - 1), "dim", side, Align.LEFT, RTL),
                    Cell(name, self.entity.type.value.lower(), named, Align.CENTER, RTL),
                    Cell(after, "dim", side, Align.RIGHT, RTL),
                )
                # Arabic runs from the right whatever the interface does.
                row = row if self.words.direction() else row[::-1]
                items.append(Item(row, key=f"go:{span.start}", copied=before + name + after))
        return items

    def _around(self, sentence: Span, span: Span) -> tuple[str, str, str]:
        """A mention between the words of its sentence, on one line."""
        text = self.analysis.article.text
        parts = (
            text[sentence.start : span.start],
            text[slice(*span)],
            text[span.end : sentence.end],
        )
        before, name, after = (part.replace("\n", " ") for part in parts)
        return before, name, after
