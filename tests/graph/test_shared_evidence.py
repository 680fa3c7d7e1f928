"""Countries, names and numbers that articles share across languages."""

from __future__ import annotations

import numpy as np

from clustering.graph.shared_evidence import (
    SharedEvidence,
    shared_countries,
    shared_names,
    shared_numbers,
)
from tests.factories import make_article

ARTICLES = [
    make_article("a", "Quake near Tavrela kills 37"),
    make_article("b", "Тавреле: погибли 37 человек"),
    make_article("c", "Ferry with 180 aboard aground off Galana"),
    make_article("d", "У Галаны сел на мель паром, 183 пассажира"),
    make_article("e", "Council votes on the budget"),
]
EVIDENCE = SharedEvidence(ARTICLES, ["en", "ru", "en", "ru", "en"])
LEFT, RIGHT = np.array([0, 0, 2, 0]), np.array([1, 3, 3, 4])


def test_a_shared_name_tells_more_than_none() -> None:
    names = EVIDENCE.names_shared(LEFT, RIGHT)
    assert names[0] > 2 and names[2] > 2
    assert names[1] == names[3] == 0


def test_numbers_agree_exactly_or_when_rounded() -> None:
    numbers = EVIDENCE.numbers_shared(LEFT, RIGHT)
    assert numbers[0] > numbers[1] == 0
    assert numbers[2] > 0  # 180 and 183


def test_what_most_articles_hold_tells_nothing() -> None:
    articles = [make_article(f"{at}", f"Tavrela report {at + 3_000}") for at in range(40)]
    shared = SharedEvidence(articles, ["en"] * 40).names_shared(np.array([0]), np.array([1]))
    assert shared[0] < 1


def test_the_names_and_numbers_of_a_pair_are_named_as_they_are_written() -> None:
    assert ("Tavrela", "Тавреле") in shared_names(ARTICLES[0], ARTICLES[1])
    assert shared_numbers(ARTICLES[0], ARTICLES[1]) == [37.0]
    assert shared_names(ARTICLES[0], ARTICLES[3]) == []


def test_a_country_is_shared_whatever_it_is_called() -> None:
    articles = [
        make_article("a", "Polish mine blast", excerpt="Nine are missing."),
        make_article("b", "Вибух на шахті в Польщі"),
        make_article("c", "Explosión en una mina turca"),
    ]
    evidence = SharedEvidence(articles, ["en", "uk", "es"])
    shared = evidence.countries_shared(np.array([0, 0]), np.array([1, 2]))
    assert shared[0] > 1 and shared[1] == 0
    assert shared_countries(articles[0], articles[1], ("en", "uk")) == ["Poland"]
    assert shared_countries(articles[0], articles[2], ("en", "es")) == []


def test_articles_without_names_or_numbers_share_none() -> None:
    empty = SharedEvidence([make_article("a", ""), make_article("b", "")], ["en", "en"])
    ends = np.array([0]), np.array([1])
    assert empty.names_shared(*ends).tolist() == empty.numbers_shared(*ends).tolist() == [0.0]
    assert empty.countries_shared(*ends).tolist() == [0.0]
