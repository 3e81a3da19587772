"""The network in torch: letters, vectors, bits; convolutions; a BiLSTM; a CRF for partial tags.

Dilated convolutions (Strubell et al. 2017) are what raw text pre-trains: they are a few matrix
products. A BiLSTM behind them (Huang et al. 2015) sees the whole sentence. The CRF's loss is the
negative log-likelihood of all tag sequences that the annotation allows (Bellare and McCallum 2007),
so that a corpus without facilities teaches nothing of them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from reader.entities.tagger.features import BITS, LETTERS, TAGS

if TYPE_CHECKING:
    from reader.entities.train.coding import Coder

SOURCES = ("anercorp", "aqmar", "wikifane", "wojood_sample", "news")
LETTER_SIZE, FILTERS = 24, 64
TABLE_SIZE = 24
HIDDEN = 256
ENCODERS = ("cnn+bilstm", "cnn", "bilstm")
DEEP = (1, 2, 4, 1, 2, 4)  # dilations in pre-training, whose first layers the tagger takes over
DILATIONS = DEEP[:4]


def numbers(value: str) -> tuple[int, ...]:
    """What an argument of numbers with commas between says."""
    return tuple(map(int, value.split(",")))


def scaled(path: Path, size: int) -> "tuple[list[str], np.ndarray]":
    """The commonest `size` words of a vector file and their vectors, of length 2; row 0 is none."""
    data = np.load(path)
    vectors = data["vectors"][:size]
    vectors = 2.0 * vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.concatenate([np.zeros((1, vectors.shape[1])), vectors])
    return [str(word) for word in data["words"][:size]], rows


class UnitDropout(nn.Module):  # type: ignore[misc, unused-ignore]
    """Dropout of the same units in a whole sentence (Gal and Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        """Drop that share of the units."""
        super().__init__()
        self.share = share

    def forward(self, hidden: Tensor) -> Tensor:
        """The units kept, made larger by what is missing: sentence × word × unit."""
        if not self.training or not self.share:
            return hidden
        kept = torch.rand(len(hidden), 1, hidden.shape[2], device=hidden.device) >= self.share
        return hidden * (kept / (1 - self.share)).to(hidden.dtype)


class Tagger(nn.Module):  # type: ignore[misc, unused-ignore]  # torch has no types here
    """Emissions of each word and the transitions between tags."""

    def __init__(
        self,
        vectors: Tensor,
        table_size: int,
        encoder: str = ENCODERS[0],
        dilations: Sequence[int] = DILATIONS,
    ) -> None:
        """An untrained network.

        Args:
            vectors: of the words, row 0 for none; not trained.
            table_size: rows of the trained table of words.
            encoder: ``cnn``, ``bilstm``, which the runtime does not know, or one behind the other.
            dilations: of the convolutions, one after the other.
        """
        super().__init__()
        self.encoder = encoder
        self.dilations = tuple(dilations)
        self.fast = False  # learn in bfloat16 where it may
        self.register_buffer("vectors", vectors)
        self.table = nn.Embedding(table_size, TABLE_SIZE, padding_idx=0)
        self.letters = nn.Embedding(len(LETTERS) + 2, LETTER_SIZE, padding_idx=0)
        self.letter_conv = nn.Conv1d(LETTER_SIZE, FILTERS, 3, padding=1)
        width = vectors.shape[1] + TABLE_SIZE + FILTERS + len(BITS)
        self.enter = nn.Linear(width, HIDDEN)
        # Corpora differ in what they call a name; who annotated is told for half the sentences.
        self.style = nn.Linear(len(SOURCES), HIDDEN, bias=False)
        if "bilstm" in encoder:
            self.lstm = nn.LSTM(HIDDEN, HIDDEN // 2, batch_first=True, bidirectional=True)
        self.convs = nn.ModuleList(
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=step, dilation=step) for step in dilations
        )
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in dilations)
        self.leave = nn.Linear(HIDDEN, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.input_drop, self.drop = UnitDropout(0.3), UnitDropout(0.25)

    def hidden(self, batch: dict[str, Tensor]) -> Tensor:
        """What the network makes of each word in its sentence: sentence × word × unit."""
        spelled = self.letters(batch["letters"])  # types × letters × size
        spelled = torch.relu(self.letter_conv(spelled.transpose(1, 2))).amax(dim=2)
        vectors, table = batch["vector"], batch["table"]
        if self.training:  # whole words are hidden, so that letters and context must speak
            vectors = vectors * (torch.rand_like(vectors, dtype=torch.float) > 0.1)
            table = table * (torch.rand_like(table, dtype=torch.float) > 0.35)
        parts = [
            self.vectors[vectors],
            self.table(table),
            spelled[batch["type"]],
            batch["bits"],
        ]
        entered = self.enter(self.input_drop(torch.cat(parts, dim=2)))
        if "style" in batch:
            entered = entered + self.style(batch["style"]).unsqueeze(1)
        hidden = torch.relu(entered)
        if self.encoder == "bilstm":
            return self._recurrent(hidden, batch["mask"])
        hidden = self._convolutional(hidden, batch["mask"].unsqueeze(2))
        if "bilstm" in self.encoder:
            hidden = hidden + self._recurrent(self.drop(hidden), batch["mask"])
        return hidden

    def _convolutional(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """The convolutions, each beside what it was given."""
        for conv, norm in zip(self.convs, self.norms, strict=True):
            step = torch.relu(_convolved(hidden * mask, conv))
            hidden = norm(hidden + self.drop(step))
        return hidden

    def _recurrent(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """A BiLSTM over the words of each sentence."""
        lengths = mask.sum(1)
        packed = nn.utils.rnn.pack_padded_sequence(
            hidden, lengths, batch_first=True, enforce_sorted=False
        )
        read, _state = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=mask.shape[1]
        )
        return read

    def emissions(self, batch: dict[str, Tensor]) -> Tensor:
        """Scores of the tags of each word: sentence × word × tag."""
        return self.leave(self.drop(self.hidden(batch)))

    def loss(self, batch: dict[str, Tensor]) -> Tensor:
        """Mean negative log-likelihood of what the annotation allows."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            scores = self.emissions(batch)
        scores = scores.float()
        barred = scores.masked_fill(~batch["allowed"], -1e4)
        mask = batch["mask"]
        sums = self._log_sum(torch.cat([scores, barred]), torch.cat([mask, mask]))
        everything, allowed = sums.chunk(2)
        return (everything - allowed).sum() / mask.sum()

    def _log_sum(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Log of the summed weights of all paths of each sentence."""
        total = self.start + scores[:, 0]
        for step in range(1, scores.shape[1]):
            following = torch.logsumexp(total.unsqueeze(2) + self.transitions, dim=1)
            following = following + scores[:, step]
            total = torch.where(mask[:, step].unsqueeze(1), following, total)
        return torch.logsumexp(total, dim=1)


def _convolved(hidden: Tensor, conv: nn.Conv1d) -> Tensor:
    """A dilated convolution of width three as one product, which bfloat16 makes faster."""
    step, size = conv.dilation[0], hidden.shape[1]
    wide = nn.functional.pad(hidden, (0, 0, step, step))
    beside = torch.cat([wide[:, :size], hidden, wide[:, 2 * step :]], dim=2)
    return nn.functional.linear(beside, conv.weight.permute(0, 2, 1).flatten(1), conv.bias)


def load_trained(path: Path) -> "tuple[Tagger, Coder]":
    """A network that training left in a file, and the coder of its words."""
    from reader.entities.train.coding import Coder  # noqa: PLC0415 - which needs this module

    kept = torch.load(path)
    coder = Coder(kept["words"], ())
    coder.table = {word: number for number, word in enumerate(kept["table"], start=1)}
    network = Tagger(
        kept["state"]["vectors"], len(coder.table) + 1, kept["encoder"], kept["dilations"]
    )
    network.load_state_dict(kept["state"])
    network.eval()
    return network, coder


def keep_trained(network: Tagger, coder: "Coder", path: Path) -> None:
    """Write a network and its words for `load_trained`."""
    state = network.state_dict()
    torch.save(
        {
            "words": coder.words,
            "table": list(coder.table),
            "state": state,
            "encoder": network.encoder,
            "dilations": network.dilations,
        },
        path,
    )
