"""How the timeline is shown: known before the first paint, when nothing of it is loaded."""

from dataclasses import dataclass

GRAINS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """How the timeline is shown.

    Attributes:
        grain: day, week or month: what entries are grouped by.
        hijri: whether the Hijri date stands beside the Gregorian one.
        entity: id of the entity whose entries alone are shown, or None.
    """

    grain: str = "day"
    hijri: bool = False
    entity: str | None = None
