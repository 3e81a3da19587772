"""Timelines as CSV (RFC 4180), for spreadsheets."""

import csv
import io

from reader.export.merged import Merged, Told
from reader.export.safe import safe
from reader.text.span import Span

COLUMNS = (
    "value",
    "earliest",
    "latest",
    "state",
    "modality",
    "text",
    "who",
    "where",
    "reporter",
    "basis",
    "source",
    "url",
    "start",
    "end",
)


def to_csv(merged: Merged) -> str:
    """A header line and one line an entry; offsets in code points, empty where unknown.

    An apostrophe is put before text that a spreadsheet would run as a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for each in merged.told:
        writer.writerow({key: safe(value) for key, value in _row(each).items()})
    return out.getvalue()


def _row(told: Told) -> dict[str, object]:
    """One entry."""
    entry, event, article = told.entry, told.entry.event, told.analysis.article
    return {
        "value": entry.value,
        "earliest": entry.earliest.isoformat() if entry.earliest else None,
        "latest": entry.latest.isoformat() if entry.latest else None,
        "state": entry.state.value,
        "modality": event.modality.value,
        "text": event.text,
        "who": _words(article.text, event.who),
        "where": _words(article.text, event.where),
        "reporter": _words(article.text, event.reporter),
        "basis": entry.basis,
        "source": told.source,
        "url": article.url,
        "start": event.start,
        "end": event.end,
    }


def _words(text: str, span: Span | None) -> str | None:
    """The words of `span`."""
    return text[span.start : span.end] if span else None
