"""Floor 4: file formats out. A format is a function over timelines or over kept articles."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from reader.export.merged import Merged
from reader.kept import Kept
from reader.notice import QariError

# name of the format → module and function; imported when asked for
_FORMATS = {
    "json": ("reader.export.timeline_json", "to_json"),
    "timelinejs": ("reader.export.timelinejs", "to_timelinejs"),
    "ics": ("reader.export.icalendar", "to_icalendar"),
    "csv": ("reader.export.timeline_csv", "to_csv"),
    "timex": ("reader.export.timex", "to_timeml"),
}
FORMATS = tuple(_FORMATS)
# the same for kept articles, with the ending that files of the format have
_KEPT_FORMATS = {
    "markdown": ("reader.export.markdown", "to_markdown", "md"),
    "notes": ("reader.export.markdown", "to_notes", "md"),
    "jsonl": ("reader.export.kept_lines", "to_lines", "jsonl"),
    "mentions": ("reader.export.mentions_csv", "to_mentions", "csv"),
    "geojson": ("reader.export.geojson", "to_geojson", "geojson"),
    "timelinejs": ("reader.export.timelinejs", "kept_to_timelinejs", "json"),
}
KEPT_FORMATS = tuple(_KEPT_FORMATS)


def exporter(name: str) -> Callable[[Merged], str]:
    """The function that writes timelines in the format `name`.

    Args:
        name: one of `FORMATS`.

    Returns:
        A function from merged timelines to the text of the file.

    Raises:
        QariError: ``format-unknown`` for another name.
    """
    if name not in _FORMATS:
        raise QariError("format-unknown", format=name, known=", ".join(FORMATS))
    module, function = _FORMATS[name]
    writer: Callable[[Merged], str] = getattr(import_module(module), function)
    return writer


def kept_exporter(name: str) -> Callable[[Iterable[Kept]], Iterator[str]]:
    """The function that writes kept articles in the format `name`, piece by piece.

    Raises:
        QariError: ``format-unknown`` for a name that is not one of `KEPT_FORMATS`.
    """
    if name not in _KEPT_FORMATS:
        raise QariError("format-unknown", format=name, known=", ".join(KEPT_FORMATS))
    module, function, _ending = _KEPT_FORMATS[name]
    writer: Callable[[Iterable[Kept]], Iterator[str]] = getattr(import_module(module), function)
    return writer


def ending_of(name: str) -> str:
    """The ending of files of one of `KEPT_FORMATS`, without its dot."""
    return _KEPT_FORMATS[name][2]
