"""Texts are cut as if each were cut alone, however many, and numbers stay with their words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.text import tokenizer as tokenizing
from clustering.text.tokenizer import Numbering, SpelledTexts, Tokenizer, with_texts


def cut(cutter: Tokenizer, texts: list[str]) -> list[list[str]]:
    words, starts = cutter.read(texts)
    names = list(cutter.numbers)
    assert len(starts) == len(texts) + 1
    return [[names[word] for word in words[a:b]] for a, b in pairwise(starts.tolist())]


@given(st.lists(st.text(alphabet="ab- \0\n", max_size=9), max_size=12))
def test_each_text_is_cut_as_if_alone(texts: list[str]) -> None:
    def split(one: str) -> list[str]:
        return [word for word in one.split("-") if word]

    alone = [
        [word for piece in text.replace("\0", " ").split() for word in split(piece)]
        for text in texts
    ]
    assert cut(Tokenizer(split), texts) == alone


def test_words_keep_their_numbers_from_one_reading_to_the_next() -> None:
    cutter = Tokenizer(lambda one: [one], known=["otter"])
    cutter.read(["storm ferry"])
    cutter.read(["ferry gull"])
    assert dict(cutter.numbers) == {"otter": 0, "storm": 1, "ferry": 2, "gull": 3}


def test_a_spelling_is_cut_once() -> None:
    seen: list[str] = []

    def noted(one: str) -> list[str]:
        seen.append(one)
        return [one]

    cutter = Tokenizer(noted)
    cutter.read(["storm storm ferry", "ferry storm"])
    cutter.read(["storm"])
    assert sorted(seen) == ["ferry", "storm"]


def test_many_texts_are_cut_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenizing, "_TEXTS_AT_ONCE", 2)
    texts = ["a b", "", "b", "c a", "a"]
    assert cut(Tokenizer(lambda one: [one]), texts) == [text.split() for text in texts]


def test_strings_are_numbered_as_they_are_met_after_those_that_are_known() -> None:
    numbers = Numbering({"": -1})
    assert numbers.of(["storm", "", "ferry", "storm"]).tolist() == [1, -1, 2, 1]


@given(st.lists(st.text(alphabet="ab ", max_size=5), max_size=8), st.data())
def test_texts_are_put_in_the_place_of_others(texts: list[str], data: st.DataObject) -> None:
    places = data.draw(st.sets(st.sampled_from(range(len(texts))))) if texts else set()
    others = {at: data.draw(st.text(alphabet="abc ", max_size=5)) for at in sorted(places)}
    spellings, numbers = SpelledTexts.of(texts)
    put = with_texts(numbers, list(others), spellings.read(list(others.values())))
    expected = spellings.read([others.get(at, text) for at, text in enumerate(texts)])
    assert put.tolist() == expected.tolist()


def test_a_table_is_cut_down_to_the_texts_that_were_read_first() -> None:
    titles = SpelledTexts.of(["storm hits", "hits"])
    titles.spellings.read(["ferry"])
    alone = titles.alone()
    assert alone.spellings.after(0) == ["\0", "storm", "hits"]
    assert np.array_equal(alone.spellings.read(["storm hits", "hits"]), titles.numbers)
