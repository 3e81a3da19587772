"""A mistake in a query, told where it stands."""

from typing import NoReturn

from reader.notice import QariError


def mistake(code: str, query: str, start: int, end: int | None = None, **values: str) -> NoReturn:
    """Tell a mistake where it stands.

    Args:
        code: of the message.
        query: as typed.
        start: code point of the query.
        end: of what is wrong; None where something is missing at `start`.
        values: further ones of the message.

    Raises:
        QariError: `code` with the query, ``at`` and ``end``, and ``shown``: the query with what is
            wrong between ‹ and ›.
    """
    end = start if end is None else end
    shown = f"{query[:start]}‹{query[start:end]}›{query[end:]}"
    raise QariError(code, query=query, at=str(start), end=str(end), shown=shown, **values)
