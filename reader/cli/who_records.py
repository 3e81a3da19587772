"""The public forms of an entity's card, company and concordance."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library.across.card import LibraryCard
    from reader.library.across.company import Company
    from reader.library.across.concordance import Kwic


def card_record(found: "LibraryCard") -> dict[str, Any]:
    """The public form of a card's head."""
    first = found.first
    return {
        "key": found.key,
        "joined": list(found.joined),
        "type": found.type,
        "name": found.name,
        "name_en": found.name_en,
        "names": [{"text": form.text, "articles": form.n_articles} for form in found.forms],
        "latitude": found.latitude,
        "longitude": found.longitude,
        "country": found.country,
        "kind": found.kind,
        "articles": found.n_articles,
        "mentions": found.n_mentions,
        "undated": found.undated,
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "articles": month.n_articles,
                "mentions": month.n_mentions,
            }
            for month in found.months
        ],
        "first": first
        and {
            "uid": first.uid,
            "title": first.title,
            "source": first.source,
            "date": first.day and first.day.isoformat(),
            "start": first.span.start,
            "end": first.span.end,
            "sentence": first.sentence,
        },
    }


def company_record(found: "Company") -> dict[str, Any]:
    """The public form of what an entity occurs with."""
    sides = {
        side: [
            {
                "key": one.key, "type": one.type, "name": one.name, "name_en": one.name_en,
                "shared": one.shared, "articles": one.n_articles,
            }
            for one in companions
        ]
        for side, companions in (("who", found.who), ("where", found.where))
    }  # fmt: skip
    return sides | {"articles": found.n_articles, "sampled": found.sampled}


def kwic_record(line: "Kwic") -> dict[str, Any]:
    """The public form of a line of the concordance, in logical order."""
    return {
        "uid": line.uid,
        "source": line.source,
        "date": line.day and line.day.isoformat(),
        "start": line.span.start,
        "end": line.span.end,
        "before": line.before.strip(),
        "hit": line.hit,
        "after": line.after.strip(),
    }
