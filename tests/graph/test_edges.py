"""Evidence: what an edge knows, how it fades, and what a related link can and cannot do."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from clustering.graph import edges
from clustering.graph.discounts import ONE_OUTLET, ROUNDUP
from clustering.graph.edges import Graph, build_graph
from clustering.graph.same_text import same_text_classes
from clustering.model import Corpus, Outlet
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
    own = vectorize(corpus.articles, chosen)
    pairs = nearest_pairs(own.matrix, corpus.days, chosen.neighbours, chosen.link, chosen.window)
    same_text = same_text_classes(corpus.articles)
    return build_graph(corpus, own, own, pairs, same_text, chosen, borrowed)


def test_likeness_fades_in_a_straight_line_to_nothing_at_the_window() -> None:
    near = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=0)])
    later = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=7)])
    gone = make_corpus([make_article("a", STORM), make_article("b", STORM_TOO, day=14)])
    at_once = graph_of(near).edge(0)
    week_apart = graph_of(later).edge(0)
    assert week_apart.strength == pytest.approx(at_once.strength / 2)
    assert week_apart.similarity == pytest.approx(at_once.similarity)
    assert len(graph_of(gone)) == 0


def test_block_borders_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [STORM, STORM_TOO, RECIPE, f"{STORM} again", f"{RECIPE} for storm days"]
    corpus = make_corpus([make_article(f"a{at}", title) for at, title in enumerate(titles)])
    whole = graph_of(corpus)
    monkeypatch.setattr(edges, "_PAIRS_AT_ONCE", 2)
    blocks = graph_of(corpus)
    assert len(whole) > 3
    assert [whole.edge(at) for at in range(len(whole))] == [
        blocks.edge(at) for at in range(len(blocks))
    ]


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


ISKEL = "Strong quake shakes the coast of Iskel at dawn"
MARRO = "Strong quake shakes the coast of Marro at dawn"
# Ordinary titles, by which the names are told.
PLACES = [make_article("y", "Ferries for Iskel stay in port"), make_article("z", "Rain in Marro")]
TWINS = [make_article("a", ISKEL), make_article("b", MARRO)]


def test_strength_is_what_days_and_discount_leave_of_the_similarity() -> None:
    twins = [TWINS[0], make_article("b", MARRO, day=3.5)]
    edge = graph_of(make_corpus([*twins, *PLACES])).between(0, 1)
    assert edge is not None
    assert edge.names_differ
    assert edge.discount < 1
    assert edge.strength == pytest.approx(edge.similarity * 0.75 * edge.discount)


def test_twins_are_weaker_than_two_reports_of_one() -> None:
    reports = [TWINS[0], make_article("b", "Strong quake at dawn shakes the Iskel coast")]
    same = graph_of(make_corpus([*reports, *PLACES])).between(0, 1)
    twins = graph_of(make_corpus([*TWINS, *PLACES])).between(0, 1)
    assert same is not None
    assert twins is not None
    assert (same.names_differ, twins.names_differ) == (False, True)
    assert same.discount == 1
    assert twins.strength / twins.similarity < same.strength / same.similarity


def test_a_related_link_and_equal_texts_lift_the_discounts_of_words() -> None:
    linked = graph_of(make_corpus([*TWINS, *PLACES], links=[(0, 1)])).between(0, 1)
    assert linked is not None
    assert (linked.discount, linked.names_differ) == (1, False)
    assert linked.strength > linked.similarity
    equal = graph_of(make_corpus([make_article(name, "Lentils") for name in "ab"])).between(0, 1)
    assert equal is not None
    assert equal.same_text
    assert equal.discount == 1


def test_one_outlet_counts_for_less_even_where_a_link_is_related() -> None:
    storms = [make_article("a", STORM), make_article("b", STORM_TOO)]
    own = [replace(article, outlet=Outlet("Tern", "tern.example")) for article in storms]
    others = [make_article(name, RECIPE) for name in "wxyz"]
    for links in ([], [(0, 1)]):
        two = graph_of(make_corpus([*storms, *others], links=links)).between(0, 1)
        one = graph_of(make_corpus([*own, *others], links=links)).between(0, 1)
        assert one is not None
        assert two is not None
        assert one.strength == pytest.approx(two.strength * ONE_OUTLET)
        assert one.discount == pytest.approx(two.discount * ONE_OUTLET)


def test_a_round_up_is_linked_less() -> None:
    day = "Morning briefing: storm Ottoline floods the old harbour of Brackwater"
    corpus = make_corpus([make_article("a", STORM), make_article("b", day)])
    edge = graph_of(corpus).between(0, 1)
    assert edge is not None
    assert edge.discount == pytest.approx(ROUNDUP)


def test_what_the_discounts_take_under_the_floor_is_no_edge() -> None:
    graph = graph_of(make_corpus([*TWINS, *PLACES]))
    edge = graph.between(0, 1)
    assert edge is not None
    floor = (edge.strength + edge.similarity) / 2
    assert graph_of(make_corpus([*TWINS, *PLACES]), link=floor).between(0, 1) is None
    linked = graph_of(make_corpus([*TWINS, *PLACES], links=[(0, 1)]), link=1.0)
    assert linked.between(0, 1) is not None  # told, but too weak to link


def test_some_edges_of_a_graph_keep_all_their_evidence() -> None:
    corpus = make_corpus([*TWINS, *PLACES, make_article("x", ISKEL, day=1)], links=[(0, 4)])
    graph = graph_of(corpus)
    assert graph.only(np.ones(len(graph), dtype=np.bool_)) is graph
    kept = np.arange(len(graph)) % 2 == 1
    some = replace(graph, labelled=np.arange(len(graph)) - 1).only(kept)
    assert len(some) == kept.sum() > 0
    told = [replace(graph, labelled=np.arange(len(graph)) - 1).edge(at) for at in range(len(graph))]
    assert [some.edge(at) for at in range(len(some))] == told[1::2]


@pytest.mark.parametrize("days", [0.0, 5.0, 20.0])
def test_a_related_link_never_weakens_a_pair(days: float) -> None:
    titles = [STORM, STORM_TOO, ISKEL, MARRO, RECIPE, "Storm and quake: what to do in Marro"]
    articles = [
        make_article(n, t, day=days * (n > "c")) for n, t in zip("abcdef", titles, strict=True)
    ]
    plain = graph_of(make_corpus(articles))
    for link in combinations(range(len(titles)), 2):
        linked = graph_of(make_corpus(articles, links=[link])).between(*link)
        before = plain.between(*link)
        assert linked is not None
        assert linked.strength >= (before.strength if before else 0.0)
        assert linked.strength < 1
