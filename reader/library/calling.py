"""How the user names an article of the library: by its uid, its address or its file."""

from pathlib import Path

from reader.library.records import url_key
from reader.library.store import Library
from reader.notice import QariError


def article_called(library: Library, name: str) -> int:
    """The id of the article that `name` names.

    Args:
        library: where.
        name: its uid; its address, whatever stands around it; or the path of its file.

    Raises:
        QariError: ``article-not-in-library``.
    """
    article_id = library.id_of(name)
    if article_id is not None:
        return article_id
    for column, value in (
        ("url_key", url_key(name)),
        ("path", name),
        ("path", str(Path(name).expanduser().absolute())),
    ):
        row = library.db.execute(f"SELECT id FROM article WHERE {column} = ?", (value,)).fetchone()  # noqa: S608 - our names
        if row is not None:
            return int(row[0])
    raise QariError("article-not-in-library", name=name)
