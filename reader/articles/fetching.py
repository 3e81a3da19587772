"""Fetching a page: bounded in time and size, with one clear line where it fails."""

from reader.articles.source import Source, source_of
from reader.notice import QariError

LARGEST_PAGE = 16 << 20  # bytes
_TIMEOUT = 20.0  # seconds for each of connecting, reading and writing
_MOST_REDIRECTS = 5


def fetch(url: str, *, encoding: str | None = None) -> Source:
    """Fetch `url` over HTTP.

    Args:
        url: an http or https address.
        encoding: the user's word for the encoding, or None.

    Raises:
        QariError: ``fetch-failed``, ``fetch-status`` or ``file-too-large``, naming the address.
    """
    import httpx  # noqa: PLC0415 - a client that files do not need

    from reader import __version__  # noqa: PLC0415 - with it

    headers = {"user-agent": f"qari/{__version__}", "accept": "text/html, */*;q=0.5"}
    try:
        with (
            httpx.Client(
                timeout=_TIMEOUT,
                follow_redirects=True,
                max_redirects=_MOST_REDIRECTS,
                headers=headers,
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise QariError("fetch-status", url=url, status=str(response.status_code))
            data = bytearray()
            for piece in response.iter_bytes():
                data += piece
                if len(data) > LARGEST_PAGE:
                    raise QariError("file-too-large", path=url, most=str(LARGEST_PAGE >> 20))
            return source_of(
                bytes(data),
                url=str(response.url),
                encoding=encoding,
                content_type=response.headers.get("content-type"),
            )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise QariError("fetch-failed", url=url, why=str(error) or type(error).__name__) from error
