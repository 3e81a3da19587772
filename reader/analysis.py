"""Floor 3: one article analysed: who, where and when, in one value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.articles import Article, DateBasis
from reader.notice import Notice
from reader.text.span import Span
from reader.times.model import CreationDate

if TYPE_CHECKING:
    from reader.entities import Entity, Tagger
    from reader.entities.backends.chosen import ChosenTagger
    from reader.entities.corrections import Correction
    from reader.entities.tagger.small import SmallTagger
    from reader.settings import Settings
    from reader.times.events.model import Event
    from reader.times.model import TimeExpression, TimeValue

BUILT_IN = "builtin"  # the name of the tagger that needs no other package
SMALL = "small"  # and of its smaller, faster network


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in an article. All spans are code points of ``article.text``.

    Attributes:
        article: what was analysed.
        creation_date: the day from which relative times are counted, and its basis.
        entities: in the order of their first mentions.
        times: in reading order.
        values: what each time comes to under the creation date; as many as `times`.
        events: in reading order; they refer to times by index.
    """

    article: Article
    creation_date: CreationDate
    entities: "tuple[Entity, ...]"
    times: "tuple[TimeExpression, ...]"
    values: "tuple[TimeValue, ...]"
    events: "tuple[Event, ...]"


def analyse(
    article: Article,
    *,
    day: date | None = None,
    corrections: "Sequence[Correction]" = (),
    tagger: "Tagger | None" = None,
) -> Analysis:
    """Find the entities, times and events of `article`.

    Args:
        article: what is analysed.
        day: the day from which relative times are counted, where the user names one.
        corrections: of the user, applied to the entities before times and events use them.
        tagger: who finds the names in the running text, or None for the built-in tagger.
    """
    # The engines load lists and a model: only who analyses pays for them.
    from reader.entities import find_entities  # noqa: PLC0415
    from reader.entities.corrections import (  # noqa: PLC0415
        chosen_places,
        corrected,
        given_types,
    )
    from reader.entities.names.user import configure as configure_names  # noqa: PLC0415
    from reader.entities.places import configure  # noqa: PLC0415
    from reader.settings.folders import data_folder  # noqa: PLC0415
    from reader.times import creation_date, find_times, resolve  # noqa: PLC0415
    from reader.times.events.extract import find_events  # noqa: PLC0415
    from reader.times.events.model import NamedSpan  # noqa: PLC0415

    configure(data_folder() / "gazetteers")
    configure_names(data_folder() / "names.tsv")
    found = find_entities(
        article,
        chosen=chosen_places(corrections),
        retyped=given_types(corrections),
        tagger=tagger,
    )
    entities = corrected(found, corrections)
    names = [
        NamedSpan(mention.start, mention.end, mention.type.value, entity.id)
        for entity in entities
        for mention in entity.mentions
    ]
    # A name that holds a word of time («صحيفة السبت») is a name: times inside names are left out.
    times = find_times(article.text, suppress=[Span(name.start, name.end) for name in names])
    created = CreationDate(day, DateBasis.GIVEN.value) if day else creation_date(article)
    return Analysis(
        article=article,
        creation_date=created,
        entities=entities,
        times=times,
        values=tuple(resolve(time.meaning, created.day) for time in times),
        events=find_events(article.text, times, sorted(names, key=lambda name: name.start)),
    )


def chosen_tagger(
    settings: "Settings", name: str | None, tell: Callable[[Notice], None]
) -> "ChosenTagger | SmallTagger | None":
    """The tagger that the user chose, or None where that is the built-in one.

    Args:
        settings: of the user.
        name: of the command line, which wins over the setting; None where it names none.
        tell: is given what goes wrong with it.
    """
    name = name or settings.tagger
    if name == BUILT_IN:
        return None
    if name == SMALL:
        from reader.entities.tagger.small import SmallTagger  # noqa: PLC0415 - on choice

        return SmallTagger()
    from reader.entities.backends.chosen import Choice, ChosenTagger  # noqa: PLC0415 - on choice
    from reader.entities.backends.labels import NAME  # noqa: PLC0415
    from reader.settings.folders import data_folder  # noqa: PLC0415

    choice = Choice(
        name=name,
        model=settings.model,
        merge=settings.merge,
        seconds=settings.timeout,
        python=settings.python,
        labels=data_folder() / NAME,
    )
    return ChosenTagger(choice, tell)
