"""CAMeL Tools' recogniser of names (camel-tools, MIT; Obeid et al. 2020)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.entities.backends.protocol import Found, Loading
from reader.entities.backends.spans import spans_of
from reader.notice import QariError

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
        from camel_tools.ner import NERecognizer  # noqa: PLC0415 - in the tagger's process only

        self._labels: Mapping[str, str] = loading.labels
        try:
            self._tagger: Any = (
                NERecognizer.pretrained(use_gpu=False)
                if folder is None
                else NERecognizer(str(folder), use_gpu=False)
            )
        except (OSError, ValueError, KeyError) as error:
            if folder is None:
                raise QariError("tagger-needs-model", name=self.name) from error
            raise

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
