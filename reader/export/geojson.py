"""The places of kept articles as GeoJSON (RFC 7946): a point for each place that is known."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reader.entities import Place
from reader.kept import Kept


@dataclass(slots=True)
class _Named:
    """A place and where it is named."""

    place: Place
    names: dict[str, int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)


def to_geojson(kept: Iterable[Kept]) -> Iterator[str]:
    """One FeatureCollection; the places named most stand first.

    Of each point: `id`, `name`, `name_en`, `country`, `kind`, `names` (as written, with counts),
    `mentions` (in all), `articles` (uid, title, mentions of each).
    """
    titles: dict[str, str] = {}
    found: dict[str, _Named] = {}
    for one in kept:
        for entity in one.entities:
            if entity.place is None:
                continue
            named = found.setdefault(entity.place.key, _Named(entity.place))
            uid = one.article.uid
            titles[uid] = one.title
            named.articles[uid] = named.articles.get(uid, 0) + len(entity.mentions)
            for mention in entity.mentions:
                named.names[mention.name] = named.names.get(mention.name, 0) + 1
    ordered = sorted(found.values(), key=lambda named: -sum(named.articles.values()))
    features = [_feature(named, titles) for named in ordered]
    yield json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1
    )
    yield "\n"


def _feature(named: _Named, titles: dict[str, str]) -> dict[str, object]:
    """One place."""
    place = named.place
    return {
        "type": "Feature",
        "id": place.key,
        # RFC 7946, 3.1.1: longitude comes first
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "id": place.key,
            "name": place.name,
            "name_en": place.name_en,
            "country": place.country,
            "kind": place.kind or None,
            "names": dict(sorted(named.names.items(), key=lambda pair: -pair[1])),
            "mentions": sum(named.articles.values()),
            "articles": [
                {"uid": uid, "title": titles[uid], "mentions": count}
                for uid, count in named.articles.items()
            ],
        },
    }
