"""TIMEX3 durations as numbers of units, and back."""

import re
from collections.abc import Iterable
from datetime import timedelta

_DATE = re.compile(r"(X|[\d.]+)(DE|CE|Y|M|W|D)")
_TIME = re.compile(r"(X|[\d.]+)([HMS])")
_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")
_SECONDS = {"W": 604_800, "D": 86_400, "TH": 3_600, "TM": 60, "TS": 1}


def pieces(value: str) -> dict[str, str]:
    """Number by unit of a duration: ``P1DT2H`` has D 1 and TH 2; empty where it is none."""
    if not value.startswith("P"):
        return {}
    date, _, clock = value[1:].partition("T")
    found = {unit: number for number, unit in _DATE.findall(date)}
    return found | {f"T{unit}": number for number, unit in _TIME.findall(clock)}


def total(values: Iterable[str]) -> str:
    """Durations as one: ``P3D`` and ``PT5H`` are ``P3DT5H``."""
    sums: dict[str, str] = {}
    for value in values:
        for unit, number in pieces(value).items():
            sums[unit] = _plus(sums[unit], number) if unit in sums else number
    date = "".join(f"{sums[unit]}{unit}" for unit in _ORDER[:6] if unit in sums)
    clock = "".join(f"{sums[unit]}{unit[1]}" for unit in _ORDER[6:] if unit in sums)
    return f"P{date}" + (f"T{clock}" if clock else "")


def _plus(one: str, other: str) -> str:
    if "X" in (one, other):
        return "X"
    added = float(one) + float(other)
    return str(int(added)) if added.is_integer() else str(added)


def exact(value: str) -> timedelta | None:
    """A duration of weeks, days, hours, minutes and seconds; None for others and vague ones."""
    found = pieces(value)
    if not found or any(unit not in _SECONDS or number == "X" for unit, number in found.items()):
        return None
    seconds = sum(float(number) * _SECONDS[unit] for unit, number in found.items())
    return timedelta(seconds=seconds) if seconds < timedelta.max.total_seconds() else None
