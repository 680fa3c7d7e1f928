"""What the words of titles are: names, figures, content, and which the texts repeat."""

from __future__ import annotations

import numpy as np

from clustering.duplicates.texts.field_words import FieldWords
from clustering.duplicates.texts.words import Lexicon


def fields(*sides: list[str]) -> tuple[Lexicon, list[FieldWords]]:
    lexicon = Lexicon()
    rows = [lexicon.read(side) for side in sides]
    return lexicon, [FieldWords(some, lexicon.meanings()) for some in rows]


def test_capitals_tell_names_but_not_where_all_words_have_them() -> None:
    _, (titles,) = fields(["Storm hits Tidewater coast", "Storm Hits Tidewater Coast Again"])
    assert titles.tells_names().tolist() == [True, False]
    assert titles.names().tolist() == [False, False, True, False] + 5 * [False]


def test_words_are_told_that_the_text_repeats() -> None:
    _, (titles, texts) = fields(["Storm hits coast"], ["The coast saw a storm."])
    assert titles.repeated_in(texts, texts.is_content).tolist() == [True, False, True]


def test_different_words_come_once_and_sorted() -> None:
    _, (titles, texts) = fields(["coast storm coast", "storm"], ["", "coast"])
    coast, storm = titles.spelled()[0][0], titles.spelled()[1]
    assert list(titles.distinct(titles.every())) == [coast + storm, storm]
    assert list(titles.distinct(titles.every(), texts)) == [coast + storm, coast + storm]


def test_one_word_of_another_kind_may_stand_in_the_title_of_a_column() -> None:
    lexicon, (titles,) = fields(["Tidewater weather forecast", "Storm weather hits coast"])
    listed = np.array([w in {"weather", "forecast"} for w in lexicon.meanings().spelled])
    assert titles.is_made_of(listed).tolist() == [True, False]
