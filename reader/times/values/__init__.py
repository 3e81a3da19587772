"""The rules of values, one for each meaning: they register themselves with `resolve`."""

from reader.times.values import composed, counted, dates, days

__all__ = ["composed", "counted", "dates", "days"]
