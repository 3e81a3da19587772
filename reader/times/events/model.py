"""The values of the event engine: events, and how they stand to time and to each other."""

from dataclasses import dataclass
from enum import StrEnum

from reader.text.span import Span
from reader.times.model import Modality


class RelationKind(StrEnum):
    """Order of an event to another, as a signal of the text tells it."""

    BEFORE = "before"
    AFTER = "after"
    WITH = "with"


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name that somebody else found in the text; the event engine only asks what kind it is.

    Attributes:
        start, end: code points of the text.
        kind: PER, ORG, LOC, FAC or MISC.
        id: what identifies the entity.
    """

    start: int
    end: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Relation:
    """An ordering signal and what it refers to.

    Attributes:
        kind: how the event stands to the reference.
        signal: the words that say so.
        target: the words the signal refers to, or None where it refers to the clause before.
        event: index of the event referred to, or None where it is none of the article's events.
        distance: index of the time expression that tells how far apart they are, or None.
    """

    kind: RelationKind
    signal: Span
    target: Span | None = None
    event: int | None = None
    distance: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something the article tells, as quoted words: independent of any creation date.

    Attributes:
        start, end: code points of the clause.
        text: the clause.
        trigger: the verb or noun that names the event.
        who: who does it, or None.
        where: where, or None.
        modality: how the text vouches for it.
        reporter: whose words they are, or None where the article speaks itself.
        time: index of the time expression that dates it, or None.
        duration: index of the time expression that tells how long it lasts, or None.
        not_after: index of the time expression before whose end it must lie, or None: the date
            of the report in which it is told, or the start of what is announced.
        relation: its order to another event, or None.
        names: ids of the entities named in the clause, in reading order.
        reporting: whether it is a mere report (قال، أعلن).
    """

    start: int
    end: int
    text: str
    trigger: Span
    who: Span | None = None
    where: Span | None = None
    modality: Modality = Modality.HAPPENED
    reporter: Span | None = None
    time: int | None = None
    duration: int | None = None
    not_after: int | None = None
    relation: Relation | None = None
    names: tuple[str, ...] = ()
    reporting: bool = False
