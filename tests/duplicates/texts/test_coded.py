"""Coded texts are strings of one character for each word, whichever of them are asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clustering.duplicates.texts.coded import FIRST_CODE, CodedTexts, encoded
from clustering.duplicates.texts.words import Lexicon
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.engines.spill import SpillEngine

TEXTS = ["abc", "", "ab", "abcdef"]


def coded(text: str) -> str:
    return "".join(chr(FIRST_CODE + ord(letter)) for letter in text)


@pytest.fixture
def texts() -> CodedTexts:
    return CodedTexts.of(map(coded, TEXTS))


@pytest.fixture(params=["inline", "spill"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return InlineEngine() if request.param == "inline" else SpillEngine(folder=tmp_path)


def test_texts_are_read_one_by_one_or_together(texts: CodedTexts) -> None:
    assert list(texts) == [*map(coded, TEXTS)]
    assert texts[3] == coded("abcdef")
    assert texts.take(np.array([2, 0, 2])) == [*map(coded, ["ab", "abc", "ab"])]
    assert list(texts.picked(np.array([3, 1]))) == [*map(coded, ["abcdef", ""])]
    assert list(texts[1:3]) == [*map(coded, ["", "ab"])]


@pytest.mark.parametrize(
    ("start", "most", "expected"),
    [
        (0, 2, ["ab", "", "ab", "ab"]),
        (-2, 2, ["bc", "", "ab", "ef"]),
        (2, 3, ["c", "", "", "cde"]),
        (7, 3, ["", "", "", ""]),
    ],
)
def test_a_stretch_of_each_text(
    texts: CodedTexts, start: int, most: int, expected: list[str]
) -> None:
    assert list(texts.words(start, most)) == [*map(coded, expected)]


def test_some_texts_are_others(texts: CodedTexts, engine: Engine) -> None:
    others = CodedTexts.of([coded("xyz"), ""])
    made = texts.held(engine).with_others(np.array([2, 0]), others, engine)
    assert list(made) == [*map(coded, ["", "", "xyz", "abcdef"])]
    assert texts.with_others(np.zeros(0, dtype=np.int64), others, engine) is texts


def test_words_are_numbered_alike_however_the_texts_come(engine: Engine) -> None:
    titles = ["Part III of it", "", "Part 3 ends.", "The U.S. part", "Part IV"]
    at_once, in_pieces = Lexicon(), Lexicon()
    whole = at_once.read(titles)
    rows = in_pieces.read_pieces([titles[:2], titles[2:4], titles[4:]], engine)
    same = at_once.meanings().same
    assert np.array_equal(same, in_pieces.meanings().same)
    assert np.array_equal(whole.leads, rows.leads)
    expected = list(encoded(whole, same, InlineEngine()))
    assert list(encoded(rows, same, engine)) == expected
    assert expected[0][1] == expected[2][1]
