"""How the times engine does on test cases of others: detection, values, neutral values.

A case of `shared/times` holds a text, the span of its time and what it comes to under a
reference moment. Detection: a time that is found overlaps the span. Value: its start is the
expected one at the grain of the case (durations to 2 per cent). Neutral: the other reading of what
the words leave open counts too: another year, a week for a weekday, a day or half a day for a
clock. What the engine tells at the grain of its words («قبل خمس سنوات» is a year) is compared at
that grain.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reader.times import find_times, resolve
from reader.times.model import TimeBasis, TimeExpression, TimeValue
from tests.support import SHARED

Case = Mapping[str, Any]

OTHERS = (
    "chronologia_ar",
    "dateparser_ar",
    "duckling_duration_ar",
    "duckling_time_ar",
    "maha_ar",
    "ovos_ar",
    "recognizers_ar",
)
# Texts that are no time in one suite and a time in the others: they gate nothing.
CONTRADICTORY = frozenset(("الساعة", "صباحا", "بعد أسبوعين", "قبل يومين", "اسبوع"))
_SIZES = {"S": 1, "TM": 60, "H": 3600, "D": 86400, "W": 604800, "M": 2629800, "Y": 31557600}
_PARTS = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}


def cases(name: str) -> list[Case]:
    """The cases of one file that people wrote by hand."""
    lines = (SHARED / "times" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if not (row := json.loads(line)).get("generated")]


@dataclass(frozen=True)
class Score:
    """How one case came out; None where it does not ask."""

    case: Case
    detected: bool
    right: bool | None
    neutral: bool | None
    said: str


def score(case: Case) -> Score:
    """How the engine does on a case that holds a time."""
    moment = datetime.fromisoformat(case["ref"]) if case.get("ref") else None
    found = find_times(case["text"])
    span = case["span"] or (0, len(case["text"]))
    inside = [time for time in found if time.start < span[1] and time.end > span[0]]
    asks = asked(case)
    said = " ; ".join(f"{t.text}={resolve(t.meaning, moment).value}" for t in found)
    if not asks:
        return Score(case, bool(inside), None, None, said)
    best = max(inside, key=lambda time: _shared(time, span), default=None)
    if best is None:
        return Score(case, False, False, False, said)
    value = resolve(best.meaning, moment)
    right = any(_is_right(value, want, case) for want in asks)
    neutral = right or any(_is_right(value, want, case, loose=True) for want in asks)
    return Score(case, True, right, neutral, said)


def _shared(time: TimeExpression, span: tuple[int, int]) -> int:
    return min(time.end, span[1]) - max(time.start, span[0])


def asked(case: Case) -> list[dict[str, Any]]:
    """The readings of a case, each with a start, a time of day, a length or a period."""
    kinds = ("start", "tod", "seconds", "value", "rrule", "set")
    if case["asserted"] == ["tokens-only"]:
        return []
    wanted = [case, *(case.get("alts") or [])]
    return [{k: w[k] for k in kinds if w.get(k) is not None} for w in wanted if _asks(w, kinds)]


def _asks(want: Case, kinds: tuple[str, ...]) -> bool:
    return any(want.get(kind) not in (None, "notTresolved") for kind in kinds)


def _is_right(value: TimeValue, want: Case, case: Case, *, loose: bool = False) -> bool:
    if case["kind"] == "duration":
        length = want.get("seconds", seconds(str(want.get("value", ""))))
        said = seconds(value.value)
        return said is not None and length is not None and abs(said - length) <= 0.02 * length
    if case["kind"] == "set":
        return _period(value.value) == _period(str(want.get("rrule") or want.get("set")))
    if "tod" in want:
        return _same_hour(value, want["tod"][:5], loose=loose)
    if "start" not in want or value.earliest is None:
        return False
    start = datetime.fromisoformat(want["start"])
    grain = case.get("grain") or "day"
    if value.basis is TimeBasis.DEICTIC and _PARTS.get(value.grain, 99) < _PARTS.get(grain, 10):
        grain = value.grain
    elif value.basis is TimeBasis.DEICTIC and value.grain == "week":
        grain = "week"
    return any(_same(value.earliest, each, grain) for each in _readings(start, grain, loose))


def _same_hour(value: TimeValue, clock: str, *, loose: bool) -> bool:
    """Whether the value begins at the time of day, or half a day away."""
    if value.earliest is not None:
        said = value.earliest.strftime("%H:%M")
    else:
        said = value.value.partition("T")[2][:5].replace("24:", "00:")
    if not re.fullmatch(r"\d\d:\d\d", said):
        return False
    away = abs(int(said[:2]) - int(clock[:2]))
    return said == clock or (loose and said[3:] == clock[3:] and away == 12)


def _readings(start: datetime, grain: str, loose: bool) -> Iterator[datetime]:
    """The start, and with `loose` what else the words allow."""
    yield start
    if not loose:
        return
    for sign in (-1, 1):
        yield start + timedelta(days=7 * sign)
        if (start.month, start.day) != (2, 29):
            yield start.replace(year=start.year + sign)
        if grain in ("hour", "minute", "second"):
            yield start + timedelta(days=sign)
            yield start + timedelta(hours=12 * sign)


def _same(one: datetime, other: datetime, grain: str) -> bool:
    if grain == "week":
        return one.isocalendar()[:2] == other.isocalendar()[:2]
    size = _PARTS[grain]
    return one.isoformat()[:size].ljust(size) == other.isoformat()[:size].ljust(size)


def seconds(value: str) -> float | None:
    """The length of a TIMEX3 duration in seconds; None where it is none or vague."""
    date, _, clock = value.removeprefix("P").partition("T")
    if not value.startswith("P") or "X" in value:
        return None
    total = sum(float(n) * _SIZES[u] for n, u in re.findall(r"([\d.]+)([DWMY])", date))
    for number, unit in re.findall(r"([\d.]+)([HMS])", clock):
        total += float(number) * _SIZES["TM" if unit == "M" else unit]
    return total


def _period(value: str) -> str:
    """The period of a set, in one writing: P1D, P2W, or the days of the week."""
    value = value.removeprefix("Set: ").rstrip(";")
    if "FREQ=" not in value:
        return value
    parts = dict(part.split("=") for part in value.removeprefix("RRULE:").split(";"))
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    if parts.get("BYDAY", "")[-2:] in days:
        return f"XXXX-WXX-{days.index(parts['BYDAY'][-2:]) + 1}"
    unit = {"HOURLY": "TH", "MINUTELY": "TM", "DAILY": "D", "WEEKLY": "W", "MONTHLY": "M"}
    letter = unit.get(parts["FREQ"], "Y")
    count = parts.get("INTERVAL", "1")
    return f"P{'T' if letter[0] == 'T' else ''}{count}{letter[-1]}"
