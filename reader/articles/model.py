"""What an article is: one string, and spans in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.notice import Notice
from reader.text.fold import search_key
from reader.text.span import Span


class DateBasis(StrEnum):
    """Where the published date comes from, in falling order of trust."""

    GIVEN = "given"  # by the user (--date)
    METADATA = "metadata"  # the file's header, JSON-LD, article:published_time, <time>, a feed
    URL = "url"
    DATELINE = "dateline"
    PAGE = "page"  # htmldate's search of the page: unsure
    INFERRED = "inferred"  # from the text («أمس الثلاثاء»): unsure


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """The day on which an article was published.

    Attributes:
        day: the calendar day, in the zone of the source.
        basis: where it comes from.
    """

    day: date
    basis: DateBasis

    @property
    def sure(self) -> bool:
        """Whether it is stated rather than guessed."""
        return self.basis not in (DateBasis.PAGE, DateBasis.INFERRED)


@dataclass(frozen=True, slots=True)
class Article:
    """An article, as every floor above sees it; never changed after loading.

    `text` is the one string that every offset in Qari counts, in code points. Title, byline and
    paragraphs are spans of it. It is sanitised one for one (`reader.text.sanitize`).

    Attributes:
        text: the article, title line included; line ends are LF.
        title: span of the title, or None.
        byline: span of the byline («| الوطن- وكالات»), or None.
        paragraphs: spans of the paragraphs of the body, in reading order; empty lines left out.
        source: name of the newspaper, site or feed, or None.
        author: who wrote it, or None.
        date: the day of publication and its basis, or None where unknown.
        language: ISO 639-1 code found or declared, or None.
        direction: ``rtl`` or ``ltr`` where the page declares one, or None.
        url: address, or None.
        path: path of the file as given by the user, or None.
        encoding: name of the encoding the bytes were read in, or None (already text).
        warnings: what the reader should know of the text (damage, mojibake, mending).
        identifier: the name that the corpus or feed gives it, or None.
    """

    text: str
    title: Span | None = None
    byline: Span | None = None
    paragraphs: tuple[Span, ...] = ()
    source: str | None = None
    author: str | None = None
    date: PublishedDate | None = None
    language: str | None = None
    direction: str | None = None
    url: str | None = None
    path: str | None = None
    encoding: str | None = None
    warnings: tuple[Notice, ...] = ()
    identifier: str | None = None

    @property
    def uid(self) -> str:
        """What identifies the article from day to day.

        The name that its corpus gives it, else its URL, else a hash of its letters.
        """
        if self.identifier or self.url:
            return self.identifier or self.url or ""
        import hashlib  # noqa: PLC0415 - slow to load, and showing an article needs none

        letters = "".join(filter(str.isalnum, search_key(self.text)))
        return "sha256:" + hashlib.sha256(letters.encode()).hexdigest()[:32]

    def slice(self, span: Span) -> str:
        """The code points of `span`."""
        return self.text[span.start : span.end]
