"""The tagger that the reader chose, as the document layer asks it: a text in, mentions out.

Where it fails, it is told in one line and the built-in tagger answers: an article is never left
without names because of a tagger.
"""

import atexit
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from reader.entities.backends.labels import NAME, NONE, SHIPPED, meant, read_labels
from reader.entities.backends.merging import MERGES, apart
from reader.entities.backends.process import Process, command
from reader.entities.backends.protocol import GROUP
from reader.entities.model import EntityType, Mention
from reader.entities.tagger import tag
from reader.entities.tagger.tag import mention_of
from reader.notice import Notice, QariError
from reader.text.words import Word, sentences, words

_TRIES = 2  # failures in a row after which a tagger is asked no more


@dataclass(frozen=True, slots=True)
class Choice:
    """A tagger and how it is asked.

    Attributes:
        name: of its entry point.
        model: the folder of its model, or "".
        merge: one of `MERGES`.
        seconds: that loading may take, and then each article.
        python: the interpreter of the environment it lives in, "" for this one.
        labels: the reader's table of labels, or None.
    """

    name: str
    model: str = ""
    merge: str = "replace"
    seconds: float = 60
    python: str = ""
    labels: Path | None = None


class ChosenTagger:
    """Asks the chosen tagger; it is started for the first article and kept for the others.

    One thread at a time is served, the others wait.
    """

    def __init__(self, choice: Choice, tell: Callable[[Notice], None]) -> None:
        """Nothing is started yet.

        Args:
            choice: of the reader.
            tell: is given what went wrong, in the thread that asks.
        """
        self._choice = choice
        self._tell = tell
        self._process: Process | None = None
        self._ready = False
        self._failures = 0
        self._closed = False
        self._told: set[str] = set()
        self._last: tuple[str, tuple[Mention, ...]] = ("", ())  # asked again after a correction
        self._lock = threading.Lock()
        own = Path(choice.model).expanduser() / NAME if choice.model else None
        self._tables = [path for path in (SHIPPED, choice.labels, own) if path is not None]
        self._labels, problems = read_labels(self._tables)
        for problem in problems:
            tell(problem)
        atexit.register(self.close)

    def __call__(self, text: str) -> tuple[Mention, ...]:
        """The names in `text`, in reading order; see `reader.entities.tagger.tag`."""
        with self._lock:
            if text == self._last[0]:
                return self._last[1]
            pieces = [list(words(text, *span)) for span in sentences(text)]
            if not pieces or self._failures >= _TRIES or self._closed:
                return tag(text)
            try:
                found = apart(list(self._mentions(text, pieces, self._spans(pieces))))
            except QariError as error:
                self._failed(error)
                return tag(text)
            self._failures = 0
            own = () if self._choice.merge == "replace" else tag(text)
            self._last = text, tuple(MERGES[self._choice.merge](found, own))
            return self._last[1]

    def close(self) -> None:
        """End the process, even while it is being asked; the built-in tagger answers then."""
        self._closed = True
        process, self._process = self._process, None
        if process is not None:
            process.close()

    def _failed(self, error: QariError) -> None:
        """Tell a failure, unless we ended the process ourselves; a new one is started next time.

        One that did not load would not the next time either.
        """
        if self._closed:
            return
        self._failures = self._failures + 1 if self._ready else _TRIES
        process, self._process = self._process, None
        if process is not None:
            process.close()
        self._tell(error.notice)

    def _spans(self, pieces: Sequence[Sequence[Word]]) -> Any:
        """What the tagger says of sentences, not yet checked."""
        process = self._process or self._started()
        asked = [[word.text for word in piece] for piece in pieces]
        return process.ask({"sentences": asked}).get("spans")

    def _started(self) -> Process:
        """The process, with the model loaded."""
        choice = self._choice
        value = next((p.value for p in entry_points(group=GROUP) if p.name == choice.name), "")
        arguments = command(choice.python, choice.name, value)
        self._ready = False
        self._process = Process(choice.name, arguments, choice.seconds)
        model = str(Path(choice.model).expanduser()) if choice.model else ""
        self._process.ask({"load": {"model": model, "labels": self._labels}})
        self._ready = True
        return self._process

    def _mentions(self, text: str, pieces: Sequence[list[Word]], spans: Any) -> Iterator[Mention]:
        """The spans as mentions of the text.

        Raises:
            QariError: ``tagger-wrong-spans`` where they are not of the protocol.
        """
        wrong = QariError("tagger-wrong-spans", name=self._choice.name)
        if not isinstance(spans, list) or len(spans) != len(pieces):
            raise wrong
        for piece, found in zip(pieces, spans, strict=True):
            if not isinstance(found, list):
                raise wrong
            for span in found:
                if not _is_span(span, len(piece)):
                    raise wrong
                start, end, label, score = span
                kind = self._type(label)
                if kind is not None:
                    yield mention_of(text, piece, (start, end), kind, float(score))

    def _type(self, label: str) -> EntityType | None:
        """What a label stands for; one that no table knows is told once and left out."""
        read = meant(label, self._labels)
        kind = read[1] if read else label.upper()
        if kind in set(EntityType):
            return EntityType(kind)
        if kind != NONE and label not in self._told:
            self._told.add(label)
            path = self._tables[-1] if len(self._tables) > 1 else SHIPPED
            values = {"name": self._choice.name, "label": label, "path": str(path)}
            self._tell(Notice("tagger-label-unknown", values))
        return None


def _is_span(span: object, size: int) -> bool:
    """Whether something is a span in a sentence of `size` tokens, as the protocol has it."""
    match span:
        case [int(start), int(end), str(), int() | float() as score]:
            return 0 <= start < end <= size and 0 <= score <= 1
    return False
