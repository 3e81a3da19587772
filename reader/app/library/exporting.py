"""Writing articles of the library into a file, from the screens: which format, which file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.export import KEPT_FORMATS, ending_of, kept_exporter
from reader.kept import Kept
from reader.library.catalogue import Catalogue
from reader.library.giving import kept_articles
from reader.notice import Notice, QariError
from reader.settings.folders import write_atomically

if TYPE_CHECKING:
    from reader.app.application import QariApp
    from reader.app.library.work import Job, Work


def export(
    app: "QariApp",
    ids: Sequence[int],
    tell: Callable[[str], None],
    formats: Sequence[str] = KEPT_FORMATS,
) -> None:
    """Ask for a format and a file, then write in the background.

    Args:
        app: the application.
        ids: of the articles.
        tell: says something on the screen.
        formats: to choose from; where it is one, it is not asked for.
    """
    from reader.app.dialogs.ask import AskDialog, ChoiceDialog  # noqa: PLC0415 - on demand

    words = app.words

    def chosen(name: str | None) -> None:
        if name is None:
            return
        default = f"qari.{ending_of(name)}"
        app.push_screen(
            AskDialog(words("export-where", n=len(ids)), default),
            lambda path: written(name, path),
        )

    def written(name: str, given: str | None) -> None:
        if given is None:
            return
        path = Path(given).expanduser()
        if path.exists():
            tell(words.notice(Notice("file-exists", {"path": str(path)})))
            return
        app.work.do(writing(list(ids), name, path))

    if len(formats) == 1:
        chosen(formats[0])
    else:
        choices = [(name, words(f"format-{name}")) for name in formats]
        app.push_screen(ChoiceDialog(words("export-format"), choices), chosen)


def writing(ids: Sequence[int], name: str, path: Path) -> "Job":
    """Write articles in the format `name` into the file `path`."""

    def job(catalogue: Catalogue, work: "Work") -> None:
        def counted() -> Iterator[Kept]:
            for done, one in enumerate(kept_articles(catalogue.library, catalogue.user, ids)):
                work.show("work-export", done, len(ids))
                yield one

        try:
            write_atomically(path, kept_exporter(name)(counted()))
        except OSError as error:
            why = error.strerror or str(error)
            raise QariError("export-unwritable", path=str(path), why=why) from error
        work.tell(Notice("exported", {"n": str(len(ids)), "path": str(path)}))

    return job
