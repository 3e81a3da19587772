"""Folding, searching, sanitising and words: what holds for every text."""

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import sanitize
from reader.text.fold import SearchText, fold, search_key
from reader.text.words import sentences, words

_SAMPLE = "اأإآٱبتىيةهءؤئکكـ\u064e\u0651\u0640\u200d\u200f\ufefb\ufe8e abcÀİß 012٣۴ .!؟\n«»()"
texts = st.text(alphabet=st.one_of(st.sampled_from(_SAMPLE), st.characters()), max_size=80)
many = settings(deadline=None, max_examples=400)


@many
@given(texts)
def test_folding_is_one_to_one_and_settles(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@many
@given(texts)
def test_search_keys_settle(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key


@many
@given(texts)
def test_found_spans_lead_back_to_what_was_found(text: str) -> None:
    searched = SearchText(text)
    for start in range(0, len(searched.text), 3):
        end = min(len(searched.text), start + 4)
        span = searched.span(start, end)
        assert 0 <= span.start <= span.end <= len(text)
        assert SearchText(text[span.start : span.end]).text == searched.text[start:end]
        assert searched.index(span.start) == start
        assert searched.origin(start) == span.start
    assert searched.origin(len(searched.text)) == len(text)


@many
@given(texts)
def test_sanitising_keeps_the_length_and_no_control(text: str) -> None:
    clean = sanitize.sanitize(text)
    assert len(clean) == len(text)
    assert sanitize.sanitize(clean) == clean
    controls = {letter for letter in clean if unicodedata.category(letter) in ("Cc", "Cs")}
    assert controls <= {"\t", "\n"}
    for before, after in zip(text, clean, strict=True):
        assert before == after or after == sanitize.REPLACEMENT


@many
@given(texts)
def test_labels_are_one_clean_line(text: str) -> None:
    line = sanitize.label(text)
    assert sanitize.label(line) == line
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in line)


@many
@given(texts)
def test_words_and_sentences_hold_all_that_is_no_blank(text: str) -> None:
    found = list(words(text))
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    covered = {index for word in found for index in range(word.start, word.end)}
    assert all(letter.isspace() for index, letter in enumerate(text) if index not in covered)
    spans = list(sentences(text))
    inside = {index for start, end in spans for index in range(start, end)}
    assert all(letter.isspace() for index, letter in enumerate(text) if index not in inside)
    assert all(one.end <= two.start for one, two in pairwise(spans))
