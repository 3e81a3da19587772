"""The card of a name across the library: when, who with, what is told, every mention in context."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import get_current_worker

from reader.app.keys import ACROSS, LISTS, Key, bindings
from reader.app.library.base import LibraryBase
from reader.app.library.rows import align_of
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item, RowList
from reader.app.words import Words
from reader.library.across.card import LibraryCard, card, every_month
from reader.library.across.company import Companion, Company, company
from reader.library.across.concordance import Concordance, Kwic, Side, concordance
from reader.library.across.timelines import Told, timeline_of
from reader.library.catalogue import Catalogue
from reader.text.label import Align, cells
from reader.text.sparkline import sparkline

_SPARK = 48  # cells
_COMPANY, _EVENTS, _LINES = 8, 30, 200  # rows
NAME, PLACE, ARTICLES = "name", "at", "articles"


@dataclass(frozen=True, slots=True)
class Across:
    """All that the screen shows of a name."""

    card: LibraryCard
    company: Company
    events: tuple[Told, ...]
    lines: Concordance


def card_of(catalogue: Catalogue, name: str) -> LibraryCard | None:
    """The card of a name or key, or None."""
    return card(catalogue.library, name, catalogue.user)


class EntityList(RowList):
    """The rows of the card."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACROSS)


class EntityScreen(LibraryBase):
    """A name across the library; Enter on a mention reads it, on a name shows its card."""

    pane: ClassVar[str] = "across"
    keys: ClassVar[tuple[Key, ...]] = (*ACROSS, *LISTS)

    def __init__(self, found: LibraryCard) -> None:
        """The card `found`."""
        super().__init__()
        self._card = found
        self._side = Side.NEWEST

    def compose(self) -> ComposeResult:
        """A headline, the rows, the keys."""
        yield self.line("headline")
        yield EntityList(self.reader.encode, self.words.direction, id="entity")
        yield self.line("footer")

    @property
    def rows(self) -> EntityList:
        """The rows."""
        return self.query_one(EntityList)

    def on_mount(self) -> None:
        """Look in a thread."""
        kind = self.words(f"type-{self._card.type.lower()}-one")
        english = self._card.name_en or ""
        self.headline(
            Phrase(f" {self._card.name} ", "strong", RTL),
            Phrase(f" {english} ", "", LTR),
            Phrase(f" {kind} ", "dim"),
        )
        self.rows.set_items((), empty=self.words("looking"))
        self.rows.focus()
        self.show_footer()
        self._look()

    @work(thread=True, exclusive=True, group="across", exit_on_error=False)
    def _look(self) -> None:
        ids, key, side = self._card.ids, self._card.key, self._side
        with Catalogue(self.reader.library_path) as catalogue:
            library = catalogue.library
            found = Across(
                card(library, key, catalogue.user) or self._card,
                company(library, ids, limit=_COMPANY),
                timeline_of(library, ids, limit=_EVENTS),
                concordance(library, ids, side, limit=_LINES),
            )
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: Across) -> None:
        width = max(40, self.rows.size.width - 2)
        self.rows.set_items(list(across_items(found, self._side, self.words, width)))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Read the article at the mention, or show the card of another name."""
        kind, _, rest = message.key.partition(":")
        if kind == ARTICLES:
            self.action_articles()
        elif kind == NAME:
            self.reader.show_across(rest)
        elif kind == PLACE:
            article_id, _, offset = rest.partition(":")
            self.reader.read_listed([int(article_id)], 0, at=int(offset.partition(":")[0]))

    def action_side(self) -> None:
        """Order the mentions by the next thing."""
        sides = list(Side)
        self._side = sides[(sides.index(self._side) + 1) % len(sides)]
        self._look()

    def action_articles(self) -> None:
        """Show the articles that name it, in the list."""
        self.reader.show_query(f'entity:"{self._card.name}"')


def across_items(found: Across, side: Side, words: Words, width: int) -> Iterator[Item]:
    """The rows of the screen.

    Args:
        found: what is shown.
        side: what the mentions are ordered by.
        words: of the interface.
        width: cells of a row.
    """
    yield from _about(found.card, words)
    for code, some in (("across-who", found.company.who), ("across-where", found.company.where)):
        if some:
            sampled = f" · {words('sampled')}" if found.company.sampled else ""
            yield _heading(words(code) + sampled)
            yield from (_companion(one, words) for one in some)
    if found.events:
        yield _heading(words("across-timeline"))
        yield from map(_event, found.events)
    if found.lines.lines:
        sampled = f" · {words('sampled')}" if found.lines.sampled else ""
        order = words(f"side-{side.value}")
        yield _heading(f"{words('across-mentions')} · {order}{sampled}")
        hit = min(24, 2 + max(cells(line.hit) for line in found.lines.lines))
        kind, rtl = found.card.type.lower(), bool(words.direction())
        yield from (_line(line, hit, width, kind, rtl=rtl) for line in found.lines.lines)


def _about(found: LibraryCard, words: Words) -> Iterator[Item]:
    """What it is called, where it lies, when it is named."""
    count = words("across-count", n=found.n_articles)
    counts = f"{count} · {words('card-mentions', n=found.n_mentions)}"
    yield _row(words("across-named"), counts, key=ARTICLES)
    forms = [
        f"{form.text} ({form.n_articles})" if form.n_articles is not None else form.text
        for form in found.forms
    ]
    if len(forms) > 1:
        yield _row(words("card-aliases"), "، ".join(forms))
    if found.latitude is not None and found.longitude is not None:
        where = f"{found.latitude:.4f}, {found.longitude:.4f}"
        yield _row(words("card-coordinates"), where, base=LTR)
    if found.months:
        named = [month.n_mentions for month in every_month(found.months)]
        yield _row(words("across-when"), sparkline(named, _SPARK))
        first, last = found.months[0].first, found.months[-1].first
        span = f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} – {last:%Y-%m}"
        yield _row("", span, "dim", words.direction())
    if found.first is not None:
        first_ = found.first
        day = first_.day.isoformat() if first_.day else words("no-date-short")
        head = " · ".join(filter(None, (day, first_.source)))
        yield _row(words("across-first"), head, key=f"{PLACE}:{first_.id}:{first_.span.start}:f")
        yield _row("", first_.sentence, "dim", RTL)


def _heading(text: str) -> Item:
    return Item((Cell(text),), style="heading")


def _row(name: str, text: str, style: str = "", base: int = AUTO, key: str = "") -> Item:
    """A name and what it says beside it."""
    return Item((Cell(name, "strong", width=14), Cell(text, style, base=base)), key or f"{name}=")


def _companion(one: Companion, words: Words) -> Item:
    """A name that stands in the same articles, and in how many."""
    cells_ = (
        Cell(one.name, one.type.lower(), base=RTL),
        Cell(one.name_en or "", "dim", base=LTR, align=align_of(words)),
        Cell(str(one.shared), "strong", width=6, align=Align.CENTER),
    )
    return Item(cells_, key=f"{NAME}:{one.key}")


def _event(told: Told) -> Item:
    """An entry of the timeline, and who tells it."""
    cells_ = (
        Cell(_when(told), "time", width=13, base=LTR),
        Cell(" ".join(told.text.split()), base=RTL),
        Cell(told.source or "", "dim", width=14, base=AUTO),
    )
    return Item(cells_, key=f"{PLACE}:{told.article}:{told.span.start}:e{told.id}")


def _when(told: Told) -> str:
    """The date of an entry; of an open interval the end that is known."""
    value = told.when or told.value or "?"
    if value.startswith("../"):
        return f"≤ {value[3:]}"
    return f"≥ {value[:-3]}" if value.endswith("/..") else value


def _line(line: Kwic, hit: int, width: int, kind: str, *, rtl: bool) -> Item:
    """A mention: what comes before stands to its right, what follows to its left, in any language.

    Args:
        line: the mention.
        hit: cells for its name.
        width: cells of the row.
        kind: of the entity, for its colour.
        rtl: whether the interface lays its columns out from the right.
    """
    day = line.day.isoformat() if line.day else ""
    side = max(8, (width - hit - _DAY) // 2)
    cells_ = (
        Cell(day, "dim", width=_DAY, base=LTR),
        Cell(_tail(line.before, side - 1), "dim", width=side, base=RTL, align=Align.LEFT),
        Cell(line.hit, kind, width=hit, base=RTL, align=Align.CENTER),
        Cell(line.after, "dim", base=RTL),
    )
    row = cells_ if rtl else cells_[::-1]
    return Item(row, key=f"{PLACE}:{line.id}:{line.span.start}:l")


_DAY = 11  # cells


def _tail(text: str, width: int) -> str:
    """The last words of `text` that fit into `width` cells."""
    kept: list[str] = []
    left = width
    for word in reversed(text.split()):
        left -= cells(word) + 1
        if left < -1:
            break
        kept.insert(0, word)
    return " ".join(kept)
