"""Candidates: keys find what the near pairs cannot, and no bucket explodes."""

from __future__ import annotations

import numpy as np

from clustering.duplicates.candidates import candidate_pairs
from clustering.duplicates.texts.views import TitleViews
from clustering.model import Article
from clustering.pairs.nearest import Pairs
from tests.factories import make_article

NONE = Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))


def candidates(articles: list[Article], near: Pairs = NONE) -> set[tuple[int, int]]:
    left, right = candidate_pairs(articles, TitleViews(articles), near, 0.45, 1)
    assert (left < right).all()
    return set(zip(left.tolist(), right.tolist(), strict=True))


def test_a_title_that_thousands_share_costs_a_few_pairs_each() -> None:
    articles = [
        make_article(f"o{k:04}", "Letters to the editor", None, f"Text number {k} on the tides.")
        for k in range(2000)
    ]
    assert len(candidates(articles)) < 20 * len(articles)


def test_both_ends_of_a_title_and_the_opening_of_a_text_are_keys() -> None:
    text = "Waves broke the wall at dawn and flooded forty houses in the lower town of Graywick."
    articles = [
        make_article("a", "Sea wall breached at Graywick as storm batters coast", 0, text),
        make_article("b", "Sea wall breached at Graywick as gale hits the...", 300),
        make_article("c", "Sea defences fail at Graywick as storm batters coast", 300),
        make_article("d", "An altogether different headline on it", 300, f"(AP) - {text}"),
        make_article("e", "Nothing to do with it", 0, "Other words."),
    ]
    assert {(0, 1), (0, 2), (0, 3)} <= candidates(articles)
    assert not any(4 in pair for pair in candidates(articles))


def test_near_pairs_count_from_the_similarity_asked_for() -> None:
    articles = [make_article(name, f"Title {name}", 0) for name in "abc"]
    near = Pairs(np.array([0, 1]), np.array([2, 2]), np.array([0.5, 0.4]))
    assert candidates(articles, near) == {(0, 2)}


def test_no_articles_have_no_candidates() -> None:
    assert candidates([]) == set()
