"""The rules: patterns over the classes of items, each with the builder of its meaning.

In a pattern ``{mx}`` is one item of class m or x, ``{d:#o}`` the same under the name d; ``?`` and
groups are those of regular expressions. The longest match wins, then the order of the table. The
letters are those of `reader.times.lexicon`; besides, # is a number in digits, 1 in words, o an
ordinal, D a date in digits, 2 a pair of numbers, C a clock time in digits, W a joined و.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from reader.times import builders as build
from reader.times.meaning import Meaning
from reader.times.model import TimeType
from reader.times.scanning import Item

Builder = Callable[[Mapping[str, Item]], tuple[TimeType, Meaning] | None]


class Rule(NamedTuple):
    """A pattern and the builder of what it means."""

    pattern: re.Pattern[str]
    build: Builder


_WEEKDAY = "(?:{I}?{w:w}{،}?{M}?{I}?)?"
_MONTH = "{U}?{m:mx}(?:{/-}{m2:mx}|{(}{m3:mx}{)})?"
_YEAR = "{،}?{FA}?{Y}?{y:#1}{G}?"
_RELATIVE = "(?:{F}?{Y}?{rel:ltn&^})"
_DAY = "{d:#o}{F}?"
_PART = "{p:p}"

_TABLE: tuple[tuple[str, Builder], ...] = (
    ("{L:L}", build.lexicalised),
    # dates in words
    (_WEEKDAY + _DAY + _MONTH + _YEAR, build.day_month_year),
    (_WEEKDAY + _DAY + _MONTH + _RELATIVE, build.day_month_relative),
    (_WEEKDAY + _DAY + _MONTH, build.day_month),
    (_MONTH + _YEAR, build.month_year),
    (_MONTH + _RELATIVE, build.month_relative),
    ("{U}{m:mx}", build.month_alone),
    ("{A}?{m:m}", build.month_alone),
    # dates in digits
    (_WEEKDAY + "{D:D}", build.numeric),
    ("{I}?{w:w}{،}?{D:2}", build.numeric_short),
    # hijri
    (_WEEKDAY + _DAY + "{U}?{h:h}{Y}?{y:#1}{H}?", build.hijri),
    (_WEEKDAY + _DAY + "{U}?{h:h}", build.hijri),
    ("{U}?{h:h}{FA}?{Y}?{y:#1}{H}?", build.hijri),
    ("{U}{h:h}", build.hijri),
    ("{U}?{h:h}{rel:ltn}", build.hijri_relative),
    ("{Y}?{y:#}{H}", build.hijri),
    # days
    ("{p:p}?{e:e}{I}?{w:w}?{p2:p}?", build.deictic),
    ("{p:p}{e:e}{w:w}?", build.deictic),
    ("{e:e}{rel:l}", build.last_night),
    ("{B}{a:#}{W}{d:#}" + _MONTH + "(?:" + _YEAR + ")?", build.days_of_month),
    ("{F}{a:#}{T}{d:#}" + _MONTH + "(?:" + _YEAR + ")?", build.days_of_month),
    ("{F}{a:#}{T}{d:#}" + _MONTH + _RELATIVE, build.days_of_month),
    ("{a:#}{W}{d:#}" + _MONTH, build.days_of_month),
    ("{p:p}?{I}?{w:w}{rel:ltn}?{d:#}{m:mx}{t}?", build.weekday_date),
    ("{p:p}{I}?{w:w}{-}?{w2:w}", build.night_between),
    ("{p:p}{I}?{w:w}{rel:ltn}?", build.weekday),
    ("{I}?{w:w}{rel:ltn}?{p2:p}?", build.weekday),
    ("{V}{I}?{w:w}", build.weekday_from),
    # what is relative to the creation date
    ("{u:u}{rel:ltn&^}", build.unit_relative),
    ("{t:t}{u:u}", build.unit_this),
    ("{I}{rel:ltn}", build.unit_relative),
    ("{Y:Y}{rel:ltn&^}", build.unit_relative),
    ("{U:U}{rel:ltn&^}", build.unit_relative),
    ("{Q:Q}{rel:ltn}", build.century_relative),
    ("{b:b}{a:a}?{n:#1}{u:uYU}", build.offset),
    ("{b:f}{a:a}?{n:#1}{u:uYU}", build.offset),
    ("{b:bf}{a:a}?{d:d}", build.offset),
    ("{b:bf}{u:uYU}", build.offset_one),
    ("{b:bf}{P:P}{u:u}", build.offset_vague),
    ("{b:bf}{u:u}{P:P}", build.offset_vague),
    # durations and windows
    ("{u:u}{n:#1o}{rel:ltn}", build.window),
    ("{n:#1}{u:u}{rel:ltn}", build.window),
    ("{u:u}{P:P}{rel:ltn}", build.window_vague),
    ("{d:d}{rel:ltn}", build.window),
    ("{a:a}?{n:#1}{u:uYU}{W}{half:jrR}{u2:u}?", build.duration_half),
    ("{a:a}?{d:d}{W}{half:jrR}{u2:u}?", build.duration_half),
    ("{a:a}?{u:uY}{W}{half:jrR}{u2:u}?", build.duration_half),
    ("{a:a}?{n:#1}{u:uYU}", build.duration),
    ("{a:a}?{n:2}{u:u}", build.duration_decimal),
    ("{a:a}?{d:d}", build.duration),
    ("{a:a}?{half:jr}{u:uQ}", build.duration_part),
    ("{P:P}{u:u}", build.duration_vague),
    ("{u:u}{P:P}", build.duration_vague),
    # clock
    ("{k}{h:#1o}{W}{half:jrR}{p:p}?{z:z}?", build.clock),
    ("{k}{h:#1o}{E}{less:jrR}{p:p}?{z:z}?", build.clock),
    ("{k}{h:#1o}{W}{n:#1}{u:u}?{p:p}?{z:z}?", build.clock),
    ("{k}?{C:C}{p:p}?{z:z}?", build.clock_digits),
    ("{k}{C:2}{p:p}?{z:z}?", build.clock_digits),
    ("{C:2}{z:z}", build.clock_digits),
    ("{k}{h:#1o}{p:p}?{z:z}?", build.clock),
    ("{h:o}{p:p}{z:z}?", build.clock),
    # years and longer
    ("{B}?{J}{y:#1}{W}{y2:#1}", build.two_years),
    ("{Y}{y:#1}{G}?", build.year),
    ("{y:#}{G}", build.year),
    ("{A}{y:#}", build.year_bare),
    ("{y:2}", build.years_joined),
    ("{c:c}{F}?(?:{Q:Q}{rel:l})?", build.decade),
    ("{Q:Q}{n:#o}{G}?", build.century),
    ("{y:#}{O}", build.before_christ),
    # parts of a year
    ("{s:s}{F}?{Y}?{y:#1}", build.season),
    ("{s:s}{rel:ltn}", build.season),
    ("{r:rj}{o:o}{F}?{Y}?{y:#1}", build.part_of_year),
    ("{r:rj}{o:o}{F}?{Y}{rel:ltn}", build.part_of_year),
    # sets, named days, vague words
    ("{S:S}", build.repeated),
    ("{K}{n:#1}{u:u}", build.every),
    ("{K}{I}?{w:w}", build.every_weekday),
    ("{N:N}{rel:ltn}?", build.named),
    ("{v:v}", build.vague),
)

_MACRO = re.compile(r"\{(?:(\w+):)?([^{}]+)\}")


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern over items written as ``<classes>``."""

    def item(found: re.Match[str]) -> str:
        body = f"<[^<>]*[{re.escape(found[2])}][^<>]*>"
        return f"(?P<{found[1]}>{body})" if found[1] else f"(?:{body})"

    return re.compile(_MACRO.sub(item, pattern))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled on first use."""
    return tuple(Rule(_compiled(pattern), builder) for pattern, builder in _TABLE)
