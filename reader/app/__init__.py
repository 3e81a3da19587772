"""Floor 5: the Textual application.

`run` is all that others use. Textual is imported inside it, so that naming this package is cheap.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the command line asks of the application.

    Attributes:
        language: ``ar`` or ``en``, of the interface.
        theme: ``dark``, ``light``, ``auto`` or None for the setting.
        bidi: who orders the letters, or None for the setting.
        encoding: name of the encoding of the files, or None to find out.
        day: the creation date to count from, or None for the article's own.
        tagger: who finds the names, or None for the setting.
        library: another library than the user's, or None.
    """

    language: str = "ar"
    theme: str | None = None
    bidi: str | None = None
    encoding: str | None = None
    day: date | None = None
    tagger: str | None = None
    library: Path | None = None


def run(sources: list[str], options: AppOptions) -> int:
    """Open `sources` in the reader; without any, the last article, the library, a welcome page.

    Args:
        sources: paths, folders, addresses or ``-``.
        options: of the command line.

    Returns:
        The exit status.

    Raises:
        QariError: where nothing of `sources` can be opened.
    """
    import os  # noqa: PLC0415 - with Textual

    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # a page of animation costs 137 kB

    from reader.app.application import QariApp  # noqa: PLC0415 - Textual
    from reader.app.shelf import Shelf, last_file  # noqa: PLC0415
    from reader.notice import QariError  # noqa: PLC0415
    from reader.settings import load, load_state  # noqa: PLC0415
    from reader.terminal.session import prepare  # noqa: PLC0415

    settings, state = load(), load_state()
    try:
        shelf = Shelf.open(sources or last_file(state.last), options.encoding)
    except QariError:
        if sources:
            raise
        shelf = Shelf.open([], options.encoding)  # the last article is gone: the welcome page
    with prepare(settings, state, options.bidi) as session:
        app = QariApp(shelf, options, settings, state, session)
        session.on_end = app.end_by_signal
        app.run()
    if app.failure is not None:
        sys.stderr.write(app.failure + "\n")
        return 1
    return app.return_code or 0
