"""CAMeL Tools' recogniser of names (camel-tools, MIT; Obeid et al. 2020)."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.entities.backends.protocol import Found, Loading
from reader.entities.backends.spans import spans_of
from reader.notice import QariError

_CATALOGUE = '{"version": "", "packages": {}, "components": {}}'
_BLANK = "."  # stands for what the model's tokenizer makes nothing of


class CamelTools:
    """Its BERT model: the one in the folder named, else the one that `camel_data` installed."""

    name = "camel"

    def load(self, loading: Loading) -> None:
        """Read the model; nothing is fetched.

        Raises:
            QariError: where there is no model.
        """
        folder = Path(loading.model).expanduser() if loading.model else None
        if folder is not None and not (folder / "config.json").is_file():
            raise QariError("tagger-no-model", name=self.name, path=str(folder))
        self._labels: Mapping[str, str] = loading.labels
        self._tagger: Any = _installed(self.name) if folder is None else _of_folder(folder)

    def extract(self, sentences: Sequence[Sequence[str]]) -> list[list[Found]]:
        """The names in each sentence; see `Backend`.

        CAMeL Tools tells labels without probabilities, and leaves words without sub-words out of
        its answer: those are asked as a full stop.
        """
        split = self._tagger.tokenizer.tokenize
        asked = [[word if split(word) else _BLANK for word in words] for words in sentences]
        return [
            list(spans_of(labels, [1.0] * len(labels), self._labels))
            for labels in self._tagger.predict(asked)
        ]


def _of_folder(folder: Path) -> Any:
    """The recogniser with the model of `folder`.

    The package reads a catalogue when it is imported, and fetches one where it has none: it gets
    an empty one.
    """
    with tempfile.TemporaryDirectory() as data:
        os.environ["CAMELTOOLS_DATA"] = data
        (Path(data) / "catalogue.json").write_text(_CATALOGUE, encoding="utf-8")
        from camel_tools.ner import NERecognizer  # noqa: PLC0415 - in the tagger's process only
    return NERecognizer(str(folder), use_gpu=False)


def _installed(name: str) -> Any:
    """The recogniser with the model that `camel_data` installed.

    Raises:
        QariError: where it installed none.
    """
    try:
        from camel_tools.ner import NERecognizer  # noqa: PLC0415 - in the tagger's process only

        return NERecognizer.pretrained(use_gpu=False)
    except ImportError:
        raise
    except Exception as error:  # it would fetch catalogue or model, and may not
        raise QariError("tagger-needs-model", name=name) from error
