"""Timelines as JSON: every field of every entry, for programs."""

import json
from datetime import datetime

from reader.export.merged import Merged, Told
from reader.text.span import Span

SCHEMA = "qari-timeline/1"


def to_json(merged: Merged) -> str:
    """One JSON object with all entries; null where unknown, offsets in code points."""
    articles = [analysis.article for analysis in merged.analyses]
    return json.dumps(
        {
            "schema": SCHEMA,
            "articles": [
                {"uid": article.uid, "title": _words(article.text, article.title)}
                | {"source": article.source, "url": article.url, "path": article.path}
                for article in articles
            ],
            "entries": [_entry(each) for each in merged.told],
        },
        ensure_ascii=False,
        indent=1,
    )


def _entry(told: Told) -> dict[str, object]:
    """One entry."""
    entry, event, text = told.entry, told.entry.event, told.analysis.article.text
    return {
        "uid": told.analysis.article.uid,
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "state": entry.state.value,
        "value": entry.value,
        "mod": entry.mod,
        "earliest": _iso(entry.earliest),
        "latest": _iso(entry.latest),
        "basis": entry.basis,
        "lasts": entry.lasts,
        "modality": event.modality.value,
        "who": _words(text, event.who),
        "where": _words(text, event.where),
        "reporter": _words(text, event.reporter),
        "relation": event.relation.kind.value if event.relation else None,
        "entities": list(event.names),
    }


def _iso(moment: datetime | None) -> str | None:
    """The moment as ISO 8601 local time."""
    return moment.isoformat(timespec="minutes") if moment else None


def _words(text: str, span: Span | None) -> str | None:
    """The words of `span`."""
    return text[span.start : span.end] if span else None
