"""From a label a token to spans, whatever the scheme: IOB, IOB2, IOBES, BILOU, bare types."""

from collections.abc import Iterator, Mapping, Sequence

from reader.entities.backends.labels import NONE, meant
from reader.entities.backends.protocol import Found


def spans_of(
    labels: Sequence[str], scores: Sequence[float], table: Mapping[str, str]
) -> Iterator[Found]:
    """The spans of a tagged sentence.

    A span goes on while the type stays and no edge says that another begins. One whose label the
    table does not know keeps the label, so that it can be told.

    Args:
        labels: a label a token.
        scores: how sure each is; a span is as sure as its least sure token.
        table: from labels to types, as `reader.entities.backends.labels` reads it.
    """
    read = [meant(label, table) or ("", label) for label in labels]
    start = -1
    for index in range(len(read) + 1):
        edge, kind = read[index] if index < len(read) else ("", NONE)
        ended = start >= 0 and read[index - 1][0] in tuple("ESLU")
        goes_on = start >= 0 and kind == read[start][1] and edge not in tuple("BSU") and not ended
        if start >= 0 and not goes_on:
            yield Found(start, index, read[start][1], min(scores[start:index]))
            start = -1
        if start < 0 and kind != NONE:
            start = index
