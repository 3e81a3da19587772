"""Finding the events of a text: one pass over its sentences and their clauses.

The times and names found by others are given as spans. Nothing here knows a creation date: what
an event comes to under one is worked out by `reader.times.timeline`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reader.text.fold import search_key
from reader.text.span import Span
from reader.text.words import sentences
from reader.times.events.attach import Attachments, attach
from reader.times.events.clauses import Clause, clauses
from reader.times.events.lexicon import Tense, lexicon
from reader.times.events.model import Event, NamedSpan, Relation, RelationKind
from reader.times.events.phrases import according, named_in, place_of, subject_of
from reader.times.events.tokens import Token, phrase_at, tokens
from reader.times.meaning import OfEvent, Vague
from reader.times.model import Modality, TimeExpression

_CONTENT_MODALITY = {
    "report": Modality.CLAIMED,
    "claim": Modality.CLAIMED,
    "call": Modality.PROPOSED,
    "plan": Modality.PLANNED,
    "deny": Modality.DENIED,
}
_INVERSE = {
    RelationKind.BEFORE: RelationKind.AFTER,
    RelationKind.AFTER: RelationKind.BEFORE,
    RelationKind.WITH: RelationKind.WITH,
}


@dataclass(slots=True)
class _Told:
    """Whose words the clauses of a sentence are, while it is read.

    `opened` says that one of them stood behind «أن» or a colon: others may follow it then.
    """

    by: Span | None = None
    modality: Modality | None = None
    time: int | None = None
    opened: bool = False


@dataclass(slots=True)
class _Reading:
    """The text that is read and what has been found in it so far."""

    text: str
    times: Sequence[TimeExpression]
    names: Sequence[NamedSpan]
    events: list[Event] = field(default_factory=list)
    last: int | None = None


def find_events(
    text: str, times: Sequence[TimeExpression], names: Iterable[NamedSpan] = ()
) -> tuple[Event, ...]:
    """The events that `text` tells, in reading order of their clauses.

    Args:
        text: the article's text; offsets are its code points.
        times: what `find_times` found in it.
        names: what is named in it, in reading order.

    Returns:
        Events whose `time`, `duration` and `not_after` are indexes in `times`, and whose relations
        are indexes in the result.
    """
    reading = _Reading(text, times, sorted(names, key=lambda name: name.start))
    taken = [(time.start, time.end) for time in times]
    taken += [(name.start, name.end) for name in reading.names]
    hidden = frozenset(offset for start, end in taken for offset in range(start, end))
    for sentence in sentences(text):
        _read_sentence(reading, tokens(text, sentence, hidden))
    return tuple(reading.events)


def _read_sentence(reading: _Reading, sentence: Sequence[Token]) -> None:
    """Append the events of one sentence."""
    told = _Told()
    quoted = False
    for clause in clauses(sentence):
        if clause.verb is None:
            _read_nominal(reading, clause)
            continue
        verb = clause.tokens[clause.verb].verb
        role = verb.role if verb is not None else ""
        opens = clause.content or quoted
        follows = told.opened and clause.signal is None and role not in _CONTENT_MODALITY
        if told.modality is None or not (opens or follows):
            told = _Told()
        else:
            told.opened = True
        _read_clause(reading, clause, role, told)
        if role in _CONTENT_MODALITY:
            event = reading.events[reading.last] if reading.last is not None else None
            told = _Told(
                by=event.who if event else None,
                modality=_CONTENT_MODALITY[role],
                time=event.time if event else None,
            )
        quoted = _ends_in_colon(clause)


def _ends_in_colon(clause: Clause) -> bool:
    """Whether the clause ends in a colon, after which somebody's words stand."""
    return clause.tokens[-1].key == ":"


def _read_clause(reading: _Reading, clause: Clause, role: str, told: _Told) -> None:
    """Append the event of the clause's verb and of the nouns that carry times of their own."""
    assert clause.verb is not None
    attached = attach(clause, reading.times)
    modality = _modality(clause, role, told)
    source = according(clause)
    if source is not None and modality is Modality.HAPPENED:
        modality = Modality.CLAIMED
    event = Event(
        start=clause.span.start,
        end=clause.span.end,
        text=reading.text[clause.span.start : clause.span.end],
        trigger=_trigger(clause, role).span,
        who=subject_of(clause),
        where=place_of(clause.span, reading.names),
        modality=modality,
        reporter=told.by or source,
        time=attached.main,
        not_after=told.time if attached.main is None else None,
        names=_names_in(reading.names, clause.span),
        reporting=role in ("report", "claim"),
    )
    index = len(reading.events)
    reading.events.append(event)
    relation = _relation(reading, clause, role, attached, index)
    if relation is not None:
        reading.events[index] = replace(reading.events[index], relation=relation)
    elif _is_told_after(reading, attached.main):
        reading.events[index] = _after_the_last(reading, event)
    _read_nouns(reading, clause, attached, index)
    reading.last = index


def _read_nouns(reading: _Reading, clause: Clause, attached: Attachments, main: int) -> None:
    """Append the events that are named by nouns of the clause: with a time, or unscheduled."""
    for noun, time, duration in attached.nouns:
        event = _noun_event(reading, clause, noun)
        event = replace(event, time=time, duration=duration)
        reading.events.append(event)
        verb = reading.events[main]
        planned = event.modality in (Modality.PLANNED, Modality.PROPOSED)
        if planned and time is not None and verb.time is None and verb.not_after is None:
            reading.events[main] = replace(verb, not_after=time)
    for time in attached.others:
        reading.events.append(replace(reading.events[main], time=time, relation=None))
    unscheduled = _unscheduled(clause)
    if unscheduled is not None:
        event = _noun_event(reading, clause, unscheduled)
        reading.events.append(replace(event, modality=Modality.PLANNED))


def _read_nominal(reading: _Reading, clause: Clause) -> None:
    """Append the event of a clause without a verb of its own, if it has a time."""
    attached = attach(clause, reading.times)
    named = _named_by(reading, clause, attached)
    if named is None or (attached.main is None and not attached.nouns):
        return
    event = replace(_noun_event(reading, clause, named), time=attached.main)
    if attached.main is not None:
        reading.last = len(reading.events)
        reading.events.append(event)
    for noun, time, duration in attached.nouns:
        reading.events.append(
            replace(_noun_event(reading, clause, noun), time=time, duration=duration)
        )


def _trigger(clause: Clause, role: str) -> Token:
    """The word that names the clause's event: its verb, or the noun that the verb only introduces.

    «استطاعت السيطرة على», «ترافقت العملية بضربات».
    """
    assert clause.verb is not None
    verb, rest = clause.tokens[clause.verb], clause.tokens[clause.verb + 1 :]
    if role == "manage":
        return next((token for token in rest if token.noun == "event"), verb)
    if role.startswith("order-"):
        led = (token for token in rest if token.noun == "event" and token.key.startswith("ب"))
        return next(led, verb)
    return verb


def _is_told_after(reading: _Reading, time: int | None) -> bool:
    """Whether the time counts from the event told before («في اليوم التالي»)."""
    told = time is not None and isinstance(reading.times[time].meaning, OfEvent)
    return told and reading.last is not None


def _after_the_last(reading: _Reading, event: Event) -> Event:
    """The event behind the one told before it: its own words tell no date."""
    assert event.time is not None
    words = reading.times[event.time]
    relation = Relation(RelationKind.AFTER, Span(words.start, words.end), event=reading.last)
    return replace(event, time=None, relation=relation)


def _named_by(reading: _Reading, clause: Clause, attached: Attachments) -> Token | None:
    """What names the event of a clause without a main verb: a noun, a relative verb, any word.

    Vague words («سابقاً») make no event of what nothing else does.
    """
    nouns = [token for token in clause.tokens if token.noun is not None]
    if nouns:
        return nouns[0]
    if attached.main is None or isinstance(reading.times[attached.main].meaning, Vague):
        return None
    verbs = [token for token in clause.tokens if token.verb is not None]
    others = [token for token in clause.tokens if not token.inside and token.key[:1].isalpha()]
    words = [token for token in others if token.key not in lexicon().prepositions]
    return next(iter(verbs + words), None)


def _noun_event(reading: _Reading, clause: Clause, noun: Token) -> Event:
    """The event that `noun` names in `clause`, with the modality of the cues before it."""
    return Event(
        start=clause.span.start,
        end=clause.span.end,
        text=reading.text[clause.span.start : clause.span.end],
        trigger=noun.span,
        where=place_of(Span(noun.span.start, clause.span.end), reading.names),
        modality=_cue(clause, noun) or Modality.HAPPENED,
        reporter=according(clause),
        names=_names_in(reading.names, clause.span),
    )


def _modality(clause: Clause, role: str, told: _Told) -> Modality:
    """How the text vouches for the clause's verb."""
    assert clause.verb is not None
    token = clause.tokens[clause.verb]
    before = clause.tokens[clause.verb - 1].key if clause.verb else ""
    if before in lexicon().negation:
        return Modality.DENIED
    if token.verb is not None and token.verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    if role == "plan":
        return Modality.PLANNED
    return _cue(clause, token) or told.modality or Modality.HAPPENED


def _cue(clause: Clause, trigger: Token) -> Modality | None:
    """The modality that a cue before `trigger` in its clause gives, the nearest one first."""
    words = lexicon()
    found: Modality | None = None
    for index, token in enumerate(clause.tokens):
        if token is trigger:
            break
        phrase = phrase_at(clause.tokens, index, words.modality)
        if phrase is not None and not (words.modality[phrase].of_nouns and trigger.verb):
            found = words.modality[phrase].modality
    return found


def _unscheduled(clause: Clause) -> Token | None:
    """The event noun for which the clause says that no date was set, or None."""
    words = lexicon()
    keys = [token.key for token in clause.tokens]
    for index, key in enumerate(keys):
        if key in words.unscheduled and words.without & set(keys[max(0, index - 4) : index]):
            return next((token for token in clause.tokens[index:] if token.noun is not None), None)
    return None


def _relation(
    reading: _Reading, clause: Clause, role: str, attached: Attachments, index: int
) -> Relation | None:
    """The order of the clause's event that its signal or its verb states."""
    words = lexicon()
    if role.startswith("order-"):
        assert clause.verb is not None
        signal = clause.tokens[clause.verb].span
        kind = RelationKind(role.removeprefix("order-"))
        return Relation(kind, signal, event=_referred(reading, clause, clause.verb + 1))
    if clause.signal is None:
        return _inner_relation(clause)
    meaning = words.signals[clause.signal]
    signal = Span(clause.tokens[0].span.start, clause.tokens[len(clause.signal) - 1].span.end)
    if not meaning.to_target:
        reference = _referred(reading, clause, len(clause.signal))
        return Relation(meaning.kind, signal, event=reference)
    target = _target(clause)
    noun = next((t for t in clause.tokens if t.noun and target and target.contains(t.span)), None)
    reference = None
    if noun is not None and attached.distance is not None:
        inverse = Relation(_INVERSE[meaning.kind], signal, event=index, distance=attached.distance)
        reference = len(reading.events)
        reading.events.append(replace(_noun_event(reading, clause, noun), relation=inverse))
    return Relation(meaning.kind, signal, target, reference, attached.distance)


def _referred(reading: _Reading, clause: Clause, place: int) -> int | None:
    """The event that a signal refers to: one that «العملية» behind it names, else the last one."""
    token = clause.tokens[place] if place < len(clause.tokens) else None
    if token is not None and token.noun is not None and token.key.startswith("ال"):
        bare = token.key.removeprefix("ال")
        for index in range(len(reading.events) - 2, -1, -1):
            if bare in search_key(reading.events[index].text):
                return index
    return reading.last


def _inner_relation(clause: Clause) -> Relation | None:
    """The order stated behind the verb by a signal and an event noun («بعد معارك عنيفة»)."""
    words = lexicon()
    start = (clause.verb or 0) + 1
    for index in range(start, len(clause.tokens) - 1):
        phrase = phrase_at(clause.tokens, index, words.signals)
        if phrase is None or not words.signals[phrase].to_target:
            continue
        signal = clause.tokens[index : index + len(phrase)]
        after = next(iter(clause.tokens[index + len(phrase) :]), None)
        if after is not None and after.noun is not None:
            span = Span(signal[0].span.start, signal[-1].span.end)
            return Relation(words.signals[phrase].kind, span, after.span)
    return None


def _target(clause: Clause) -> Span | None:
    """The words that a signal at the head of the clause refers to: up to a mark or the verb."""
    assert clause.signal is not None
    rest = clause.tokens[len(clause.signal) : clause.verb]
    end = next((k for k, token in enumerate(rest) if token.mark), len(rest))
    return Span(rest[0].span.start, rest[end - 1].span.end) if end else None


def _names_in(names: Sequence[NamedSpan], span: Span) -> tuple[str, ...]:
    """The ids of the names inside `span`, each once, in reading order."""
    return tuple(dict.fromkeys(name.id for name in named_in(span, names)))
