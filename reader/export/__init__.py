"""Floor 4: file formats out. Each format is a module with one function over merged timelines."""

from collections.abc import Callable
from importlib import import_module

from reader.export.merged import Merged
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
