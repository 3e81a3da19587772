"""How well times are found and understood, with pinned floors: they only rise.

The seed article's gold, the news inventory, the cases of others (`tests.times_scoring`), and a
hundred real articles annotated for this project (`tests/gold/times_news.json`: offsets and values,
the texts stay where they are).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reader.times import find_times, resolve
from reader.times.model import TimeExpression, TimeValue
from tests.support import PROJECT, SHARED, needs_shared
from tests.times_scoring import CONTRADICTORY, OTHERS, Case, Score, cases, score

FLOORS = json.loads((Path(__file__).parent / "floors" / "times.json").read_text(encoding="utf-8"))
DAY = date(2016, 5, 25)
NEWS = SHARED / "articles" / "news.jsonl.zst"

pytestmark = needs_shared


def seed() -> tuple[str, Mapping[str, Any]]:
    """The seed article and its gold."""
    gold = json.loads((SHARED / "seeds" / "times.json").read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / gold["doc"]).read_bytes().decode("utf-8")
    assert len(text) == gold["chars"]
    return text, gold


def test_seed_spans_and_values_with_a_creation_date() -> None:
    text, gold = seed()
    said = [
        (time.start, time.end, time.type.value, resolve(time.meaning, DAY).value)
        for time in find_times(text)
    ]
    assert said == [(t["start"], t["end"], t["type"], t["value"]) for t in gold["timex"]]
    edges = [resolve(time.meaning, DAY).mod for time in find_times(text)]
    assert edges[2] == "START"


def test_seed_values_without_a_creation_date() -> None:
    text, gold = seed()
    shown = {"first Wed >= D": "XXXX-WXX-3"}
    wanted = [
        shown.get(t.get("display_undated"), t.get("display_undated") or t["value_undated"])
        for t in gold["timex"]
    ]
    said = [resolve(time.meaning, None) for time in find_times(text)]
    assert [value.value for value in said] == wanted
    assert all(value.earliest is None and value.latest is None for value in said)


def test_seed_traps_are_no_times() -> None:
    text, gold = seed()
    found = find_times(text)
    for trap in gold["traps"]:
        inside = [t.text for t in found if t.start < trap["end"] and t.end > trap["start"]]
        assert not inside, trap


@cache
def scored() -> dict[str, list[Score]]:
    """All cases of others that hold a time, by suite."""
    return {
        name: [score(case) for case in cases(name) if case["kind"] != "negative"] for name in OTHERS
    }


def share(hits: list[bool]) -> float:
    """The part that is true."""
    return sum(hits) / len(hits)


def test_cases_of_others_detection() -> None:
    by_suite = {name: share([s.detected for s in each]) for name, each in scored().items()}
    reached = share([s.detected for each in scored().values() for s in each])
    print("detection:", f"{reached:.3f}", {name: f"{part:.3f}" for name, part in by_suite.items()})
    assert reached >= FLOORS["others_detection"]


@pytest.mark.parametrize("reading", ["value", "neutral"])
def test_cases_of_others_values(reading: str) -> None:
    asked = [s for each in scored().values() for s in each if s.right is not None]
    reached = share([bool(s.right if reading == "value" else s.neutral) for s in asked])
    print(f"{reading}: {reached:.3f} of {len(asked)}")
    assert reached >= FLOORS[f"others_{reading}"]


def test_false_alarms_on_negatives() -> None:
    negatives = [
        case
        for name in OTHERS
        for case in cases(name)
        if case["kind"] == "negative" and case["text"] not in CONTRADICTORY
    ]
    alarms = [case["text"] for case in negatives if find_times(case["text"])]
    print(f"false alarms: {len(alarms)} of {len(negatives)}:", alarms)
    assert len(alarms) / len(negatives) <= FLOORS["others_false_alarms_at_most"]


def inventory(*, negative: bool) -> list[Case]:
    """The news inventory's traps, or its times."""
    return [c for c in cases("news_inventory_ar") if (c["kind"] == "negative") is negative]


def test_inventory_spans_and_values() -> None:
    missed = [case["text"] for case in inventory(negative=False) if not _is_found(case)]
    total = len(inventory(negative=False))
    print(f"inventory: {total - len(missed)} of {total}; missed:", missed)
    assert 1 - len(missed) / total >= FLOORS["inventory"]


def _is_found(case: Case) -> bool:
    """Whether the span, value and mod of an inventory case are exactly found."""
    day = datetime.fromisoformat(case["ref"]).date()
    found = [t for t in find_times(case["text"]) if [t.start, t.end] == case["span"]]
    said = [resolve(time.meaning, day) for time in found]
    return any((v.value, v.mod) == (case["timex"], case["mod"]) for v in said)


def test_inventory_without_a_creation_date() -> None:
    cases_ = inventory(negative=False)
    right = [
        any(
            _one_writing(resolve(t.meaning, None).value) == _one_writing(case["timex_undated"])
            for t in find_times(case["text"])
        )
        for case in cases_
    ]
    print(f"undated: {sum(right)} of {len(right)}")
    assert share(right) >= FLOORS["inventory_undated"]


def _one_writing(value: str) -> str:
    """An undated value in one writing: the gold writes Hijri days in two ways."""
    return re.sub(r"^XXXX-\((hijri [\d-]+)\)$", r"\1", value)


def test_inventory_traps() -> None:
    caught = [case["text"] for case in inventory(negative=True) if find_times(case["text"])]
    assert len(caught) <= FLOORS["inventory_traps_missed_at_most"], caught


def gold_articles() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Text and annotation of the annotated articles."""
    zstandard = pytest.importorskip("zstandard")
    path = PROJECT / "tests" / "gold" / "times_news.json"
    gold = {each["uid"]: each for each in json.loads(path.read_text(encoding="utf-8"))}
    with zstandard.open(NEWS, "rt", encoding="utf-8") as file:
        for line in file:
            uid = line.split('"', 4)[3]  # the first field; most lines need not be read whole
            if uid in gold:
                yield json.loads(line)["text"], gold[uid]


def test_real_news() -> None:
    counts: Counter[str] = Counter()
    for text, gold in gold_articles():
        counts += _counted(text, gold)
    precision = counts["found"] / (counts["found"] + counts["false"])
    recall = counts["found"] / counts["gold"]
    value_precision = counts["right"] / (counts["valued"] + counts["false"])
    value_recall = counts["right"] / counts["valued"]
    reached = {
        "news_relaxed_f1": _mean(precision, recall),
        "news_strict_recall": counts["exact"] / counts["gold"],
        "news_value_f1": _mean(value_precision, value_recall),
    }
    print(f"{counts['gold']} times:", {name: f"{value:.3f}" for name, value in reached.items()})
    for name, value in reached.items():
        assert value >= FLOORS[name], name


def _mean(one: float, other: float) -> float:
    """The harmonic mean."""
    return 2 * one * other / (one + other)


def _counted(text: str, gold: Mapping[str, Any]) -> Counter[str]:
    """How one article comes out; optional times count neither way."""
    day, counts = date.fromisoformat(gold["day"]), Counter[str]()
    found = find_times(text)
    met: set[int] = set()
    for wanted in gold["times"]:
        inside = [t for t in found if t.start < wanted["end"] and t.end > wanted["start"]]
        met |= {t.start for t in inside}
        if wanted.get("optional"):
            continue
        counts["gold"] += 1
        counts["valued"] += wanted["value"] is not None
        if not inside:
            continue
        counts["found"] += 1
        counts["exact"] += any((t.start, t.end) == (wanted["start"], wanted["end"]) for t in inside)
        counts["right"] += any(_value(t, day).value == wanted["value"] for t in inside)
    counts["false"] += sum(t.start not in met for t in found)
    return counts


def _value(time: TimeExpression, day: date) -> TimeValue:
    return resolve(time.meaning, day)
