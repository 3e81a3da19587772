"""What runs in a tagger's process: reads requests, answers them, refuses the network.

Only the standard library and `reader` are needed here, so that the process may run in an
environment of its own beside packages that Qari could not share.
"""

import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import IO, Any

from reader.entities.backends.protocol import GROUP, Backend, Found, Loading
from reader.notice import Notice, QariError

_NETWORK = frozenset(("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"))


def main(name: str, value: str) -> int:
    """Serve the tagger `name` until standard input ends.

    Args:
        name: of its entry point.
        value: ``module:class``, where the caller knows it; "" to look the name up here.
    """
    answers = _own_output()
    sys.addaudithook(_refuse_network)
    served = Served(name, value)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(served.answer(json.loads(line))).encode() + b"\n")
        answers.flush()
    return 0


def _own_output() -> IO[bytes]:
    """Standard output for answers alone: whatever else is printed goes to standard error."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: no connection leaves this process; sockets of the machine itself may."""
    if event in _NETWORK and not (event == "socket.connect" and _is_local(arguments[1])):
        raise OSError("a tagger's process has no network")


def _is_local(address: object) -> bool:
    """Whether an address is a path, as between processes of one machine."""
    return isinstance(address, str | bytes)


class Served:
    """A tagger and what it answers."""

    def __init__(self, name: str, value: str) -> None:
        """Serve the tagger `name`; nothing is imported yet. Arguments as of `main`."""
        self._name = name
        self._value = value
        self._backend: Backend | None = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request; whatever fails becomes a notice."""
        try:
            if "load" in request:
                self._backend = self._loaded(Loading(**request["load"]))
                return {"ready": self._backend.name}
            assert self._backend is not None
            return {"spans": list(_plain(self._backend.extract(request["sentences"])))}
        except QariError as error:
            return _failure(error.notice)
        except ImportError as error:
            values = {"name": self._name, "package": error.name or "", "why": str(error)}
            return _failure(Notice("tagger-not-installed", values))
        except Exception as error:  # another's code may raise anything
            why = f"{type(error).__name__}: {error}"
            return _failure(Notice("tagger-failed", {"name": self._name, "why": why}))

    def _loaded(self, loading: Loading) -> Backend:
        """The tagger, made and loaded."""
        known = {point.name: point for point in entry_points(group=GROUP)}
        point = EntryPoint(self._name, self._value, GROUP) if self._value else None
        point = point or known.get(self._name)
        if point is None:
            raise QariError("tagger-unknown", name=self._name, known=" · ".join(sorted(known)))
        module, _, attribute = point.value.partition(":")
        backend: Backend = getattr(importlib.import_module(module), attribute)()
        backend.load(loading)
        return backend


def _failure(notice: Notice) -> dict[str, Any]:
    """A notice as an answer."""
    values = {name: str(value) for name, value in notice.values.items()}
    return {"error": {"code": notice.code, "values": values}}


def _plain(sentences: Iterable[Iterable[Found]]) -> Iterator[list[list[Any]]]:
    """Spans as JSON holds them."""
    for spans in sentences:
        yield [[int(s.start), int(s.end), str(s.label), float(s.score)] for s in spans]
