"""Corrections that hold in the whole library: the articles they touch are analysed again."""

from reader.entities.corrections import Action, Correction
from reader.library.across.names import named
from reader.library.analysing import analyse_again
from reader.library.normal import normal
from reader.library.search import find, parse
from reader.library.store import Library
from reader.library.user import UserData


def correct(library: Library, user: UserData, correction: Correction) -> int:
    """Keep a correction, and have the articles analysed again for which it holds.

    Their old answers stay until the next `reader.library.analysing.analyse_pending`. Two names
    that are one in every article are one in the library too, where no article has both.

    Args:
        library: opened to write, with the reader's own data attached.
        user: the reader's data.
        correction: for one article, or for all that have the name in their text.

    Returns:
        How many articles wait for it.
    """
    pair = _pair(library, user, correction)
    user.correct(correction)
    if pair is not None:
        user.joins.join(*pair)
    return touch(library, correction)


def undo_correction(library: Library, user: UserData, uid: str) -> Correction | None:
    """Take back the last correction made in the article `uid` or for all; articles as above."""
    taken = user.undo(uid)
    if taken is not None:
        joined = user.joins.joined()
        if taken.uid is None and taken.action is Action.MERGE:
            for key in _keys(library, taken.value):
                if key in joined:
                    user.joins.release(key)
        touch(library, taken)
    return taken


def touch(library: Library, correction: Correction) -> int:
    """Have the articles analysed again for which a correction holds; how many they are."""
    if correction.uid is not None:
        uids = [correction.uid] if correction.uid in library else []
    else:
        uids = _with_name(library, correction.name)
    analyse_again(library, uids)
    return len(uids)


def _pair(library: Library, user: UserData, correction: Correction) -> tuple[str, str] | None:
    """The entities that a correction for all articles makes one, where there are two."""
    if correction.uid is not None or correction.action is not Action.MERGE:
        return None
    into = named(library, correction.name, user)
    key = next((key for key in _keys(library, correction.value) if key != into), None)
    return (key, into) if key is not None and into is not None else None


def _keys(library: Library, name: str) -> list[str]:
    """The keys of the entities whose canonical name is `name`, the commonest first."""
    rows = library.db.execute(
        "SELECT key FROM entity WHERE norm = ? ORDER BY n_articles DESC", (normal(name).strip(),)
    )
    return [row[0] for row in rows]


def _with_name(library: Library, name: str) -> list[str]:
    """The articles that have a name in their text, or an entity that goes by it."""
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in name).split())
    if not words:
        return []
    found = find(library, parse(f'"{words}" OR entity:"{words}"'), whole=True)
    return [row["uid"] for row in library.rows(found.ids)]
