"""What the program remembers by itself: positions, panes, terminals, the last article.

One JSON file apart from the settings. Losing it loses comfort only, so a broken one is set aside
and the program starts without memory.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from reader.settings.folders import made, set_aside, state_folder, write_atomically

MOST_POSITIONS = 2000  # articles whose place is remembered; the longest unread go first


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered.

    Attributes:
        positions: by `Article.uid`, the code point at the top of the text pane.
        panes: by name of a pane or a switch of the view, its size in cells or 0/1.
        terminals: by terminal name, the dialect that was found to read right.
        last: the source of the last article as it was given, or None.
    """

    positions: Mapping[str, int] = field(default_factory=dict)
    panes: Mapping[str, int] = field(default_factory=dict)
    terminals: Mapping[str, str] = field(default_factory=dict)
    last: str | None = None

    def with_position(self, uid: str, offset: int) -> "State":
        """The state with the place of the article `uid` at the code point `offset`."""
        kept = {key: value for key, value in self.positions.items() if key != uid}
        kept[uid] = offset
        return replace(self, positions=dict(list(kept.items())[-MOST_POSITIONS:]))

    def with_pane(self, name: str, value: int) -> "State":
        """The state with one pane's value changed."""
        return replace(self, panes={**self.panes, name: value})

    def with_terminal(self, name: str, dialect: str) -> "State":
        """The state with the dialect of one terminal changed."""
        return replace(self, terminals={**self.terminals, name: dialect})

    def with_last(self, source: str | None) -> "State":
        """The state with another last article."""
        return replace(self, last=source)


def state_path() -> Path:
    """The file of what is remembered."""
    return state_folder() / "state.json"


def load_state(path: Path | None = None) -> State:
    """What is remembered; empty where there is nothing or nothing readable."""
    path = path or state_path()
    try:
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        return State()
    except (ValueError, TypeError, AttributeError):
        _drop(path)
        return State()


def update_state(change: Callable[[State], State], path: Path | None = None) -> State:
    """Change what is remembered; several processes may do so at once.

    The file is read anew under a lock, changed, and written atomically. Where nothing can be
    written (a read-only home), the change holds for this run only.

    Args:
        change: makes the new state of the old one.
        path: the file, or None for the user's.
    """
    path = path or state_path()
    try:
        with _locked(path):
            state = change(load_state(path))
            write_atomically(path, json.dumps(asdict(state), ensure_ascii=False, indent=1))
    except OSError:
        return change(load_state(path))
    return state


def _read(data: Any) -> State:
    """The state in what JSON gave; values of a wrong type are left out."""
    return State(
        positions=_numbers(data.get("positions")),
        panes=_numbers(data.get("panes")),
        terminals={
            str(key): value
            for key, value in (data.get("terminals") or {}).items()
            if isinstance(value, str)
        },
        last=data["last"] if isinstance(data.get("last"), str) else None,
    )


def _numbers(data: Any) -> dict[str, int]:
    """The entries of `data` that are whole numbers."""
    return {str(key): value for key, value in (data or {}).items() if isinstance(value, int)}


def _drop(path: Path) -> None:
    """Set a broken file aside where that is possible."""
    try:
        set_aside(path)
    except OSError:
        return


@contextmanager
def _locked(path: Path) -> Iterator[IO[str] | None]:
    """Hold the lock beside `path`; without one where the system has no `fcntl`."""
    made(path.parent)
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows
    except ImportError:
        yield None
        return
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
