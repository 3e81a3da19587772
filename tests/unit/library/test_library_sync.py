"""Feeds: asked under conditions, failing alone, whole where wanted, going on where it stopped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.articles import fetching, hosts
from reader.articles.fetching import Client
from reader.library import sync as sync_module
from reader.library import visiting
from reader.library.adding import add_articles
from reader.library.feeds import feed_states, note_visit
from reader.library.store import Library
from reader.library.sync import Synced, end_round, sync_feeds, to_visit
from reader.library.user import Feed
from reader.notice import QariError
from tests.servers import Answer, Asked, Site, serving

LONG = "وصل الوفد إلى المدينة أمس في زيارة رسمية. " * 30


def entry(link: str, title: str, text: str) -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><description>{text}</description>"
        "<pubDate>Wed, 25 May 2016 10:00:00 +0300</pubDate></item>"
    )


def feed(*entries: str, title: str = "الصحيفة") -> bytes:
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
    return f"{head}{''.join(entries)}</channel></rss>".encode()


def page(title: str, text: str) -> Answer:
    paragraphs = "".join(f"<p>{line.strip()}.</p>" for line in text.split(".") if line.strip())
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}"
    return Answer(f"{html}</article></body></html>".encode(), headers={"Content-Type": "text/html"})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(fetching, "_FIRST_PAUSE", 0.01)
    with serving() as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as made:
        yield made


def synced(library: Library, *urls: str, whole: bool = False, typed: bool = True) -> list[Synced]:
    feeds = [Feed(url, None, whole, 0, typed) for url in urls]
    return list(sync_feeds(library, feeds, interval=0))


def test_new_articles_come_in_and_the_same_ones_do_not_come_twice(
    site: Site, library: Library
) -> None:
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/1", "الخبر الأول", LONG)))
    (first,) = synced(library, f"{site.base}/feed")
    assert (first.new, first.title, first.failed) == (1, "الصحيفة", None)
    site.answers["/feed"] = Answer(
        feed(
            entry(f"{site.base}/1?utm_source=rss", "الخبر الأول", LONG),
            entry(f"{site.base}/2", "الخبر الثاني", LONG + "وغادر."),
        )
    )
    (second,) = synced(library, f"{site.base}/feed")
    assert (second.new, second.changed, library.count()) == (1, 0, 2)


def test_a_changed_entry_is_a_new_version(site: Site, library: Library) -> None:
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/1", "الخبر", LONG)))
    synced(library, f"{site.base}/feed")
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/1", "الخبر", LONG + "وغادر.")))
    (again,) = synced(library, f"{site.base}/feed")
    assert (again.new, again.changed, library.count()) == (0, 1, 1)


def test_the_second_visit_asks_under_a_condition(site: Site, library: Library) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"v1"':
            return Answer(status=304, headers={"ETag": '"v1"'})
        headers = {"ETag": '"v1"', "Last-Modified": "Wed, 25 May 2016 10:00:00 GMT"}
        return Answer(feed(entry(f"{site.base}/1", "الخبر", LONG)), headers=headers)

    site.answers["/feed"] = answer
    synced(library, f"{site.base}/feed")
    (again,) = synced(library, f"{site.base}/feed")
    assert again.unchanged
    assert site.asked[1].headers["if-modified-since"] == "Wed, 25 May 2016 10:00:00 GMT"
    synced(library, f"{site.base}/feed")
    assert site.asked[2].headers["if-none-match"] == '"v1"'


def test_a_feed_that_fails_stops_no_other_and_says_why(site: Site, library: Library) -> None:
    site.answers["/good"] = Answer(feed(entry(f"{site.base}/1", "الخبر", LONG)))
    site.answers["/broken"] = Answer(b"<rss><channel></channel></rss>")
    results = synced(library, f"{site.base}/gone", f"{site.base}/broken", f"{site.base}/good")
    failed = {one.feed.url.rpartition("/")[2]: one.failed for one in results}
    assert failed["good"] is None
    assert failed["gone"]
    assert (failed["gone"].code, failed["gone"].values["status"]) == ("fetch-status", "404")
    assert failed["broken"]
    assert failed["broken"].code == "feed-empty"
    states = feed_states(library)
    assert states[f"{site.base}/gone"].failed == failed["gone"]
    assert states[f"{site.base}/gone"].failures == 1
    assert states[f"{site.base}/good"].failed is None


def test_a_failure_that_passes_is_tried_again_and_then_forgotten(
    site: Site, library: Library
) -> None:
    def answer(_asked: Asked) -> Answer:
        if len(site.asked) < 3:
            return Answer(status=503)
        return Answer(feed(entry(f"{site.base}/1", "الخبر", LONG)))

    site.answers["/feed"] = answer
    (result,) = synced(library, f"{site.base}/feed")
    assert (result.new, len(site.asked)) == (1, 3)


def test_a_server_is_left_alone_for_as_long_as_it_asks(site: Site) -> None:
    site.answers["/feed"] = Answer(status=429, headers={"Retry-After": "7"})
    pauses: list[float] = []
    with Client(pause=pauses.append) as client, pytest.raises(QariError, match="429"):
        client.get(f"{site.base}/feed")
    assert pauses == [7.0, 7.0]


def test_a_host_is_asked_once_an_interval(site: Site) -> None:
    site.answers["/a"] = site.answers["/b"] = Answer(b"x")
    pauses: list[float] = []
    with Client(interval=5, pause=pauses.append) as client:
        client.get(f"{site.base}/a")
        client.get(f"{site.base}/b")
    assert len(pauses) == 1
    assert 4 < pauses[0] <= 5


def test_the_whole_article_is_fetched_where_the_reader_wants_it(
    site: Site, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "is_outer", lambda _address: True)
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/1", "وصول الوفد", "وصل الوفد…")))
    site.answers["/1"] = page("وصول الوفد", LONG)
    synced(library, f"{site.base}/feed")
    assert "/1" not in site.paths()
    summary = library.article(f"{site.base}/1")
    assert summary is not None
    assert len(summary.text) < 100

    with Library(library.path.with_name("whole.db")) as other:
        synced(other, f"{site.base}/feed", whole=True)
        article = other.article(f"{site.base}/1")
        assert article is not None
        assert len(article.text) > 1000
        assert article.source == "الصحيفة"
        assert article.date
        assert article.date.day.isoformat() == "2016-05-25"
        # The summary in the feed neither replaces it nor has it fetched again.
        before = len(site.asked)
        (again,) = synced(other, f"{site.base}/feed", whole=True)
        assert (again.new, again.changed) == (0, 0)
        assert site.paths()[before:] == ["/feed"]


def test_a_page_of_this_machine_that_a_feed_names_is_not_fetched(
    site: Site, library: Library
) -> None:
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/secret", "الخبر", "وصل الوفد…")))
    site.answers["/secret"] = page("سر", LONG)
    (result,) = synced(library, f"{site.base}/feed", whole=True)
    assert [notice.code for notice in result.notices] == ["fetch-private"]
    assert "/secret" not in site.paths()
    assert result.new == 1  # the summary


def test_a_feed_of_this_machine_out_of_a_list_is_refused(site: Site, library: Library) -> None:
    (result,) = synced(library, f"{site.base}/feed", typed=False)
    assert result.failed
    assert result.failed.code == "fetch-private"
    assert site.asked == []


def test_entries_without_addresses_are_articles_of_their_own(site: Site, library: Library) -> None:
    entries = [entry("", f"خبر {word}", f"{word} {LONG}") for word in ("أول", "ثان", "ثالث")]
    site.answers["/feed"] = Answer(feed(*entries))
    (result,) = synced(library, f"{site.base}/feed")
    assert (result.new, result.changed) == (3, 0)


def test_schemes_other_than_http_in_a_feed_come_to_nothing(site: Site, library: Library) -> None:
    site.answers["/feed"] = Answer(
        feed(entry("file:///etc/passwd", "ملف", "أول…"), entry("javascript:x()", "رمز", "ثان…"))
    )
    (result,) = synced(library, f"{site.base}/feed", whole=True)
    assert result.new == 2
    assert site.paths() == ["/feed"]
    assert library.db.execute("SELECT DISTINCT url FROM article").fetchall() == [(None,)]


def test_fields_of_a_feed_carry_no_controls(site: Site, library: Library) -> None:
    title = "خبر\u202e&#x9b;2J\x85 جديد"
    site.answers["/feed"] = Answer(
        feed(entry(f"{site.base}/1", title, LONG), title="صحيفة&#x9b;31m\u2066")
    )
    synced(library, f"{site.base}/feed")
    row = library.db.execute(
        "SELECT a.title, s.name FROM article a JOIN source s ON s.id = a.source"
    ).fetchone()
    for text in row:
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in text)


def test_what_is_interrupted_goes_on_with_the_feeds_that_are_left(
    site: Site, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds = [Feed(f"{site.base}/{n}", None, False, 0) for n in range(4)]
    for n in range(4):
        site.answers[f"/{n}"] = Answer(feed(entry(f"{site.base}/a{n}", f"خبر {n}", f"{n} {LONG}")))
    clock = iter(range(10_000, 20_000, 10))
    for module in ("reader.library.sync", "reader.library.feeds"):
        monkeypatch.setattr(f"{module}.time.time", lambda: float(next(clock)))
    visiting = sync_feeds(library, to_visit(library, feeds), interval=0)
    done = {next(visiting).feed.url, next(visiting).feed.url}
    visiting.close()
    left = to_visit(library, feeds)
    assert {one.url for one in left} == {one.url for one in feeds} - done
    list(sync_feeds(library, left, interval=0))
    end_round(library)
    assert library.count() == 4
    assert len(to_visit(library, feeds)) == 4


def test_an_article_known_by_its_address_keeps_the_name_it_had(
    site: Site, library: Library
) -> None:
    record = f'{{"uid": "corpus-7", "url": "{site.base}/1", "text": "{LONG}"}}\n'
    path = library.path.with_name("corpus.jsonl")
    path.write_text(record, encoding="utf-8")
    from reader.articles import open_articles

    list(add_articles(library, open_articles(str(path))))
    site.answers["/feed"] = Answer(feed(entry(f"{site.base}/1#top", "خبر", LONG + "وغادر.")))
    (result,) = synced(library, f"{site.base}/feed")
    assert (result.new, result.changed) == (0, 1)
    article = library.article("corpus-7")
    assert article is not None
    assert article.uid == "corpus-7"
    assert article.text.rstrip().endswith("وغادر.")


def test_a_feed_that_has_moved_or_is_gone_says_what_to_do(site: Site, library: Library) -> None:
    site.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    site.answers["/new"] = Answer(feed(entry(f"{site.base}/1", "خبر", LONG)))
    site.answers["/gone"] = Answer(status=410)
    moved, gone = sorted(
        synced(library, f"{site.base}/old", f"{site.base}/gone"), key=lambda one: -one.new
    )
    assert (moved.new, moved.failed) == (1, None)
    assert [(one.code, one.values["to"]) for one in moved.notices] == [
        ("feed-moved", f"{site.base}/new")
    ]
    assert gone.failed
    assert (gone.failed.code, gone.failed.values["url"]) == ("feed-gone", f"{site.base}/gone")
    assert len([path for path in site.paths() if path == "/gone"]) == 1


def test_whole_articles_are_in_as_soon_as_they_are_fetched(
    site: Site, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is interrupted within a feed does not fetch the same pages again."""
    monkeypatch.setattr(hosts, "is_outer", lambda _address: True)
    entries = [entry(f"{site.base}/{n}", f"خبر {n}", f"{n} مختصر…") for n in range(4)]
    site.answers["/feed"] = Answer(feed(*entries))
    for n in range(4):
        site.answers[f"/{n}"] = page(f"خبر {n}", f"{n} {LONG}")

    visited: Any = visiting.visit

    def interrupted(*args: Any, **more: Any) -> Any:
        """The interrupt comes when the third page is about to be fetched."""
        came = args[4]
        left = iter(range(2))

        def counted(article: Any) -> None:
            came(article)
            if next(left, None) is None:
                raise KeyboardInterrupt

        return visited(*args[:4], counted, **more)

    monkeypatch.setattr(sync_module, "visit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        synced(library, f"{site.base}/feed", whole=True)
    assert library.count() == 3
    monkeypatch.setattr(sync_module, "visit", visited)
    before = len(site.asked)
    (again,) = synced(library, f"{site.base}/feed", whole=True)
    assert (again.new, library.count()) == (1, 4)
    assert site.paths()[before:] == ["/feed", "/3"]
    texts = [library.article(f"{site.base}/{n}") for n in range(4)]
    assert all(article and len(article.text) > 1000 for article in texts)


@pytest.mark.parametrize("link", ["http://[bad", "http://a..b/", "//", "http://\u2488.example/"])
def test_an_address_that_is_none_costs_no_other_entry(
    site: Site, library: Library, link: str
) -> None:
    site.answers["/feed"] = Answer(
        feed(entry(link, "خبر", "أول…"), entry(f"{site.base}/1", "ثان", LONG))
    )
    (result,) = synced(library, f"{site.base}/feed", whole=True)
    assert (result.failed, result.new) == (None, 2)


def test_a_visit_in_the_second_in_which_the_round_began_counts(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([100_000.5, 100_000.7, 100_000.9, 100_001.1])
    for module in ("reader.library.sync", "reader.library.feeds"):
        monkeypatch.setattr(f"{module}.time.time", lambda: next(clock, 100_002.0))
    feeds = [Feed(f"https://a.example/{n}", None, False, 0) for n in range(2)]
    assert to_visit(library, feeds) == feeds
    note_visit(library, feeds[0].url)
    assert to_visit(library, feeds) == feeds[1:]
