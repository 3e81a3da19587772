"""`qari analyse`: entities, times and events as JSON, one article a line (form ``qari/1``).

The form is public and described in the README: fields are added, none changes.
"""

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_date, add_sources, add_tagger, help_words
from reader.messages import render

if TYPE_CHECKING:
    from datetime import datetime

    from reader.analysis import Analysis
    from reader.articles import Article
    from reader.entities import Entity, Mention, Place
    from reader.text.span import Span
    from reader.times.events.model import Event
    from reader.times.model import TimeExpression, TimeValue
    from reader.times.timeline import TimelineEntry

SCHEMA = "qari/1"
_LANGUAGE = "en"  # a file reads alike whatever the interface speaks
_CANDIDATES = 10
# JSON escapes C0 only; what else a terminal could act on, or UTF-8 cannot hold, is escaped too.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("analyse", description=words("command-analyse"))
    add_sources(parser, words)
    add_tagger(parser, words)
    add_date(parser, words)


def run(args: argparse.Namespace) -> int:
    """Print the analysis of each article; a source that cannot be opened is told: status 1."""
    analyses = Analyses(args, args.date)
    for analysis in analyses:
        sys.stdout.write(as_json(record(analysis)) + "\n")
    return int(analyses.failed)


def as_json(value: object) -> str:
    """`value` as one line of JSON that is safe to print in a terminal; reading it loses nothing."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def record(analysis: "Analysis") -> dict[str, Any]:
    """An `Analysis` in the public form; None (null) where something is unknown."""
    from reader.times.timeline import timeline

    article, created = analysis.article, analysis.creation_date
    entries = {
        entry.index: entry for entry in timeline(analysis.events, analysis.times, created.day)
    }
    return {
        "schema": SCHEMA,
        "article": {
            "path": article.path,
            "url": article.url,
            "title": article.slice(article.title) if article.title else None,
            "byline": article.slice(article.byline) if article.byline else None,
            "source": article.source,
            "date": created.day.isoformat() if created.day else None,
            "date_basis": created.basis if created.day else None,
            "text": article.text,
        },
        "entities": [_entity(entity) for entity in analysis.entities],
        "times": [
            _time(time, value) for time, value in zip(analysis.times, analysis.values, strict=True)
        ],
        "events": [
            _event(article, event, entries.get(index))
            for index, event in enumerate(analysis.events)
        ],
    }


def _time(time: "TimeExpression", value: "TimeValue") -> dict[str, Any]:
    """A time and what it comes to; the bounds are a half-open interval of local time."""
    return _spanned(
        time,
        type=time.type.value,
        value=value.value,
        basis=value.basis.value,
        mod=value.mod,
        grain=value.grain,
        earliest=_iso(value.earliest),
        latest=_iso(value.latest),
        doubts=[notice.code for notice in value.notices],
    )


def _event(article: "Article", event: "Event", entry: "TimelineEntry | None") -> dict[str, Any]:
    """An event and its place on the timeline; who, where and whose words as spans."""
    relation = event.relation
    return _spanned(
        event,
        value=entry.value if entry else None,
        basis=entry.basis if entry else None,
        modality=event.modality.value,
        state=entry.state.value if entry else None,
        earliest=_iso(entry.earliest) if entry else None,
        latest=_iso(entry.latest) if entry else None,
        lasts=entry.lasts if entry else None,
        trigger=_words(article, event.trigger),
        who=_words(article, event.who),
        where=_words(article, event.where),
        reporter=_words(article, event.reporter),
        relation={"kind": relation.kind.value, "event": relation.event} if relation else None,
        entities=list(event.names),
    )


def _words(article: "Article", span: "Span | None") -> dict[str, Any] | None:
    """Words of the article with their place."""
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": article.slice(span)}


def _iso(moment: "datetime | None") -> str | None:
    """Local time as ISO 8601."""
    return moment.isoformat(timespec="minutes") if moment is not None else None


def _spanned(item: "Mention | TimeExpression | Event", **fields: object) -> dict[str, Any]:
    """The span and text of `item`, and `fields`."""
    return {"start": item.start, "end": item.end, "text": item.text, **fields}


def _entity(entity: "Entity") -> dict[str, Any]:
    """One entity in the public form."""
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "name_en": entity.name_en,
        "latitude": entity.place.latitude if entity.place else None,
        "longitude": entity.place.longitude if entity.place else None,
        "basis": entity.certainty.value,
        "mentions": [_mention(mention) for mention in entity.mentions],
        "name_en_basis": entity.name_en_basis.value if entity.name_en_basis else None,
        "aliases": list(entity.aliases),
        "candidates": [_place(place) for place in entity.candidates[:_CANDIDATES]],
        "reasons": [
            {"code": reason.code, **reason.values, "words": render(reason, _LANGUAGE)}
            for reason in entity.reasons
        ],
    }


def _mention(mention: "Mention") -> dict[str, Any]:
    """One mention, with how it was found and what stands before it."""
    designator, title = mention.designator, mention.title
    return {
        **_spanned(mention, basis=mention.basis.value),
        "designator": list(designator) if designator else None,
        "title": list(title) if title else None,
    }


def _place(place: "Place") -> dict[str, Any]:
    """Another place that a name may mean."""
    return {
        "id": place.key,
        "name": place.name,
        "name_en": place.name_en,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
    }
