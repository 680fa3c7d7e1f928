"""Jargon is found by counting, and what one outlet is caught with can be taught to others."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.arrays.types import IntArray
from clustering.series.jargon import Jargon
from clustering.series.titles import Titles
from tests.series.outlets import crowd, run_of
from tests.series.test_formulaic import FEW, REPORTS


@pytest.fixture
def titles() -> Titles:
    return Titles(run_of("mill", REPORTS) + run_of("almanac", FEW) + crowd())


def outlet_of(titles: Titles, name: str) -> int:
    [outlet] = {
        int(titles.outlet[at])
        for at, first in enumerate(titles.first.tolist())
        if titles.articles[first].outlet.domain == f"{name}.example"
    }
    return outlet


def codes(titles: Titles, *words: str) -> IntArray:
    return np.array(
        [titles.folded[list(titles.vocabulary).index(word)] for word in words], dtype=np.int64
    )


def known(jargon: Jargon, titles: Titles, name: str, *words: str) -> list[bool]:
    found = codes(titles, *words)
    listed: list[bool] = jargon.has(np.full(len(found), outlet_of(titles, name)), found).tolist()
    return listed


def test_an_outlet_has_its_own_jargon_and_not_that_of_others(titles: Titles) -> None:
    jargon = Jargon(titles)
    assert known(jargon, titles, "mill", "market", "growth", "demand") == [True] * 3
    assert known(jargon, titles, "almanac", "market", "growth", "demand") == [False] * 3
    assert known(jargon, titles, "mill", "canoe", "otter") == [False, False]


def test_a_lesson_teaches_all_its_words_to_all_its_outlets_and_to_no_other(
    titles: Titles,
) -> None:
    jargon = Jargon(titles)
    pupils = np.array([outlet_of(titles, "almanac"), outlet_of(titles, "crowd3")])
    jargon.add([(pupils, codes(titles, "market", "canoe")), (pupils[:1], codes(titles, "lantern"))])
    assert known(jargon, titles, "almanac", "market", "canoe", "lantern") == [True] * 3
    assert known(jargon, titles, "crowd3", "market", "canoe", "lantern") == [True, True, False]
    assert known(jargon, titles, "crowd4", "market", "canoe", "lantern") == [False] * 3
    assert known(jargon, titles, "mill", "market", "canoe") == [True, False]  # nothing is forgotten


def test_taught_words_are_spoken_where_they_stand(titles: Titles) -> None:
    jargon = Jargon(titles)
    pupil = outlet_of(titles, "almanac")
    assert pupil not in titles.outlet[jargon.occurrences()[0]]
    jargon.add([(np.array([pupil]), codes(titles, "canoe"))])
    title, word = jargon.occurrences()
    mine = titles.outlet[title] == pupil
    assert [titles.text[one] for one in title[mine].tolist()] == [FEW[0]]
    assert word[mine].tolist() == codes(titles, "canoe").tolist()


def test_no_lesson_changes_nothing(titles: Titles) -> None:
    jargon = Jargon(titles)
    before = [values.tolist() for values in jargon.occurrences()]
    jargon.add([])
    assert [values.tolist() for values in jargon.occurrences()] == before
