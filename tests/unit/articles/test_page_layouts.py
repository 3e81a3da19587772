"""Pages in the manner of real Arabic sites: what is their article, title, author and day."""

import json
from datetime import date

import pytest

from reader.articles import Article
from reader.articles.dates import stated_day, written_dates
from reader.articles.formats import read_articles
from reader.articles.source import source_of

TITLE = "وصول الوفد إلى المدينة"
DAY = date(2016, 5, 25)
LINES = (
    "وصل الوفد إلى المدينة أمس في زيارة رسمية تستمر يومين، وكان في استقباله كبار المسؤولين.",
    "وقال الوزير إن المحادثات ستتناول ملفات الاقتصاد والأمن والتعليم بين البلدين الشقيقين.",
    "وأضاف أن الاجتماع المقبل سيعقد في العاصمة خلال الأسبوع القادم بحضور الوزراء المعنيين.",
    "يذكر أن العلاقات بين البلدين شهدت تطورا كبيرا في السنوات الماضية على مختلف الأصعدة.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
OTHER = "خبر آخر مختلف تماما عن هذا الخبر"


def read(page: str) -> Article:
    (article,) = read_articles(source_of(page.encode(), "a.html"))
    assert article.title
    assert article.slice(article.title) == TITLE
    assert all(line in article.text for line in LINES)
    return article


def page(head: str = "", body: str = BODY, *, title: str = TITLE, above: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body>{above}<h1>{TITLE}</h1>{body}</body>"
    )


def linked(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def day(article: Article) -> date | None:
    return article.date.day if article.date else None


def basis(article: Article) -> str | None:
    return article.date.basis.value if article.date else None


def test_a_page_of_wordpress() -> None:
    graph = [
        {"@type": "WebSite", "name": "المدار", "datePublished": "2001-01-01"},
        {"@type": ["NewsArticle"], "headline": TITLE, "datePublished": "2016-05-25T10:00:00+00:00",
         "dateModified": "2020-01-01", "author": {"@type": "Person", "name": "سلمى"}},
    ]  # fmt: skip
    comment = "تعليق من قارئ يقول إن الخبر قديم ولا يستحق القراءة أبدا والله أعلم بالصواب."
    article = read(
        f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><title>{TITLE} - المدار</title>
        <meta property="og:site_name" content="المدار"/>{linked({"@graph": graph})}</head><body>
        <header><nav><ul><li><a href="/">الرئيسية</a></li></ul></nav></header>
        <div class="site-content"><article class="post"><h1 class="entry-title">{TITLE}</h1>
        <div class="entry-content">{BODY}<div class="sharedaddy"><h3>شارك:</h3></div></div>
        </article>
        <div id="comments"><h2>3 تعليقات</h2><ol><li><p>{comment}</p>
        <time datetime="2019-01-01">2019</time></li></ol></div></div>
        <aside><h3>الأكثر قراءة</h3><ul><li><a href="/1">{OTHER}</a></li></ul></aside>
        </body></html>"""
    )
    assert (day(article), basis(article), article.author) == (DAY, "metadata", "سلمى")
    assert article.source == "المدار"
    assert not any(words in article.text for words in (comment, OTHER, "الرئيسية"))


NEWS = '"@type": "NewsArticle", "datePublished": "2016-05-25"'


@pytest.mark.parametrize(
    "text",
    [
        f'{{{NEWS}, "description": "سطر\nمكسور\tهنا"}}',
        f"//<![CDATA[\n{{{NEWS}}}\n//]]>",
        f"/*<![CDATA[*/{{{NEWS}}}/*]]>*/",
        f"<!-- {{{NEWS},}} -->",
        f"[{{{NEWS},}},]",
        f'{{"@type": "WebPage", "datePublished": "2010-01-01", "mainEntity": {{{NEWS}}}}}',
        f'[{{"@type": "NewsArticle", "headline": "{OTHER}", "datePublished": "2011-01-01"}},'
        f' {{"headline": "{TITLE}", {NEWS}}}]',
        '{"@type": "BlogPosting", "datePublished": "2016-05-25T23:30:00+03:00"}',
    ],
)
def test_linked_data_as_it_is_written(text: str) -> None:
    article = read(page(linked(text)))
    assert (day(article), basis(article)) == (DAY, "metadata")


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"name": "سلمى"}, "سلمى"),
        ([{"@type": "Person", "name": "سلمى"}, {"name": "هدى"}], "سلمى"),
        ("سلمى", "سلمى"),
        (["https://a.example/x", "سلمى"], "سلمى"),
        ({"url": "x"}, None),
        (7, None),
    ],
)
def test_authors_in_linked_data(author: object, name: str | None) -> None:
    assert read(page(linked({"@type": "Article", "author": author}))).author == name


def test_an_article_behind_a_wall_that_states_its_text() -> None:
    stated = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(LINES)}
    wall = f"<div class='paywall'><p>{LINES[0]}</p><p>للمتابعة اشترك الآن</p></div>"
    assert "اشترك" not in read(page(linked(stated), wall)).text


def test_the_text_that_is_seen_goes_before_the_one_that_is_stated() -> None:
    stated = {"@type": "NewsArticle", "headline": TITLE, "articleBody": LINES[0]}
    read(page(linked(stated)))


@pytest.mark.parametrize(
    "stamp",
    [
        "الأربعاء ٢٥ مايو ٢٠١٦ - ١٠:١٥ ص",
        "الأربعاء 18 شعبان 1437 هـ - 25 مايو 2016م",
        "1437/08/18 الموافق 2016/05/25",
        "الأربعاء 18 شعبان 1437",
        "الأربعاء 25 أيار / مايو 2016",
        "آخر تحديث: 27 مايو 2016</span> <span>تاريخ النشر: 25 مايو 2016",
        "تاريخ النشر: 25 مايو 2016</span> <span>تم التحديث: 27 مايو 2016",
    ],
)
def test_stamps_beside_the_headline(stamp: str) -> None:
    article = read(page(body=f"<span>{stamp}</span>{BODY}"))
    assert (day(article), basis(article)) == (DAY, "dateline")


def test_a_change_alone_is_better_than_nothing() -> None:
    article = read(page(body=f"<span>آخر تحديث: 25 مايو 2016</span>{BODY}"))
    assert day(article) == DAY


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td><a href=/>الرئيسية</a></td><td><h1>{title}</h1><table><tr><td>{broken}</td>"
        "</tr></table></td></tr></table>",
        "<div id=menu><a href=1>قائمة</a></div><h1>{title}</h1><div class=body>{broken}</div>",
        "<FONT SIZE=5><B>{title}</B></FONT><BR><FONT>{broken}</FONT>",
        "<div id='__next'><main><h1>{title}</h1><section>{divs}</section></main></div>",
        "<article><h1>{title}</h1>{body}<ul><li>{title} بند</li></ul></article>",
    ],
)
def test_layouts(layout: str) -> None:
    divs = "".join(f"<div>{line}</div>" for line in LINES)
    body = layout.format(title=TITLE, broken="<br><br>".join(LINES), divs=divs, body=BODY)
    read(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "text",
    [
        f"<html><head><title>{TITLE} | المدار</title></head><body><h1>المدار</h1>{BODY}",
        f"<html><head><title>المدار | {TITLE}</title></head><body><h1>{TITLE}</h1>{BODY}",
        f'<html><head><meta property="og:title" content="{TITLE} | المدار"/>'
        f'<meta property="og:site_name" content="المدار"/></head><body><h1>المدار</h1>{BODY}',
    ],
)
def test_headings_that_name_the_site(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 محرم 1444", "2022-07-30"),
        ("١٨ شعبان ١٤٣٧هـ", "2016-05-25"),
        ("10 من ذي الحجة عام 1445", "2024-06-16"),
        ("31 رمضان 1437", None),
        ("18 شعبان 1237", None),
    ],
)
def test_days_of_the_hijri_calendar(text: str, wanted: str | None) -> None:
    found = stated_day(text)
    assert (found.isoformat() if found else None) == wanted


def test_the_other_calendar_goes_first() -> None:
    days = [found.day for found in written_dates("18 شعبان 1437 - 24 مايو 2016")]
    assert days == [date(2016, 5, 24), DAY]
