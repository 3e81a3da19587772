"""Which versions of the engines made what the library holds; a newer one makes it anew."""

import hashlib
import sqlite3
from functools import cache
from importlib.resources import files

from reader.library.database import transaction
from reader.library.store import Library

# Raise a number with whatever changes what the engine finds; the tagger tells by its weights.
_VERSIONS = {"entities": "1", "times": "1", "linking": "1"}


@cache
def engines() -> tuple[tuple[str, str], ...]:
    """The engines of this version of Qari with the version of each, as the library notes them."""
    weights = (files("reader.entities.tagger") / "data" / "model.npz").read_bytes()
    tagger = hashlib.blake2b(weights, digest_size=8).hexdigest()
    return tuple(sorted((_VERSIONS | {"tagger": tagger}).items()))


def analysis_number(library: Library) -> int:
    """The number of the analysis by these engines: what `article.analysed` is compared with.

    A library that other engines analysed has all its numbers below this one; 0 is an article
    without analysis, 1 one whose analysis is out of date for another reason.
    """
    number = int(library.meta("analysis") or 1)
    return number if number > 1 and _noted(library.db) == engines() else number + 1


def note_engines(library: Library) -> int:
    """Note these engines as those of the analyses to come; their number."""
    number = analysis_number(library)
    if number != int(library.meta("analysis") or 1):
        with transaction(library.db):
            for name, version in (*engines(), ("analysis", str(number))):
                library.set_meta(name, version)
    return number


def outdated(library: Library) -> int:
    """How many articles hold answers of other engines than these."""
    found = library.db.execute(
        "SELECT count(*) FROM article WHERE analysed > 0 AND analysed < ?",
        (analysis_number(library),),
    )
    return int(found.fetchone()[0])


def _noted(db: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """The engines that the library notes."""
    names = [name for name, _version in engines()]
    rows = dict(db.execute("SELECT k, v FROM meta").fetchall())
    return tuple((name, rows.get(name, "")) for name in names)
