"""Making the application for tests, with the real engines or with a fixed analysis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reader.analysis import Analysis
from reader.app import AppOptions
from reader.app.application import QariApp
from reader.app.shelf import Shelf
from reader.articles import Article
from reader.entities import Certainty, Entity, EntityType, Mention, NameBasis, Place, Tagger
from reader.entities.corrections import Correction, corrected
from reader.settings import load, load_state
from reader.terminal.dialects import Dialect, rule_for
from reader.terminal.probe import Answers
from reader.terminal.session import Session
from reader.text.span import Span
from reader.times.events.model import Event
from reader.times.meaning import Duration, Relative
from reader.times.model import CreationDate, Modality, TimeExpression, TimeType
from reader.times.resolve import resolve
from tests.support import SEEDS

SEED = str(SEEDS / "01-hudna.txt")
DAY = date(2016, 5, 25)

# name, type, English name: enough for every kind of row
NAMES = (
    ("سيرغي لافروف", EntityType.PER, "Sergey Lavrov"),
    ("روجدا فلات", EntityType.PER, "Rojda Felat"),
    ("داعش", EntityType.ORG, "Islamic State"),
    ("الجيش السوري", EntityType.ORG, "Syrian Arab Army"),
    ("الرقة", EntityType.LOC, "Raqqa"),
    ("داريا", EntityType.LOC, "Darayya"),
    ("قاعدة حميميم", EntityType.FAC, "Hmeimim air base"),
)
RAQQA = Place("gn:172955", "الرقة", "Raqqa", 35.9528, 39.0079, "SY", "city", 531_952)
RAQQA_NAMESAKE = Place("gn:9072762", "الرقة", None, 29.4833, 31.2, "EG", "village")


def make_app(
    *sources: str,
    language: str = "ar",
    theme: str = "dark",
    dialect: Dialect = Dialect.PLAIN,
    day: date | None = None,
    background: bool = False,
) -> QariApp:
    """The application over `sources`, in a terminal that needs nothing.

    Articles of its library that wait for their analysis are analysed only with `background`.
    """
    options = AppOptions(language=language, theme=theme, day=day)
    session = Session(name="test", rule=rule_for(Answers(), {}), dialect=dialect)
    shelf = Shelf.open(list(sources), None)
    app = QariApp(shelf, options, load(), load_state(), session)
    app.background = background
    return app


def fixed_analysis(
    article: Article,
    *,
    day: date | None = None,
    corrections: Sequence[Correction] = (),
    tagger: Tagger | None = None,
) -> Analysis:
    """An analysis that no change of the engines changes: for pictures of the screens."""
    del corrections, tagger
    text = article.text
    entities = tuple(
        found for name, kind, english in NAMES if (found := _entity(text, name, kind, english))
    )
    times = tuple(
        _time(text, words, kind, meaning)
        for words, kind, meaning in (
            ("أمس", TimeType.DATE, Relative("D", -1)),
            ("72 ساعة", TimeType.DURATION, Duration("PT72H")),
            ("فجر أمس", TimeType.DATE, Relative("D", -1)),
            ("الأسبوع الماضي", TimeType.DATE, Relative("W", -1)),
        )
        if words in text
    )
    created = CreationDate(day or (article.date.day if article.date else None), "metadata")
    return Analysis(
        article=article,
        creation_date=created,
        entities=entities,
        times=times,
        values=tuple(resolve(time.meaning, created.day) for time in times),
        events=_events(text, times),
    )


def corrected_analysis(
    article: Article,
    *,
    day: date | None = None,
    corrections: Sequence[Correction] = (),
    tagger: Tagger | None = None,
) -> Analysis:
    """The fixed analysis with the reader's corrections applied, as the real one applies them."""
    found = fixed_analysis(article, day=day, tagger=tagger)
    return replace(found, entities=corrected(found.entities, corrections))


def _entity(text: str, name: str, kind: EntityType, english: str) -> Entity | None:
    """The entity of a name, with all places where it stands."""
    mentions = []
    start = text.find(name)
    while start >= 0:
        mentions.append(Mention(start, start + len(name), name, kind))
        start = text.find(name, start + 1)
    if not mentions:
        return None
    return Entity(
        id=f"{kind.value.lower()}-{english.lower().replace(' ', '-')}",
        type=kind,
        name=name,
        name_en=english,
        name_en_basis=NameBasis.LIST,
        mentions=tuple(mentions),
        place=RAQQA if name == "الرقة" else None,
        candidates=(RAQQA_NAMESAKE,) if name == "الرقة" else (),
        certainty=Certainty.EXACT if name != "داريا" else Certainty.UNKNOWN,
    )


def _time(text: str, words: str, kind: TimeType, meaning: Relative | Duration) -> TimeExpression:
    start = text.index(words)
    return TimeExpression(start, start + len(words), words, kind, meaning)


def _events(text: str, times: Sequence[TimeExpression]) -> tuple[Event, ...]:
    """An event of each kind: dated, proposed with a length, bounded, undated."""
    rows = (
        ("دخلت الساحة السورية أمس يوماً مزدحماً", 0, None, None, Modality.HAPPENED),
        ("تقترح تهدئة تستمر 72 ساعة", None, 1, None, Modality.PROPOSED),
        ("الهجوم انطلق فجر أمس من محورين", 2, None, None, Modality.CLAIMED),
        ("استعادت خلال الأسبوع الماضي مزارع", 3, None, None, Modality.CLAIMED),
        ("عائلات كثيرة غادرت بيوتها", None, None, 0, Modality.CLAIMED),
        ("واصل الجيش السوري تقدمه", None, None, None, Modality.HAPPENED),
    )
    events = []
    for words, time, duration, bound, modality in rows:
        start = text.find(words)
        if start < 0:
            continue
        verb = Span(start, start + len(words.split()[0]))
        event = Event(start, start + len(words), words, verb, modality=modality)
        known = len(times)
        events.append(
            replace(
                event,
                time=time if time is not None and time < known else None,
                duration=duration if duration is not None and duration < known else None,
                not_after=bound,
                reporter=verb if bound is not None else None,
            )
        )
    return tuple(events)
