"""E-mail: one message (.eml, a page saved as MHTML) or many (mbox); plain part, else the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from reader.articles.dates import stated_day
from reader.articles.decoding import Decoded, decode
from reader.articles.formats.html import Html
from reader.articles.making import headed, make_article
from reader.articles.markup import text_of
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.source import LARGEST_FILE, Source
from reader.articles.urls import is_address
from reader.notice import QariError
from reader.text.sanitize import label

_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_KNOWN = frozenset(
    [b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"received",
     b"return-path", b"delivered-to", b"content-type"]
)  # fmt: skip
_FEWEST_KNOWN = 3
# Some programs split an encoded subject at a blank and leave the blank to the fold: where more than
# one stands there, it is given back as an encoded word of its own.
_LOST_BLANK = re.compile(rb"\?=\r?\n[ \t]{2,}=\?")
_BLANK = b"?=\n =?utf-8?q?_?=\n =?"
_BEGINS = re.compile(rb"From \S.*\d:\d\d")  # the line before a message: who, and when
_QUOTED_FROM = re.compile(rb">+From ")  # how such a line is kept within a message
_ARABIC = re.compile("[\u0620-\u06d3]")
_SAVED_PAGE = "snapshot-content-location"


class Mail:
    """One message."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with a header in which three or more fields are those of mail."""
        known = set()
        place = 0
        while found := _FIELD.match(source.head, place):
            known.add(found[1].lower())
            place = found.end()
        return len(known & _KNOWN) >= _FEWEST_KNOWN

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the subject, an empty line, the body."""
        yield from _articles(source, source.data)


class Mailbox:
    """An mbox: messages one after another, each behind a line that begins with ``From``."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with such a line and a header behind it."""
        line, _, rest = source.head.partition(b"\n")
        return line.startswith(b"From ") and Mail().recognises(replace(source, head=rest))

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of the messages; those that hold no text are passed over and reported."""
        any_read = False
        for data in _messages(source):
            try:
                for article in _articles(source, data):
                    any_read = True
                    yield article
            except QariError as error:
                source.report(error.notice)
        if not any_read:
            raise source.error("archive-empty")


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of an mbox, read line by line."""
    message = bytearray()
    was_empty = True
    with source.reading() as file:
        while line := file.readline(LARGEST_FILE):
            if was_empty and _BEGINS.match(line):
                if message:
                    yield bytes(message)
                message.clear()
                continue
            message += line[1:] if _QUOTED_FROM.match(line) else line
            if len(message) > LARGEST_FILE:
                raise source.error("file-too-large", most=str(LARGEST_FILE >> 20))
            was_empty = not line.strip()
    if message:
        yield bytes(message)


def _articles(source: Source, data: bytes) -> Iterator[Article]:
    """The article of one message."""
    try:
        message = message_from_bytes(_LOST_BLANK.sub(_BLANK, data), policy=policy.default)
        assert isinstance(message, EmailMessage)
        subject, sender, day = _header(message)
        parts = [message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
        bodies = [(part, _payload(part)) for part in parts if part is not None]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise source.error("document-damaged") from error
    if bodies and message.get(_SAVED_PAGE) and _is_page(bodies[0][0]):
        yield from _saved_page(source, message, bodies[0][1])
        return
    decoded, body = _body(source, bodies)
    yield make_article(
        source,
        headed(subject, body),
        decoded=decoded,
        titled=bool(subject),
        author=sender,
        published=PublishedDate(day, DateBasis.METADATA) if day else None,
    )


def _body(source: Source, bodies: Sequence[tuple[MIMEPart | None, bytes]]) -> tuple[Decoded, str]:
    """The text of a message: its plain part, unless only the page beside it holds Arabic."""
    read = []
    for part, payload in bodies or [(None, b"")]:
        decoded = decode(payload, encoding=source.encoding, name=source.name)
        text = text_of(decoded.text, source.name) if _is_page(part) else decoded.text
        read.append((decoded, text))
    arabic = next((one for one in read if _ARABIC.search(one[1])), None)
    return arabic or next((one for one in read if one[1].strip()), read[0])


def _is_page(part: MIMEPart | None) -> bool:
    """Whether a part is a page."""
    return part is not None and part.get_content_subtype() == "html"


def _saved_page(source: Source, message: EmailMessage, page: bytes) -> Iterator[Article]:
    """The article of a page that a browser saved as a message."""
    url = str(message.get(_SAVED_PAGE) or "")
    inner = source.member("", page)
    yield from Html().read(replace(inner, url=url if is_address(url) else None))


def _header(message: EmailMessage) -> tuple[str, str | None, date | None]:
    """Subject, sender (the name, else the address) and day of a message."""
    sender = message.get("From")
    addresses = getattr(sender, "addresses", ())
    name = addresses[0].display_name or addresses[0].addr_spec if addresses else str(sender or "")
    subject = label(str(message.get("Subject") or ""))
    return subject, label(str(name)) or None, stated_day(str(message.get("Date") or ""))


def _payload(part: object) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    assert isinstance(part, MIMEPart)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
