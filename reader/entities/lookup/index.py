"""One index of names for the quick look-up and the commands: exact, prefix, folded, Latin.

A query is compared with every form of every name in three ways, the first that fits is the best:
the search form (equal, then beginning, then a word of it beginning so, then inside), an acronym or
alias of the lists, and the reduced Latin alphabet, in which names of both scripts meet; there
rapidfuzz' ratio ranks what is near.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.entities.model import Entity
from reader.entities.names.lists import known
from reader.text.fold import search_key
from reader.text.latin import latin_key

_LEAST_RATIO = 70.0  # of 100: below it two names are not alike
_FUZZY = 0.6  # the most that a fuzzy match counts


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a query finds.

    Attributes:
        id: of the entity.
        form: the form that matched.
        score: from 0 to 1, 1 for an equal form.
    """

    id: str
    form: str
    score: float


class NameIndex:
    """Names by all their forms."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Index pairs of an id and the forms of its name, the more important first."""
        self._forms: list[tuple[str, str, str, str]] = [
            (key, form, search_key(form), latin_key(form))
            for key, forms in names
            for form in dict.fromkeys(forms)
            if form
        ]

    def search(self, query: str, limit: int = 20) -> list[Found]:
        """The names that `query` finds, best first, each once.

        Args:
            query: letters, Arabic or Latin, as typed.
            limit: how many at most.
        """
        wanted, latin = search_key(query.strip()), latin_key(query)
        if not wanted:
            return []
        best: dict[str, Found] = {}
        for key, form, folded, reduced in self._forms:
            score = max(_direct(wanted, folded), 0.95 * _direct(latin, reduced) if latin else 0.0)
            if score > 0 and (key not in best or best[key].score < score):
                best[key] = Found(key, form, score)
        if len(best) < limit and latin:
            self._add_alike(latin, best, limit)
        order = {key: number for number, (key, *_rest) in enumerate(self._forms)}
        return sorted(best.values(), key=lambda found: (-found.score, order[found.id]))[:limit]

    def _add_alike(self, latin: str, best: dict[str, Found], limit: int) -> None:
        """Add the names whose Latin form is near the query's."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - a name found directly needs none

        near = process.extract(
            latin,
            [reduced for *_names, reduced in self._forms],
            scorer=fuzz.ratio,
            limit=3 * limit,
            score_cutoff=_LEAST_RATIO,
        )
        for _reduced, ratio, number in near:
            key, form, _folded, _latin = self._forms[number]
            score = _FUZZY * ratio / 100
            if key not in best or best[key].score < score:
                best[key] = Found(key, form, score)


def _direct(wanted: str, form: str) -> float:
    """How well a form holds what is wanted: equal, beginning, a word beginning so, inside."""
    if not wanted or not form:
        return 0.0
    if wanted == form:
        return 1.0
    if form.startswith(wanted):
        return 0.9
    if f" {wanted}" in f" {form}" or f" ال{wanted}" in f" {form}":
        return 0.8
    return 0.7 if len(wanted) >= 3 and wanted in form else 0.0


def index_of(entities: Sequence[Entity]) -> NameIndex:
    """The index of the entities of an article; their aliases and acronyms of the lists too."""

    def forms(entity: Entity) -> list[str]:
        entry = known().get(search_key(entity.name))
        latin = [*entry.latin, entry.english] if entry else []
        english = [entity.name_en] if entity.name_en else []
        spoken = [mention.text for mention in entity.mentions]
        return [entity.name, *english, *entity.aliases, *latin, *spoken]

    return NameIndex((entity.id, forms(entity)) for entity in entities)
