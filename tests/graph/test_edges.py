"""Evidence: what an edge knows, how it fades, and what a related link can and cannot do."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.duplicates import same_text_classes
from clustering.graph.edges import Graph, build_graph
from clustering.model import Corpus
from clustering.pairs.borrowed_dates import BorrowedDates
from clustering.pairs.nearest import nearest_pairs
from clustering.settings.model import Settings
from clustering.vectors.words import vectorize
from tests.factories import make_article, make_corpus

STORM = "Storm Ottoline floods the old harbour of Brackwater"
STORM_TOO = "Old harbour of Brackwater under water after storm Ottoline"
RECIPE = "Seven quick lentil recipes"


def graph_of(corpus: Corpus, borrowed: BorrowedDates | None = None, **settings: object) -> Graph:
    chosen = Settings.model_validate(settings)
    vectors = vectorize(corpus.articles, chosen)
    pairs = nearest_pairs(
        vectors.matrix, corpus.days, chosen.neighbours, chosen.link, chosen.window
    )
    return build_graph(corpus, vectors, pairs, same_text_classes(corpus.articles), chosen, borrowed)


def test_likeness_fades_in_a_straight_line_to_nothing_at_the_window() -> None:
    near = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=0)])
    later = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=7)])
    gone = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=14)])
    at_once = graph_of(near).edge(0)
    week_apart = graph_of(later).edge(0)
    assert week_apart.strength == pytest.approx(at_once.strength / 2)
    assert week_apart.similarity == pytest.approx(at_once.similarity)
    assert len(graph_of(gone)) == 0


def test_an_unknown_date_does_not_fade() -> None:
    undated = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=None)])
    edge = graph_of(undated).edge(0)
    assert edge.strength == pytest.approx(edge.similarity)
    assert edge.days_apart is None


def test_a_borrowed_date_fades_and_is_told() -> None:
    undated = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=None)])
    week_later = make_article("c", RECIPE, day=7)
    corpus = make_corpus([*undated.articles, week_later])
    by_itself = graph_of(corpus).edge(0)
    graph = graph_of(corpus, BorrowedDates(np.array([0, 2, 2]), np.ones(3)))
    edge = graph.edge(0)
    assert edge.days_apart == 7
    assert edge.borrowed_date
    assert edge.strength == pytest.approx(by_itself.strength / 2)
    assert not by_itself.borrowed_date
    assert graph.borrowed_date.tolist() == [True]


def test_a_borrowed_date_fades_as_far_as_it_is_trusted() -> None:
    undated = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=None)])
    corpus = make_corpus([*undated.articles, make_article("c", RECIPE, day=7)])
    by_itself = graph_of(corpus).edge(0)
    edge = graph_of(corpus, BorrowedDates(np.array([0, 2, 2]), np.array([1.0, 0.5, 1.0]))).edge(0)
    assert edge.strength == pytest.approx(by_itself.strength * 0.75)


def test_a_date_is_not_borrowed_where_the_days_apart_stay_unknown() -> None:
    undated = [make_article("a", STORM, day=None), make_article("b", STORM_TOO, day=None)]
    corpus = make_corpus([*undated, make_article("c", RECIPE, day=7)])
    edge = graph_of(corpus, BorrowedDates(np.array([2, -1, 2]), np.ones(3))).edge(0)
    assert edge.days_apart is None
    assert not edge.borrowed_date


def test_a_related_link_strengthens_a_pair_that_shares_words() -> None:
    articles = [make_article("a", STORM), make_article("b", STORM_TOO)]
    plain = graph_of(make_corpus(articles)).edge(0)
    linked = graph_of(make_corpus(articles, links=[(0, 1)])).edge(0)
    assert linked.related
    assert plain.strength < linked.strength < 1
    assert linked.similarity == pytest.approx(plain.similarity)


def test_a_related_link_between_strangers_carries_no_strength() -> None:
    strangers = make_corpus([make_article("a", STORM), make_article("b", RECIPE)], links=[(0, 1)])
    edge = graph_of(strangers).edge(0)
    assert edge.related
    assert edge.strength == 0


def test_related_merge_makes_a_link_certain_and_ignore_drops_it() -> None:
    strangers = make_corpus([make_article("a", STORM), make_article("b", RECIPE)], links=[(0, 1)])
    assert graph_of(strangers, related="merge").edge(0).strength == 1
    assert len(graph_of(strangers, related="ignore")) == 0


def test_edges_are_found_from_either_end() -> None:
    corpus = make_corpus([make_article(name, STORM) for name in "abcd"])
    graph = graph_of(corpus)
    assert len(graph) == 6
    for low in range(4):
        for high in range(low + 1, 4):
            edge = graph.between(high, low)
            assert edge is not None
            assert (edge.left, edge.right) == (low, high)
            assert edge.same_text
    assert graph.between(0, 0) is None
    assert len(graph.within(np.array([0, 2, 3]))) == 3
