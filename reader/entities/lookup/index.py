"""One index of names: exact, beginning, folded, inside, by aliases, across scripts, misspelled.

A name is compared by its search form with what was typed, or with another name of it that the
tables know; and by its sound: names whose key in the reduced Latin alphabet is near, or whose
consonants are the same, are weighed by the letter model where the scripts differ, by the share of
equal letters where they do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from reader.entities.lookup.aliases import initials, other_names
from reader.entities.lookup.found import Found, How
from reader.entities.lookup.keys import Sound, folded, glued, sound
from reader.entities.lookup.phrases import Phrases
from reader.entities.lookup.sounds import Sounds
from reader.entities.lookup.words import Words
from reader.entities.model import Entity
from reader.entities.names.user import entry_of
from reader.entities.places.gazetteer import gazetteer
from reader.text.fold import search_key

Named = tuple[str, Sequence[str]] | tuple[str, Sequence[str], Sequence[str]]

_IN_BRACKETS = re.compile(r" *[()] *")  # «Palmyra (Tadmur)» is two names
_ALIAS, _OTHER_NAME = 0.97, 0.97  # an alias of the index counts so much; a name of the tables so
_INITIALS = 0.93  # an acronym that is in no table
_LEAST = 0.25  # a score below it is no match
_SHARE = 0.5  # of the best score that others have at least


class NameIndex:
    """Names by all their forms."""

    def __init__(self, names: Iterable[Named]) -> None:
        """Index keys with their names, and with their aliases, which count a little less.

        Args:
            names: of each thing its key, its names and, where there are any, its aliases, Arabic
                or Latin; the more important thing first, for where the query decides nothing.
        """
        self._keys: list[str] = []
        self._forms: list[str] = []
        self._weights: list[float] = []
        self._order: dict[str, int] = {}
        self._initials: dict[str, list[int]] = {}
        for key, own, *rest in names:
            self._order.setdefault(key, len(self._order))
            aliases = dict.fromkeys(form for others in rest for form in others if form not in own)
            self._add(key, dict.fromkeys(own), 1.0)
            self._add(key, aliases, _ALIAS)
        self._folded = [folded(form) for form in self._forms]

    @cached_property
    def _words(self) -> Words:
        """The forms as they are written."""
        return Words(self._folded)

    @cached_property
    def _sounds(self) -> Sounds:
        """The forms as they are heard."""
        return Sounds(self._forms)

    @cached_property
    def _phrases(self) -> Phrases:
        """The forms by their words."""
        return Phrases(self._folded, self._sounds)

    def _add(self, key: str, forms: Iterable[str], weight: float) -> None:
        """Take in some forms of one name."""
        for form in filter(None, forms):
            for acronym in initials(form):
                self._initials.setdefault(acronym, []).append(len(self._forms))
            self._keys.append(key)
            self._forms.append(form)
            self._weights.append(weight)

    def search(self, query: str, limit: int = 20) -> list[Found]:
        """The names that `query` finds, best first, each once.

        Args:
            query: letters, Arabic or Latin, as typed.
            limit: how many at most.
        """
        wanted = folded(query)
        if not wanted:
            return []
        best: dict[str, Found] = {}
        for number, score, how in self._hits(wanted, sound(query), query):
            key = self._keys[number]
            weighed = score * self._weights[number]
            if weighed >= _LEAST and (key not in best or best[key].score < weighed):
                best[key] = Found(key, self._forms[number], weighed, how)
        least = _SHARE * max((found.score for found in best.values()), default=0.0)
        near = (found for found in best.values() if found.score >= least)
        order = self._order
        return sorted(near, key=lambda found: (-found.score, order[found.id]))[:limit]

    def _hits(self, wanted: str, heard: Sound, query: str) -> Iterator[tuple[int, float, How]]:
        """Form, score and way of each agreement."""
        yield from self._words.search(wanted)
        for name in other_names(query):
            for number in self._words.equal(folded(name)):
                yield number, _OTHER_NAME, How.ALIAS
        for number in self._initials.get(wanted.replace(" ", ""), ()):
            yield number, _INITIALS, How.ALIAS
        if heard.letters:
            yield from self._sounds.search(heard)
        if not self._words.equal(wanted):
            yield from self._phrases.search(wanted)
        if not heard.arabic and (without := glued(query)) != heard.letters:
            yield from self._sounds.search(sound(without))


def index_of(entities: Sequence[Entity]) -> NameIndex:
    """The index of the entities of an article, by all their names and those the lists know.

    Args:
        entities: in any order; those mentioned most come first where the query decides nothing.
    """
    return NameIndex(map(names_of, sorted(entities, key=lambda each: -len(each.mentions))))


def names_of(entity: Entity) -> tuple[str, Sequence[str], Sequence[str]]:
    """Key, names and aliases of an entity: its own, those of the lists, those of the gazetteer."""
    entry = entry_of(search_key(entity.name))
    listed = [entry.english, *entry.latin] if entry else []
    places = gazetteer().names_of(entity.place.key) if entity.place else ()
    english = entity.name_en or ""
    return (
        entity.id,
        [entity.name, english, *(mention.name for mention in entity.mentions)],
        [*_IN_BRACKETS.split(english), *entity.aliases, *listed, *places],
    )
