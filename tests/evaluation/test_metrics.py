"""Scores: against published examples, scikit-learn, and slow obvious implementations."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as oracle

from clustering.evaluation.metrics import (
    Contingency,
    Score,
    adjusted_mi,
    bcubed,
    contingency_table,
    pairwise,
    score_table,
)
from tests.cost import cost

Labels = list[int]
TwoLabels = st.integers(1, 40).flatmap(
    lambda size: st.tuples(
        *(st.lists(st.integers(0, 8), min_size=size, max_size=size) for _ in range(2))
    )
)


def table_of(gold: Labels, found: Labels) -> Contingency:
    return contingency_table(np.array(gold), np.array(found))


def partition(*sizes: dict[str, int]) -> tuple[Labels, Labels]:
    """Gold and found labels of found stories given as their gold stories' sizes."""
    names = sorted({name for story in sizes for name in story})
    cells = [
        (names.index(name), found)
        for found, story in enumerate(sizes)
        for name, count in story.items()
        for _ in range(count)
    ]
    return [gold for gold, _ in cells], [found for _, found in cells]


def slow_bcubed(gold: Labels, found: Labels) -> tuple[float, float]:
    """Ask every article about every other, as the definition does."""
    everyone = range(len(gold))
    precision, recall = 0.0, 0.0
    for one in everyone:
        story = {other for other in everyone if found[other] == found[one]}
        truth = {other for other in everyone if gold[other] == gold[one]}
        precision += len(story & truth) / len(story)
        recall += len(story & truth) / len(truth)
    return precision / len(gold), recall / len(gold)


def slow_pairwise(gold: Labels, found: Labels) -> tuple[float, float]:
    pairs = list(combinations(range(len(gold)), 2))
    together = {(a, b) for a, b in pairs if found[a] == found[b]}
    truth = {(a, b) for a, b in pairs if gold[a] == gold[b]}
    shared = len(together & truth)
    precision = shared / len(together) if together else 1.0
    return precision, shared / len(truth) if truth else 1.0


@pytest.mark.parametrize(
    ("stories", "precision", "recall"),
    [
        # Bagga & Baldwin 1998, "Algorithms for scoring coreference chains", figures 3 and 4:
        # chains of 5, 2 and 5, of which a response joins two.
        ([{"a": 5}, {"b": 2, "c": 5}], 0.76, 1.0),
        ([{"a": 5, "c": 5}, {"b": 2}], 0.58, 1.0),
        # Amigó et al. 2009, the left example of the homogeneity constraint: 0.59 and 0.69,
        # cut after two digits.
        ([{"a": 4}, {"a": 1, "b": 2}, {"b": 4, "c": 1, "d": 1, "e": 1}], 0.5986, 0.6952),
    ],
)
def test_bcubed_gives_the_published_figures(
    stories: list[dict[str, int]], precision: float, recall: float
) -> None:
    found = bcubed(table_of(*partition(*stories)))
    assert found.precision == pytest.approx(precision, abs=0.005)
    assert found.recall == pytest.approx(recall, abs=0.005)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param(
            [{"a": 4}, {"a": 1, "b": 2}, {"b": 4, "c": 1, "d": 1, "e": 1}],
            [{"a": 4}, {"a": 1}, {"b": 2}, {"b": 4, "c": 1, "d": 1, "e": 1}],
            id="homogeneity",
        ),
        pytest.param([{"a": 4}, {"a": 2}, {"b": 3}], [{"a": 6}, {"b": 3}], id="completeness"),
        pytest.param(
            [{"a": 4, "x": 1}, {"b": 1, "c": 1, "d": 1, "e": 1}],
            [{"a": 4}, {"b": 1, "c": 1, "d": 1, "e": 1, "x": 1}],
            id="rag bag",
        ),
        pytest.param(
            [{"z": 5}, {"a": 1}, {"a": 1}, {"b": 1}, {"b": 1}, {"c": 1}, {"c": 1}],
            [{"z": 4}, {"z": 1}, {"a": 2}, {"b": 2}, {"c": 2}],
            id="size against quantity",
        ),
    ],
)
def test_bcubed_meets_the_formal_constraints(
    worse: list[dict[str, int]], better: list[dict[str, int]]
) -> None:
    """The four constraints of Amigó et al. 2009, which BCubed alone meets."""
    assert bcubed(table_of(*partition(*worse))).f1 < bcubed(table_of(*partition(*better))).f1


def test_ami_gives_the_figures_of_the_scikit_learn_suite() -> None:
    gold = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    found = [1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 3, 1, 3, 3, 3, 2, 2]
    assert adjusted_mi(table_of(gold, found)) == pytest.approx(0.27821, abs=5e-6)
    assert adjusted_mi(table_of(gold * 110, found * 110)) == pytest.approx(0.38, abs=0.005)


@given(TwoLabels)
def test_bcubed_and_pairs_equal_the_obvious_count(labels: tuple[Labels, Labels]) -> None:
    table = table_of(*labels)
    ours = bcubed(table)
    assert (ours.precision, ours.recall) == pytest.approx(slow_bcubed(*labels))
    ours = pairwise(table)
    assert (ours.precision, ours.recall) == pytest.approx(slow_pairwise(*labels))


@given(TwoLabels)
def test_chance_corrected_scores_equal_scikit_learn(labels: tuple[Labels, Labels]) -> None:
    ours = score_table(table_of(*labels))
    ari, ami = oracle.adjusted_rand_score(*labels), oracle.adjusted_mutual_info_score(*labels)
    if ari == 1.0:  # scikit-learn 1.4 gives 0 to lone articles that are alone in both
        ami = 1.0
    assert (ours.ari, ours.ami) == pytest.approx((ari, ami), abs=1e-9)
    theirs = oracle.homogeneity_completeness_v_measure(*labels)
    v = ours.v_measure
    assert (v.precision, v.recall, v.f1) == pytest.approx(theirs, abs=1e-9)


@given(TwoLabels)
def test_names_of_stories_and_order_of_articles_do_not_matter(
    labels: tuple[Labels, Labels],
) -> None:
    gold, found = np.array(labels[0]), np.array(labels[1])
    renamed = score_table(contingency_table(gold[::-1] * 7 + 3, 100 - found[::-1]))
    as_given = score_table(contingency_table(gold, found))
    assert renamed.bcubed.f1 == pytest.approx(as_given.bcubed.f1)
    assert renamed.pairwise == as_given.pairwise
    assert (renamed.ari, renamed.ami) == pytest.approx((as_given.ari, as_given.ami), abs=1e-9)


@given(TwoLabels)
def test_swapping_gold_and_found_swaps_precision_and_recall(
    labels: tuple[Labels, Labels],
) -> None:
    one, other = score_table(table_of(*labels)), score_table(table_of(labels[1], labels[0]))
    assert one.bcubed.precision == pytest.approx(other.bcubed.recall)
    assert one.pairwise.precision == pytest.approx(other.pairwise.recall)
    assert one.v_measure.precision == pytest.approx(other.v_measure.recall)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=40))
def test_equal_partitions_score_one(labels: Labels) -> None:
    scores = score_table(table_of(labels, [9 - label for label in labels]))
    one = Score(1.0, 1.0, 1.0)
    assert (scores.bcubed, scores.pairwise) == (one, one)
    assert (scores.ari, scores.ami, scores.v_measure.f1) == pytest.approx((1.0, 1.0, 1.0))


def test_articles_without_a_gold_label_are_left_out() -> None:
    some = contingency_table(np.array([0, -1, 0, 1, -1]), np.array([5, 5, 6, 6, 9]))
    assert some.articles == 3
    assert score_table(some) == score_table(table_of([0, 0, 1], [5, 6, 6]))


def test_a_table_needs_a_gold_label() -> None:
    with pytest.raises(ValueError, match="no article has a gold label"):
        table_of([-1, -1], [0, 1])
    with pytest.raises(ValueError, match="shape"):
        table_of([0, 1], [0])


def test_a_million_articles_are_scored_in_seconds() -> None:
    generator = np.random.default_rng(0)
    gold = (generator.pareto(1.2, 1_000_000) * 20_000).astype(np.int64) % 400_000
    other = generator.integers(0, 400_000, 1_000_000)
    found = np.where(generator.random(1_000_000) < 0.9, gold, other)
    table = contingency_table(gold, found)
    assert 0.8 < score_table(table).bcubed.f1 < 1
    assert cost(lambda: score_table(contingency_table(gold, found))) < 4  # 0.1 s measured
