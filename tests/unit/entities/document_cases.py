"""Articles whose tagger is told: the document layer by itself, whatever model ships."""

import re
from collections.abc import Sequence

from reader.articles import Article
from reader.entities import Entity, find_entities
from reader.entities.model import EntityType, Mention

_MARK = re.compile(r"\[(PER|ORG|LOC|FAC|MISC) ([^\]]*)\]")


def article(marked: str) -> tuple[Article, list[Mention]]:
    """The text of ``[PER سعد] في [LOC تونس]`` without its marks, and the mentions they tell."""
    text, mentions, last = "", list[Mention](), 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        name, kind = found[2], EntityType(found[1])
        mentions.append(Mention(len(text), len(text) + len(name), name, kind, score=0.9))
        text += name
        last = found.end()
    return Article(text + marked[last:]), mentions


def entities(marked: str) -> tuple[Entity, ...]:
    """The entities of a text whose marks are all that the tagger finds."""
    told, mentions = article(marked)
    return find_entities(told, tagger=lambda _text: mentions)


def shown(found: Sequence[Entity]) -> list[str]:
    """The mentions in reading order, each as its type and text."""
    mentions = [mention for entity in found for mention in entity.mentions]
    return [f"{m.type.value} {m.text}" for m in sorted(mentions, key=lambda m: m.start)]


def groups(found: Sequence[Entity]) -> list[list[str]]:
    """The forms of each entity, in reading order."""
    return [list(dict.fromkeys(m.name for m in entity.mentions)) for entity in found]
