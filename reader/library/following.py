"""Lists of feeds (OPML), to be followed."""

from reader.articles.formats.opml import Opml, Subscription, subscriptions
from reader.articles.source import source_at
from reader.notice import QariError


def feeds_of_list(path: str) -> list[Subscription]:
    """The feeds of an OPML list.

    Raises:
        QariError: ``sync-no-feed`` where it is none; and where it cannot be read.
    """
    source = source_at(path)
    if not Opml().recognises(source):
        raise QariError("sync-no-feed", path=path)
    return list(subscriptions(source))
