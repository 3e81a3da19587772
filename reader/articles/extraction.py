"""The article of a page, told from the page around it: trafilatura, judged by what the page says.

trafilatura's stricter setting leaves most of the furniture out, but now and then takes a box of
headlines for a short article. The description in the page's head is the article's beginning in
most news pages, so it tells which reading found the article.
"""

import re

from reader.articles.dates import is_stamp
from reader.articles.markup import text_of
from reader.text.fold import fold
from reader.text.sanitize import sanitize

# Strict, usual and generous: whether to favour precision, and whether recall.
_SETTINGS = ((True, False), (False, False), (False, True))
_LONG_PAGE = 4 << 20  # code points; each reading of one takes seconds
_WORD = re.compile(r"\w+")
_DESCRIBED = 30  # words of a description that are looked for
_ENOUGH = 0.6  # share of them that the article must hold
# What stands under articles: two of these in one paragraph make it no part of the article.
_FURNITURE = re.compile(
    fold(
        "التعليقات|تعليقك|التعليق|إرشادات الاستخدام|شروط (?:ال)?استخدام|سياسة الخصوصية"
        "|وجهات نظر أصحابها|الآراء الواردة|جميع الحقوق محفوظة|حقوق النشر|اشترك في|النشرة البريدية"
        "|تابعنا على|تابعونا|شارك المقال|[اإ]قرأ أيض[اً]+|مواضيع ذات صلة|أخبار ذات صلة"
        "|روابط ذات علاقة|حمل تطبيق"
    )
)
_FURNITURE_LINE = 60  # code points; a line this short is furniture for one of them at its beginning


def article_text(page: str, title: str | None, description: str | None) -> str:
    """The text of the page's article, a line a paragraph, without title, stamp and furniture.

    Args:
        page: the page, known to be no bomb.
        title: its title, which is not repeated.
        description: what its head says that it is about.
    """
    wanted = _WORD.findall(fold(sanitize(description or "")))[:_DESCRIBED]
    found = ""
    for precision, recall in _SETTINGS if len(page) < _LONG_PAGE else _SETTINGS[:1]:
        text = _extracted(page, precision=precision, recall=recall)
        if text and _share(wanted, text) >= _ENOUGH:
            return _trimmed(text, title)
        found = found or text
    return _trimmed(found or text_of(page), title)


def _extracted(page: str, *, precision: bool, recall: bool) -> str:
    """What trafilatura takes for the article; empty for nothing."""
    import trafilatura  # noqa: PLC0415 - a quarter of a second that plain text does not pay

    text = trafilatura.extract(
        page,
        include_comments=False,
        include_tables=recall,
        favor_precision=precision,
        favor_recall=recall,
    )
    return str(text or "")


def _share(wanted: list[str], text: str) -> float:
    """The share of the words `wanted` that stand in `text`; 1 where none is wanted."""
    if not wanted:
        return 1.0
    words = set(_WORD.findall(fold(text)))
    return sum(word in words for word in wanted) / len(wanted)


def _trimmed(text: str, title: str | None) -> str:
    """`text` without title and stamp at its head and furniture at its end."""
    lines = text.split("\n")
    while len(lines) > 1 and (_same(lines[0], title) or is_stamp(lines[0]) is not None):
        lines.pop(0)
    while len(lines) > 1 and _is_furniture(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _same(line: str, title: str | None) -> bool:
    """Whether a line is the title, or nothing."""
    return not line.strip() or _WORD.findall(line) == _WORD.findall(title or "")


def _is_furniture(line: str) -> bool:
    """Whether a paragraph speaks of comments, rights and sharing, not of the news."""
    folded = fold(line.strip())
    if len(line) <= _FURNITURE_LINE:
        return not folded or _FURNITURE.match(folded) is not None
    return len(set(_FURNITURE.findall(folded))) >= 2
