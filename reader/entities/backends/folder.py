"""Any token-classification model that `transformers` saved in a folder."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.entities.backends.protocol import Found, Loading
from reader.entities.backends.spans import spans_of
from reader.entities.backends.windows import owners, windows
from reader.notice import QariError

_BATCH = 16  # windows read together
_MOST = 512  # sub-words of a window where neither model nor tokenizer tells


class TransformersFolder:
    """The model of a folder with `config.json`, weights and tokenizer, on the processor."""

    name = "transformers"

    def load(self, loading: Loading) -> None:
        """Read the folder; nothing is fetched and no code of the folder is run.

        Raises:
            QariError: where no folder is named or it holds no such model.
        """
        if not loading.model:
            raise QariError("tagger-needs-model", name=self.name)
        folder = Path(loading.model).expanduser()
        if not (folder / "config.json").is_file():
            raise QariError("tagger-no-model", name=self.name, path=str(folder))
        import torch  # noqa: PLC0415 - in the tagger's own process only
        import transformers  # noqa: PLC0415

        self._torch = torch
        self._labels: Mapping[str, str] = loading.labels
        where = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), **where)
        if not tokenizer.is_fast:
            raise QariError("tagger-slow-tokenizer", name=self.name, path=str(folder))
        self._tokenizer: Any = tokenizer
        model = transformers.AutoModelForTokenClassification.from_pretrained(str(folder), **where)
        self._model: Any = model.eval()
        self._names: dict[int, str] = {int(k): v for k, v in model.config.id2label.items()}
        self._most = self._longest()

    def _longest(self) -> int:
        """The sub-words of a sentence that the model reads at once, its marks left out."""
        told = getattr(self._model.config, "max_position_embeddings", None) or _MOST
        # A tokenizer that was told nothing answers a huge number.
        most = min(told, self._tokenizer.model_max_length, _MOST)
        return max(1, int(most) - int(self._tokenizer.num_special_tokens_to_add()))

    def extract(self, sentences: Sequence[Sequence[str]]) -> list[list[Found]]:
        """The names in each sentence; see `Backend`."""
        parts = [windows(self._sizes(words), self._most) for words in sentences]
        asked = [
            list(words[part.start : part.stop])
            for words, pieces in zip(sentences, parts, strict=True)
            for part in pieces
        ]
        read = self._read(asked)
        return [
            list(spans_of(*_joined(pieces, len(words), read), self._labels))
            for words, pieces in zip(sentences, parts, strict=True)
        ]

    def _sizes(self, words: Sequence[str]) -> list[int]:
        """How many sub-words each word has."""
        sizes = [0] * len(words)
        encoded = self._tokenizer(
            list(words), is_split_into_words=True, add_special_tokens=False, verbose=False
        )
        for word in encoded.word_ids():
            if word is not None:
                sizes[word] += 1
        return sizes

    def _read(self, asked: Sequence[list[str]]) -> "Iterator[tuple[list[str], list[float]]]":
        """Labels and their probabilities, a window after the other."""
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            encoded = self._tokenizer(
                batch,
                is_split_into_words=True,
                truncation=True,
                max_length=self._most + self._tokenizer.num_special_tokens_to_add(),
                padding=True,
                return_tensors="pt",
            )
            with self._torch.no_grad():
                likely = self._model(**encoded).logits.softmax(-1)
            best, labels = likely.max(-1)
            for row, words in enumerate(batch):
                firsts = _firsts(encoded.word_ids(row), len(words))
                yield (
                    ["O" if k is None else self._names[int(labels[row, k])] for k in firsts],
                    [1.0 if k is None else float(best[row, k]) for k in firsts],
                )


def _firsts(word_ids: Sequence[int | None], size: int) -> list[int | None]:
    """The first sub-word of each of `size` words, which speaks for it; None where it has none."""
    firsts: list[int | None] = [None] * size
    for place, word in enumerate(word_ids):
        if word is not None and firsts[word] is None:
            firsts[word] = place
    return firsts


def _joined(
    parts: Sequence[range], size: int, read: "Iterator[tuple[list[str], list[float]]]"
) -> tuple[list[str], list[float]]:
    """The labels of a sentence out of those of its windows, which `read` gives next."""
    answers = [next(read) for _ in parts]
    chosen = owners(parts, size)
    labels = [answers[k][0][token - parts[k].start] for token, k in enumerate(chosen)]
    scores = [answers[k][1][token - parts[k].start] for token, k in enumerate(chosen)]
    return labels, scores
