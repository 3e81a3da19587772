"""An article as its reader keeps it: with what was found in it and what its reader made of it.

The library gives it, the formats of `reader.export` write it, and what they write can be taken
back into a library.
"""

from dataclasses import dataclass
from datetime import date

from reader.articles import Article
from reader.entities import Entity
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or highlight.

    Attributes:
        span: code points of the article's text; None for one on the whole article, and for one
            whose words are not in the text any more.
        quote: the words of its span as they were marked; None for one on the whole article.
        text: what the reader wrote; empty for a highlight.
        colour: its name, or None.
        made_at: seconds since 1970, UTC.
    """

    span: Span | None
    quote: str | None
    text: str = ""
    colour: str | None = None
    made_at: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry of the article's timeline.

    Attributes:
        first, last: days on which it lies, None where open.
        value: TIMEX3 or EDTF, or None.
        state: an `EventState`.
        modality: a `Modality`.
        span: code points of the article's text.
        text: the clause.
    """

    first: date | None
    last: date | None
    value: str | None
    state: str
    modality: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An article and what belongs to it.

    Attributes:
        article: as the library has it.
        read, starred, archived: as the reader set it.
        position: the code point at the top of the screen when it was left.
        tags: in order of their letters.
        remarks: notes and highlights, in the order of the text.
        entities: what it names, with the mentions; the heaviest first.
        entries: its timeline.
    """

    article: Article
    read: bool = False
    starred: bool = False
    archived: bool = False
    position: int = 0
    tags: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    entities: tuple[Entity, ...] = ()
    entries: tuple[Dated, ...] = ()

    @property
    def title(self) -> str:
        """The title on one line; where there is none, the first words."""
        article = self.article
        if article.title is not None:
            return " ".join(article.slice(article.title).split())
        line = article.text.strip().partition("\n")[0]
        return line if len(line) <= _HEAD else line[:_HEAD].rpartition(" ")[0] + " …"


_HEAD = 80  # code points that stand for a title
