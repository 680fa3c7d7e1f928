"""The loops number words as a dict of the words of ``str.split`` does."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.text import spelling_loops
from clustering.text import tokenizer as tokenizing
from clustering.text.spelling_loops import SpellingTable, number_words, place_hashes
from clustering.text.tokenizer import Numbering, Spellings

SPACES = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace())
texts = st.lists(st.text(st.one_of(st.sampled_from("ab\0é" + SPACES), st.characters())), max_size=6)


def not_compiled() -> np.errstate:
    """Let the loops run uncompiled: numpy would warn of the overflow that makes the hashes."""
    return np.errstate(over="ignore")


def assert_as_a_dict(table: SpellingTable, numbering: Numbering, some: list[str]) -> None:
    for text in some:
        assert table.of(text).tolist() == numbering.of(text.split()).tolist()
    assert len(table) == len(numbering)
    assert table.after(0) == list(numbering)
    assert table.after(len(table) // 2) == list(numbering)[len(table) // 2 :]


@given(texts)
def test_words_have_the_numbers_of_a_dict(some: list[str]) -> None:
    with not_compiled():
        table = SpellingTable((number_words, place_hashes), ["a", "zoo"])
        assert_as_a_dict(table, Numbering({"a": 0, "zoo": 1}), some)


@pytest.mark.slow("compiles the loops where they were not kept")
@given(texts)
def test_compiled_loops_give_the_same(some: list[str]) -> None:
    pytest.importorskip("numba")
    loops = spelling_loops.compiled_numbering()
    assert loops is not None
    assert_as_a_dict(SpellingTable(loops, []), Numbering(), some)


def test_words_whose_hashes_name_one_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling_loops, "_PRIME", np.uint64(0))  # all hashes are 0
    table = SpellingTable((number_words, place_hashes), [])
    assert_as_a_dict(table, Numbering(), ["kelp gull", "gull otter kelp", "kel pgull ott"])


@pytest.mark.parametrize("are_there", [True, False])
def test_many_texts_are_numbered_as_few_are(
    monkeypatch: pytest.MonkeyPatch, are_there: bool
) -> None:
    some = [f"gull {number} kelp" for number in range(9)]
    expected = Spellings()
    numbers = expected.read(some).tolist()
    monkeypatch.setattr(tokenizing, "_COMPILED_TEXTS", 4)
    monkeypatch.setattr(tokenizing, "_TEXTS_AT_ONCE", 2)
    loops = (number_words, place_hashes) if are_there else None
    monkeypatch.setattr(spelling_loops, "compiled_numbering", lambda: loops)
    spellings = Spellings()
    with not_compiled():
        assert spellings.read(some).tolist() == numbers
    assert spellings.after(0) == expected.after(0)
    assert spellings.first(3).after(0) == expected.after(0)[:3]
    assert len(spellings) == len(expected)
