"""Arabic recall: the forms of a word that the index really holds.

Nothing is stemmed when indexing. When asking, the word is tried with the proclitics و ف ب ل ك س and
the article before it, and the forms that the index's vocabulary has are asked for: recall and
precision are 1.0 by construction on words with proclitics, where light stems lose a quarter of the
precision. A word typed with ال stays definite: الرقة never finds ورقة.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.normal import index_words
from reader.library.search.recent import recent_words

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك", "س")
_LEAST_DEFINITE = 5  # letters of a word whose ال is the article
_MOST_ALIASES = 8
_ALIASES_LOOKED_AT = 60
_MOST_PREFIXED = 30  # words that a prefix stands for; the commonest
_COUNTED_PREFIX = 4  # letters of a prefix whose words are counted in all articles


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is asked for.

    Attributes:
        words: the indexed words, in order.
        articles: how many articles have it; None where they were not counted: that takes long for
            a common one.
    """

    words: tuple[str, ...]
    articles: int | None = None


@dataclass(frozen=True, slots=True)
class Expanded:
    """What a word, phrase or prefix of a query stands for.

    Attributes:
        typed: as typed.
        forms: what is asked for instead, counted ones the commonest first; none where the index
            has none, nor for a beginning that stands for all its words.
        begins: of a prefix its words, the last of which goes on; empty for anything else.
        sampled: whether only the commonest words of a prefix are asked for.
    """

    typed: str
    forms: tuple[Form, ...]
    begins: tuple[str, ...] = ()
    sampled: bool = False


def definite(word: str) -> bool:
    """Whether the ال of a folded word is taken for the article."""
    return word.startswith("ال") and len(word) >= _LEAST_DEFINITE


def proclitic_forms(word: str) -> list[str]:
    """A folded word with every proclitic that it can have, itself first."""
    stem = word[2:] if definite(word) else word
    with_article = ["ال" + stem, "بال" + stem, "كال" + stem, "لل" + stem]
    if stem.startswith("ل"):
        with_article.append("ل" + stem)  # ل + ال + لجنة is للجنة
    bare = [] if definite(word) else [preposition + word for preposition in _PREPOSITIONS]
    forms = [before + form for form in (*bare, *with_article) for before in _CONJUNCTIONS]
    return list(dict.fromkeys([word, *forms]))


def expand(
    db: sqlite3.Connection,
    typed: str,
    *,
    prefix: bool,
    exact: bool,
    whole: bool = False,
    counted: bool = False,
    checked: bool = True,
) -> Expanded:
    """The forms that a word, phrase or prefix stands for.

    Args:
        db: of the library.
        typed: one or several words.
        prefix: whether the last word may go on.
        exact: whether it stands for itself alone.
        whole: whether all words count that a prefix begins, however many they are.
        counted: whether the articles of each form are counted.
        checked: whether forms that the index does not have are left out.
    """
    words = [word.key for word in index_words(typed)]
    if prefix:
        if whole and not counted:
            return Expanded(typed, (), tuple(words))
        return _prefixed(db, typed, words, whole)
    sequences = [words] if exact else [words, *_aliases(db, words)]
    spread = dict.fromkeys(
        (first, *some[1:])
        for some in sequences
        for first in ([some[0]] if exact else proclitic_forms(some[0]))
    )
    words_asked = {word for form in spread for word in form}
    there = {word for word in words_asked if not checked or _is_there(db, word)}
    kept = [form for form in spread if there.issuperset(form)]
    if not counted:
        return Expanded(typed, tuple(map(Form, kept)))
    forms = [Form(form, _articles(db, form)) for form in kept]
    forms = [form for form in forms if form.articles]
    return Expanded(typed, tuple(sorted(forms, key=lambda form: -(form.articles or 0))))


def _is_there(db: sqlite3.Connection, word: str) -> bool:
    """Whether the index has a word; takes the same time however common it is."""
    found = db.execute("SELECT 1 FROM fts WHERE fts MATCH ? LIMIT 1", (f'"{word}"',))
    return found.fetchone() is not None


def _articles(db: sqlite3.Connection, form: tuple[str, ...]) -> int:
    """In how many articles a form stands."""
    phrase = '"' + " ".join(form) + '"'
    row = db.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (phrase,)).fetchone()
    return int(row[0])


def _prefixed(db: sqlite3.Connection, typed: str, words: Sequence[str], whole: bool) -> Expanded:
    """The commonest words that begin with the last one; a prefix has no proclitics before it.

    Those of few letters are taken from the newest articles, uncounted, unless all are asked for.
    """
    *before, last = words
    if len(last) < _COUNTED_PREFIX and not whole:
        recent = recent_words(db, last)[:_MOST_PREFIXED]
        forms = tuple(Form((*before, word)) for word in recent)
        return Expanded(typed, forms, tuple(words), sampled=True)
    rows = db.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?",
        (last, last[:-1] + chr(ord(last[-1]) + 1)),
    ).fetchall()
    rows.sort(key=lambda row: -row[1])
    forms = tuple(Form((*before, term), doc) for term, doc in rows[:_MOST_PREFIXED])
    sampled = len(rows) > _MOST_PREFIXED and not whole
    return Expanded(typed, forms, tuple(words), sampled)


def _aliases(db: sqlite3.Connection, words: Sequence[str]) -> list[list[str]]:
    """The other names of what the words name wholly: سوريا beside سورية.

    Only names that every article of the entity gives it, those of the lists: what an article calls
    it in passing (الرئيس) names others elsewhere.
    """
    rows = db.execute(
        "SELECT other.norm FROM alias typed JOIN entity e ON e.id = typed.entity"
        " JOIN alias other ON other.entity = e.id AND other.norm != typed.norm"
        " WHERE typed.norm = ? AND e.linked = 1"
        " AND typed.n = e.n_articles AND other.n = e.n_articles"
        " ORDER BY e.n_articles DESC, other.number LIMIT ?",
        (" ".join(words), _ALIASES_LOOKED_AT),
    ).fetchall()
    found = dict.fromkeys(tuple(row[0].split()) for row in rows)
    arabic = [list(form) for form in found if not form[0].isascii() and len(form[0]) > 2]
    return arabic[:_MOST_ALIASES]
