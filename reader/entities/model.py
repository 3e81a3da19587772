"""The values of the entities engine: mentions, places, entities."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.notice import Notice
from reader.text.span import Span


class EntityType(StrEnum):
    """What kind of thing a name names."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    FAC = "FAC"
    MISC = "MISC"


class MentionBasis(StrEnum):
    """How a mention was found."""

    TAGGER = "tagger"
    PROPAGATED = "propagated"  # a name known elsewhere in the article
    ALIAS = "alias"
    LIST = "list"
    USER = "user"


class Certainty(StrEnum):
    """How sure a link or a place is."""

    EXACT = "exact"
    PROBABLE = "probable"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


# What stands beside a place that is not surely known: its absence alone would not be seen.
_SIGNS = {Certainty.APPROXIMATE: "≈", Certainty.UNKNOWN: "?"}


class NameBasis(StrEnum):
    """Where an English name comes from."""

    LIST = "list"
    TRANSLITERATION = "transliteration"


class Retyping(NamedTuple):
    """A type that the reader gave a name, and the one that it had; None for any."""

    before: EntityType | None
    after: EntityType


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text where an entity is named.

    Attributes:
        start, end: code points of the article's text; the core name, without proclitics,
            designators and titles, the article ال inside.
        text: ``article.text[start:end]``.
        type: kind of what is named.
        basis: how it was found.
        score: confidence of the tagger in 0..1; 1.0 for lists and the user.
        designator: the word before it that tells its kind (مدينة، تنظيم), or None.
        title: the title before it (الرئيس، الكولونيل), or None.
        form: the name where its letters in the text are not all of it: للرقة names الرقة.
    """

    start: int
    end: int
    text: str
    type: EntityType
    basis: MentionBasis = MentionBasis.TAGGER
    score: float = 1.0
    designator: Span | None = None
    title: Span | None = None
    form: str | None = None

    @property
    def name(self) -> str:
        """The name as it stands alone: with the article that a proclitic swallowed."""
        return self.form or self.text

    @property
    def span(self) -> Span:
        """Its code points."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        key: key of the record, such as ``gn:170017`` or ``ne:SY-RA``.
        name: Arabic name.
        name_en: English name, or None.
        latitude, longitude: degrees, WGS 84.
        country: ISO 3166-1 alpha-2 code, or None (seas, continents).
        kind: country, region, capital, city, village, area, facility, water, mountain…
        population: inhabitants, 0 where unknown.
        radius_km: how far around the point the place reaches, or None.
    """

    key: str
    name: str
    name_en: str | None
    latitude: float
    longitude: float
    country: str | None
    kind: str
    population: int = 0
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one thing in an article, under one name.

    Attributes:
        id: key of what it is linked to (gazetteer or lists), else a slug unique in the article.
        type: by vote of its mentions.
        name: the canonical Arabic name: the fullest form in the article, or the list's.
        name_en: English name, or None.
        name_en_basis: from a list or by transliteration; None without an English name.
        mentions: in reading order.
        aliases: the other forms it goes by in the article and the lists.
        place: what a place is linked to, or None.
        certainty: how sure the link is; UNKNOWN for what is in no list.
        candidates: other places it could be, best first.
        reasons: why its mentions are one and why it is linked so, to be shown.
    """

    id: str
    type: EntityType
    name: str
    name_en: str | None
    name_en_basis: NameBasis | None
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    certainty: Certainty = Certainty.UNKNOWN
    candidates: tuple[Place, ...] = ()
    reasons: tuple[Notice, ...] = ()

    @property
    def sign(self) -> str:
        """The sign of a place that is not surely known; "" for sure ones and other names."""
        is_place = self.type in (EntityType.LOC, EntityType.FAC)
        return _SIGNS.get(self.certainty, "") if is_place else ""
