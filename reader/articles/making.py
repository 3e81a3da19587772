"""The one place where an `Article` is made: sanitised, mended, its parts found, its date judged."""

import re

from reader.articles.dates import dateline, stamps
from reader.articles.decoding import Decoded
from reader.articles.mending import mended, needs_mending
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.source import Source
from reader.articles.structure import structure
from reader.articles.urls import date_in_url
from reader.notice import Notice, QariError
from reader.text.sanitize import label, normalize_line_ends, sanitize
from reader.text.span import Span

_STAMPED = 1000  # code points at the head of a text in which a stamp is its own


def headed(title: str | None, body: str) -> str:
    """Title line, empty line, body; a title that begins the body too is not repeated.

    Args:
        title: on one line or many, or None for none.
        body: the text below; empty lines at its ends are left out.
    """
    line = " ".join((title or "").split())
    body = body.strip("\r\n")
    if not line:
        return body
    first, _, rest = body.partition("\n")
    if " ".join(first.split()) == line:
        body = rest.lstrip("\r\n")
    return f"{line}\n\n{body}"


def make_article(
    source: Source,
    text: str,
    *,
    decoded: Decoded | None = None,
    titled: bool | None = None,
    site: str | None = None,
    author: str | None = None,
    url: str | None = None,
    published: PublishedDate | None = None,
    language: str | None = None,
    direction: str | None = None,
    identifier: str | None = None,
    warnings: tuple[Notice, ...] = (),
    alone: bool = True,
) -> Article:
    """Make an article of `text`.

    Args:
        source: where it comes from.
        text: title line and body, or the whole file; not yet sanitised.
        decoded: how the bytes were read, or None where the format decodes itself.
        titled: whether the first line is known to be the title.
        site: name of the newspaper, site or feed.
        author: who wrote it.
        url: its address, where it is not the source's.
        published: the date of its metadata; else the address and the dateline are asked.
        language: ISO 639-1 code that it declares, where its letters tell none.
        direction: ``rtl`` or ``ltr`` where it declares one.
        identifier: the name that a corpus gives it.
        warnings: what the format has to warn of.
        alone: whether the source is this article and no other: its address is the article's then.

    Raises:
        QariError: ``empty`` where there is no letter in the text.
    """
    clean = sanitize(normalize_line_ends(text))
    if not any(map(str.isalnum, clean)):
        raise QariError("empty", path=source.name)
    noted = (*(decoded.warnings if decoded else ()), *warnings)
    if needs_mending(clean):
        clean = mended(clean)
        if all(notice.code != "text-mended" for notice in noted):
            noted = (*noted, Notice("text-mended"))
    parts = structure(clean, titled=titled)
    address = label(url or (source.url if alone else None) or "") or None
    return Article(
        text=clean,
        title=parts.title,
        byline=parts.byline,
        paragraphs=parts.paragraphs,
        source=label(site) if site else None,
        author=label(author) if author else None,
        date=published or _dated(address, clean, parts.paragraphs),
        language=_language(clean) or language,
        direction=direction,
        url=address,
        path=source.path,
        encoding=decoded.encoding if decoded else None,
        warnings=noted,
        identifier=label(identifier) if identifier else None,
    )


def _dated(url: str | None, text: str, paragraphs: tuple[Span, ...]) -> PublishedDate | None:
    """The date in the address, else in the stamp over the text, else in the dateline."""
    day = date_in_url(url) if url else None
    if day is not None:
        return PublishedDate(day, DateBasis.URL)
    stamp = next(stamps(text[:_STAMPED]), None)
    if stamp is not None:
        return PublishedDate(stamp.day, DateBasis.DATELINE)
    line = dateline(text, paragraphs)
    return PublishedDate(line.day, DateBasis.DATELINE) if line and line.day else None


# Letters that Arabic does not write, by the language that does.
_SAMPLE = 8192  # code points by which the language is judged
_NOT_ARABIC, _NOT_LATIN = re.compile("[^\u0621-\u06d3]+"), re.compile("[^A-Za-z]+")
_FOREIGN = {"fa": "پچژگکی", "ur": "ٹڈڑںےہ", "ckb": "ێۆڕڵ", "ug": "ۇۈۋې", "ps": "ټډړښځڅۍ"}


def _language(text: str) -> str | None:
    """The ISO 639 code that the letters speak for; None where they are neither Arabic nor Latin."""
    sample = text[:_SAMPLE]
    arabic, latin = len(_NOT_ARABIC.sub("", sample)), len(_NOT_LATIN.sub("", sample))
    if latin > arabic:
        return None
    counts = {code: sum(map(sample.count, letters)) for code, letters in _FOREIGN.items()}
    code = max(counts, key=lambda key: counts[key])
    if arabic and counts[code] * 25 > arabic:
        return code
    return "ar" if arabic else None
