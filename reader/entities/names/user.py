"""The reader's own names: ``names.tsv`` in the folder of the user's data, which wins over all.

UTF-8, one name a line, fields parted by tabs, lines that begin with # are comments::

    name	type	aliases	note

- *name*: as it is to be shown, in Arabic.
- *type*: PER, ORG, LOC, FAC or MISC; ``-`` for a word that is never a name.
- *aliases*: other forms, parted by ``|``; the first in Latin letters is the English name.
- *note*: a few words of one's own. Aliases and note may be left out.

The file is read again when it has changed. A line that cannot be read is passed over and told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reader.entities.model import EntityType
from reader.entities.names.lists import Known, head_words, known, latin_names, things
from reader.notice import Notice
from reader.text.fold import search_key
from reader.text.latin import is_arabic

_NEVER = "-"


@dataclass(frozen=True, slots=True)
class UserNames:
    """What the reader's file says.

    Attributes:
        entries: by the search key of each form; the last line that names it wins.
        never: search keys of the words that are no names.
        heads: the first words of all of these, with the words of the longest behind each.
        problems: what could not be read, one notice a line.
    """

    entries: Mapping[str, Known] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    heads: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Notice, ...] = ()


_NONE = UserNames()
_file: dict[str, Path | None] = {"path": None}
_told: list[UserNames] = []  # whose problems have been told


def configure(path: Path | None) -> None:
    """Say where the reader's file of names lies; None for nowhere. It need not exist."""
    _file["path"] = path


def user_names() -> UserNames:
    """The reader's names, read anew if the file has changed."""
    path = _file["path"]
    try:
        state = path.stat() if path is not None else None
    except OSError:
        state = None
    if path is None or state is None:
        return _NONE
    return _read(path, state.st_mtime_ns, state.st_size)


def untold_problems() -> tuple[Notice, ...]:
    """What could not be read in the reader's file, once for each state of it."""
    names = user_names()
    if _told and _told[-1] is names:
        return ()
    _told[:] = [names]
    return names.problems


def entry_of(form: str) -> Known | None:
    """The entry by the search key of a name: the reader's, else the one that ships."""
    names = user_names()
    if form in names.entries or form in names.never:
        return names.entries.get(form)
    if form.isascii():
        return latin_names()[form][1] if form in latin_names() else None
    return known().get(form) or things().get(form)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> UserNames:
    """The names of the file at `path` in the state told."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return UserNames(problems=(Notice("names-unreadable", {"path": str(path)}),))
    entries: dict[str, Known] = {}
    never: set[str] = set()
    problems: list[Notice] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [part.strip() for part in line.split("\t")]
        kind = fields[1].upper() if len(fields) > 1 else ""
        if not any(map(str.isalnum, fields[0])) or kind not in (*EntityType, _NEVER):
            problems.append(Notice("names-line", {"path": str(path), "line": str(number)}))
        elif kind == _NEVER:
            never.add(search_key(fields[0]))
        else:
            entry = _entry(fields, EntityType(kind))
            entries |= {search_key(form): entry for form in (entry.name, *entry.forms)}
    return UserNames(
        entries=entries,
        never=frozenset(never),
        heads=head_words(dict.fromkeys((*entries, *never))),
        problems=tuple(problems),
    )


def _entry(fields: list[str], kind: EntityType) -> Known:
    """The entry of a line."""
    aliases = [form.strip() for form in [*fields, ""][2].split("|") if form.strip()]
    latin = tuple(form for form in aliases if not is_arabic(form))
    return Known(
        key=f"user:{'-'.join(search_key(fields[0]).split())}",
        type=kind,
        name=fields[0],
        english=latin[0] if latin else "",
        forms=tuple(form for form in aliases if is_arabic(form)),
        latin=latin[1:],
        note=fields[3] if len(fields) > 3 else "",
    )
