"""The query language: every operator, and mistakes where they stand."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from reader.entities import EntityType
from reader.library.paths import user_path
from reader.library.search import Order, count, find, parse, search
from reader.library.search.filters import ARABIC, FILTERS
from reader.library.store import Library
from reader.library.user import UserData
from reader.messages import tr
from reader.notice import QariError
from tests.library_making import Named, Tells, article, library, place

RAQQA = place("gn:170017", "الرقة", 35.95, 39.01, "مدينة الرقة")
TABQA = place("gn:163345", "الطبقة", 35.83, 38.54)
ALEPPO = place("gn:170063", "حلب", 36.20, 37.16)
OBAMA = Named(EntityType.PER, ("باراك أوباما", "أوباما"), name_en="Barack Obama")
UNESCO = Named(EntityType.ORG, ("اليونسكو",), "org:unesco")


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    articles = [
        article("raqqa", "معركة الرقة\nدخلوا الرقة يوم الأربعاء", "2016-05-25"),
        article("tabqa", "سد الطبقة\nعن سد الطبقة قرب النهر", "2016-06-01", source="الجزيرة نت"),
        article("aleppo", "أخبار حلب\nحلب اليوم وباراك أوباما", "2017-01-10"),
        article("unesco", "تراث\nاليونسكو تحذر على حلب", "1965-03-01"),
        article("undated", "بلا يوم\nلا أحد يعرف متى", None, source="الصحيفة (ب)"),
    ]
    tells = {
        "raqqa": [Tells("دخلوا الرقة يوم الأربعاء", date(2016, 5, 25))],
        "aleppo": [Tells("حلب اليوم وباراك أوباما", date(2016, 12, 13))],
    }
    path = tmp_path / "library.db"
    made = library(path, articles, [RAQQA, TABQA, ALEPPO, OBAMA, UNESCO], tells)
    with UserData(user_path(path)) as user:
        user.marks.read(["raqqa", "aleppo"])
        user.marks.star(["aleppo"])
        user.tags.add(["tabqa", "raqqa"], "سدود وأنهار")
    return made


def uids(opened: Library, query: str) -> list[str]:
    return [row["uid"] for row in opened.rows(find(opened, parse(query)).ids)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["aleppo", "tabqa", "raqqa", "unesco", "undated"]),
        ("حلب", ["aleppo", "unesco"]),
        ("حلب -اليونسكو", ["aleppo"]),
        ('"سد الطبقة"', ["tabqa"]),
        ("الطبق*", ["tabqa"]),
        ("الرقة OR اليونسكو", ["raqqa", "unesco"]),
        ("الرقة أو اليونسكو", ["raqqa", "unesco"]),
        ("title:حلب", ["aleppo"]),
        ('title:"سد الطبقة"', ["tabqa"]),
        ("عنوان:حلب", ["aleppo"]),
        ("source:الجزيرة", ["tabqa"]),
        ('source:"الصحيفة (ب)"', ["undated"]),
        ("مصدر:الصحيفه -الرقة", ["aleppo", "unesco", "undated"]),
        ("entity:أوباما", ["aleppo"]),
        ("entity:obama", ["aleppo"]),
        ('entity:"barack obama"', ["aleppo"]),
        ('entity:"مدينة الرقة"', ["raqqa"]),
        ("type:PER", ["aleppo"]),
        ("type:organisation", ["unesco"]),
        ("type:منظمة", ["unesco"]),
        ("place:حلب", ["aleppo", "unesco"]),
        ("place:أوباما", []),
        ("entity:سد", []),
        ("near:الرقة,50km", ["tabqa", "raqqa"]),
        ("near:الرقة,10km", ["raqqa"]),
        ("قرب:الرقة،٥٠كم", ["tabqa", "raqqa"]),
        ('near:"مدينة الرقة,50"', ["tabqa", "raqqa"]),
        ("near:الرقة,500km -near:الرقة,50km", ["aleppo", "unesco"]),
        ("before:2016-06", ["raqqa", "unesco"]),
        ("before:2016-05-25", ["unesco"]),
        ("after:2016-05", ["aleppo", "tabqa"]),
        ("after:2016-05-25", ["aleppo", "tabqa"]),
        ("on:2016", ["tabqa", "raqqa"]),
        ("on:2016-05-25", ["raqqa"]),
        ("on:٢٠١٦/٦/١", ["tabqa"]),
        ("on:2016-05..2016-06", ["tabqa", "raqqa"]),
        ("on:1965", ["unesco"]),
        ("before:1970 after:1960", ["unesco"]),
        ("حلب before:2017", ["unesco"]),
        ("when:2016-12", ["aleppo"]),
        ("when:2016-05..2016-12", ["aleppo", "raqqa"]),
        ("متى:2016-05-25", ["raqqa"]),
        ("is:unread", ["tabqa", "unesco", "undated"]),
        ("is:read", ["aleppo", "raqqa"]),
        ("is:starred", ["aleppo"]),
        ("-is:starred حلب", ["unesco"]),
        ("حال:جديد", ["tabqa", "unesco", "undated"]),
        ('tag:"سدود وأنهار"', ["tabqa", "raqqa"]),
        ('tag:"#سدود وانهار" الطبقة', ["tabqa"]),
        ("(حلب OR الرقة) is:starred", ["aleppo"]),
        ("حلب OR tag:أنهار", ["aleppo", "unesco"]),
        ("is:starred OR الطبقة", ["aleppo", "tabqa"]),
        ("-(حلب OR الرقة)", ["tabqa", "undated"]),
        ("-حلب -الرقة", ["tabqa", "undated"]),
        ("لاتوجد", []),
        ("حلب لاتوجد", []),
        ("حلب -لاتوجد", ["aleppo", "unesco"]),
    ],
)  # fmt: skip
def test_operators(opened: Library, query: str, wanted: list[str]) -> None:
    with opened:
        assert uids(opened, query) == wanted
        assert count(opened, parse(query)) == len(wanted)


@pytest.mark.parametrize(("language", "names"), [("en", (*FILTERS, "title")), ("ar", ARABIC)])
def test_an_unknown_filter_is_told_which_there_are(language: str, names: Iterable[str]) -> None:
    told = tr("query-filter-unknown", language, name="befor", shown="")
    assert set(names) <= set(re.findall(r"\w+", told))


@pytest.mark.parametrize(
    ("query", "code", "marked"),
    [
        ('الرقة "حلب', "query-unclosed", 'الرقة ‹"حلب›'),
        ("«حلب", "query-unclosed", "‹«حلب›"),
        ("(حلب", "query-bracket", "‹(›حلب"),
        ("حلب)", "query-bracket", "حلب‹)›"),
        ("حلب OR", "query-nothing", "حلب OR‹›"),
        ("OR حلب", "query-nothing", "‹›OR حلب"),
        ("()", "query-nothing", "(‹›)"),
        ("حلب -(", "query-nothing", "حلب -(‹›"),
        ("befor:2016 حلب", "query-filter-unknown", "‹befor:›2016 حلب"),
        ("before: 2016", "query-filter-empty", "before:‹› 2016"),
        ("before:أمس", "query-date", "before:‹أمس›"),
        ("on:2016-13", "query-date", "on:‹2016-13›"),
        ("on:2015-02-29", "query-date", "on:‹2015-02-29›"),
        ("when:2016..x", "query-date", "when:‹2016..x›"),
        ("type:robot", "query-value", "type:‹robot›"),
        ("is:red", "query-value", "is:‹red›"),
        ("near:الرقة", "query-near", "near:‹الرقة›"),
        ("حلب !!", "query-no-letters", "حلب ‹!!›"),
        ('حلب ""', "query-no-letters", 'حلب ‹""›'),
        ("tag:#", "query-no-letters", "tag:‹#›"),
        ("(" * 30 + "حلب" + ")" * 30, "query-too-deep", None),
    ],
)
def test_a_mistake_is_shown_where_it_stands(query: str, code: str, marked: str | None) -> None:
    with pytest.raises(QariError) as caught:
        parse(query)
    notice = caught.value.notice
    assert notice.code == code
    start, end = int(notice.values["at"]), int(notice.values["end"])
    assert 0 <= start <= end <= len(query)
    if marked is not None:
        assert (
            notice.values["shown"] == marked == f"{query[:start]}‹{query[start:end]}›{query[end:]}"
        )


def test_a_place_that_nobody_knows_is_told(opened: Library) -> None:
    with opened, pytest.raises(QariError) as caught:
        find(opened, parse("near:قصرالخيالات,5km"))
    assert caught.value.notice.code == "query-place-unknown"


def test_a_day_that_is_full_spills_and_is_found_all_the_same(tmp_path: Path) -> None:
    made = library(tmp_path / "library.db", [article("a", "حلب", "2016-05-25")])
    with made:
        day = find(made, parse("on:2016-05-25")).ids[0] >> 15
        last = ((day + 1) << 15) - 1
        made.db.execute(
            "PRAGMA foreign_keys = OFF"
        )  # the article moves to the last slot of its day
        for table in ("article", "body", "fts_docsize"):
            made.db.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (last, day << 15))
        spilled = library(tmp_path / "library.db", [article("b", "حمص", "2016-05-25")])
        spilled.close()
        assert uids(made, "on:2016-05-25 حمص") == ["b"]
        assert uids(made, "on:2016-05-25") == ["b", "a"]
        assert uids(made, "after:2016-05-25") == []
        assert uids(made, "before:2016-05-26") == ["b", "a"]


def test_pages_follow_one_another(tmp_path: Path) -> None:
    articles = [article(str(n), f"حلب {n}", f"2016-05-{1 + n % 28:02}") for n in range(50)]
    with library(tmp_path / "library.db", articles) as made:
        whole = find(made, parse("حلب")).ids
        assert whole == sorted(whole, reverse=True)
        paged: list[int] = []
        while page := search(made, parse("حلب"), limit=7, before=paged[-1] if paged else None).hits:
            paged += [hit.id for hit in page]
        assert paged == whole
        assert find(made, parse("حلب"), order=Order.OLDEST).ids == whole[::-1]
        below = find(made, parse("حلب before:2016-05-10"), before=whole[-10]).ids
        assert below == [one for one in whole[-9:] if one in below]


def test_ranking_puts_titles_and_dense_texts_first(tmp_path: Path) -> None:
    articles = [
        article("once", "خبر\n" + "كلام كثير عن أشياء أخرى " * 20 + "حلب", "2020-01-01"),
        article("title", "أخبار حلب\n" + "كلام كثير عن أشياء أخرى " * 20, "2010-01-01"),
        article("other", "خبر\nدمشق", "2021-01-01"),
    ]
    with library(tmp_path / "library.db", articles) as made:
        ranked = search(made, parse("حلب"), order=Order.RANK).hits
        assert [hit.uid for hit in ranked] == ["title", "once"]
        newest = search(made, parse("حلب")).hits
        assert [hit.uid for hit in newest] == ["once", "title"]
        unranked = search(made, parse("on:2020"), order=Order.RANK).hits
        assert [hit.uid for hit in unranked] == ["once"]


def test_ranking_beyond_the_cap_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.search.run.RANKED_AT_MOST", 5)
    articles = [article(str(n), f"حلب {n}", f"2016-05-{1 + n:02}") for n in range(10)]
    articles.append(article("best", "حلب\nحلب حلب حلب", "2015-01-01"))
    with library(tmp_path / "library.db", articles) as made:
        capped = search(made, parse("حلب"), order=Order.RANK)
        assert capped.sampled
        assert (len(capped.hits), capped.compared) == (5, 5)
        both = search(made, parse("حلب حلب"), order=Order.RANK)
        assert 0 < both.compared < 5
        whole = search(made, parse("حلب"), order=Order.RANK, whole=True)
        assert (whole.sampled, whole.compared) == (False, 0)
        assert whole.hits[0].uid == "best"


def test_joined_entities_are_found_by_each_name(opened: Library) -> None:
    with opened:
        with UserData(user_path(opened.path)) as user:
            user.joins.join("gn:163345", "gn:170017")
        assert uids(opened, "entity:الرقة") == ["tabqa", "raqqa"]
        assert uids(opened, "entity:الطبقة") == ["tabqa", "raqqa"]
        with UserData(user_path(opened.path)) as user:
            user.undo_last()
        assert uids(opened, "entity:الرقة") == ["raqqa"]


def test_the_snippet_shows_the_densest_hits(tmp_path: Path) -> None:
    text = "حلب مرة\n" + "كلام بعيد " * 60 + "\nحلب ثم حلب وحلب\n" + "نهاية " * 60
    with library(tmp_path / "library.db", [article("a", text)]) as made:
        (hit,) = search(made, parse("حلب")).hits
        snippet = hit.snippet
        assert "حلب ثم حلب وحلب" in snippet.text
        assert "\n" not in snippet.text
        assert len(snippet.text) == snippet.span.end - snippet.span.start <= 180
        assert len(snippet.hits) == 4
        assert [snippet.text[s.start : s.end] for s in snippet.shown] == ["حلب", "حلب", "وحلب"]
