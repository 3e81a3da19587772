"""What a tagger of another make must offer, and what is said to its process.

The process reads one JSON object a line from standard input and answers each with one:

- ``{"load": {"model": "/folder", "labels": {"PERS": "PER"}}}`` → ``{"ready": "camel"}``
- ``{"sentences": [["زار", "لافروف", "دمشق"]]}`` → ``{"spans": [[[1, 2, "PER", 0.98]]]}``
- what fails → ``{"error": {"code": "tagger-model", "values": {"why": "…"}}}``, a `Notice`

A span is its first token, the one behind its last, a label and a confidence in 0..1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

GROUP = "qari.taggers"  # of entry points


class Found(NamedTuple):
    """A name in a sentence.

    Attributes:
        start, end: tokens of the sentence, end exclusive.
        label: its kind, in the tagger's own words or ours.
        score: how sure the tagger is, 0..1.
    """

    start: int
    end: int
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Loading:
    """What a tagger is loaded with.

    Attributes:
        model: the folder of its model, or "" where the reader named none.
        labels: by label of the model, the type of entity it stands for, or ``-`` for none.
    """

    model: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


class Backend(Protocol):
    """A tagger. Its class is made without arguments, and does nothing before `load`.

    It must fetch nothing: its process is refused the network. Whatever it prints goes nowhere.
    """

    name: str

    def load(self, loading: Loading) -> None:
        """Make ready; import here what is heavy.

        Raises:
            QariError: what the reader can cure, in words of `reader.messages`.
            Exception: anything else; its text is shown.
        """

    def extract(self, sentences: Sequence[Sequence[str]]) -> Iterable[Iterable[Found]]:
        """The names in each of `sentences`, in their order; as many as there are sentences."""
