"""Kept articles, or only the notes on them, as Markdown (CommonMark with footnotes).

Highlights are ``<mark>``, the element that CommonMark passes through and editors show; a note is a
footnote where its words end. Whatever of the text Markdown would take as its own is escaped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reader.kept import Kept, Remark
from reader.text.span import Span

_OWN = re.compile(r"([\\`*_\[\]<>&|~^$])")
_AT_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])", re.MULTILINE)


def to_markdown(kept: Iterable[Kept]) -> Iterator[str]:
    """Each article under its title: where it comes from, its text, its notes as footnotes.

    Notes on the whole article, on its title, and on words that are gone follow the text.
    """
    number = 0
    for one in kept:
        places = {n: _place(remark, one) for n, remark in enumerate(one.remarks) if remark.text}
        labels = {}
        for n, place in places.items():
            if place is not None:
                number += 1
                labels[n] = number
        yield f"# {escaped(one.title)}\n\n{_facts(one)}\n"
        for span in one.article.paragraphs:
            notes = [(places[n], label) for n, label in labels.items()]
            yield f"\n{_marked(one, span, notes)}\n"
        for n, label in labels.items():
            yield f"\n[^{label}]: {_indented(one.remarks[n].text)}\n"
        for n, place in places.items():
            if place is None:
                yield f"\n{_quoted(one.remarks[n])}\n"
        yield "\n"


def to_notes(kept: Iterable[Kept]) -> Iterator[str]:
    """Of each article that has notes or highlights: the words marked, what was written on them."""
    for one in kept:
        if not one.remarks:
            continue
        yield f"# {escaped(one.title)}\n\n{_facts(one)}\n"
        for remark in one.remarks:
            yield f"\n{_quoted(remark)}\n"
        yield "\n"


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _AT_START.sub(_escaped_start, _OWN.sub(r"\\\1", text))


def _escaped_start(found: re.Match[str]) -> str:
    """A list, heading or rule that would begin a line; a number keeps its digits."""
    blanks, sign = found.groups()
    return f"{blanks}\\{sign}" if not sign[0].isdigit() else f"{blanks}{sign[:-1]}\\{sign[-1]}"


def _facts(one: Kept) -> str:
    """Source, day, author, address and tags, on one line."""
    article = one.article
    facts = [
        escaped(article.source or ""),
        article.date.day.isoformat() if article.date else "",
        escaped(article.author or ""),
        f"<{_address(article.url)}>" if article.url else "",
        " ".join(escaped("#" + tag.replace(" ", "_")) for tag in one.tags),
    ]
    return " · ".join(fact for fact in facts if fact)


def _address(url: str) -> str:
    """An address that may stand between < and >."""
    return re.sub(r"[\s<>]", lambda found: f"%{ord(found[0]):02X}", url)


def _place(remark: Remark, one: Kept) -> int | None:
    """Where the footnote of a note stands: where its words end in a paragraph; None for nowhere."""
    if remark.span is None:
        return None
    end, start = remark.span.end, remark.span.start
    ends = [min(p.end, end) for p in one.article.paragraphs if p.start < end and start < p.end]
    return max(ends, default=None)


def _marked(one: Kept, span: Span, notes: Sequence[tuple[int | None, int]]) -> str:
    """A paragraph with what was marked in it, and the footnotes (place, label) that stand in it."""
    text = one.article.text
    marked = [
        Span(max(span.start, r.span.start), min(span.end, r.span.end))
        for r in one.remarks
        if r.span is not None and r.span.start < span.end and span.start < r.span.end
    ]
    cuts = sorted({*span, *(offset for mark in marked for offset in mark)})
    parts = []
    for start, end in pairwise(cuts):
        piece = _OWN.sub(r"\\\1", text[start:end])
        covered = any(mark.start <= start and end <= mark.end for mark in marked)
        parts.append(f"<mark>{piece}</mark>" if covered else piece)
        parts += [f"[^{label}]" for place, label in notes if place == end]
    return _AT_START.sub(_escaped_start, "".join(parts))


def _quoted(remark: Remark) -> str:
    """The words as a quotation, the note below."""
    lines = [f"> {line}" for line in escaped(remark.quote or "").splitlines()]
    if remark.text:
        lines += ["", escaped(remark.text)] if lines else [escaped(remark.text)]
    return "\n".join(lines)


def _indented(text: str) -> str:
    """A note of several lines as one footnote."""
    return escaped(text).replace("\n", "\n    ")
