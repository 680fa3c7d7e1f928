"""Runs: which titles are gathered, how often the outlet says what they share, and repeats."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.arrays.keys import hash64
from clustering.arrays.types import IntArray
from clustering.series.runs import (
    MIN_RUN_TITLES,
    PREFIXED,
    SHARED_PHRASE,
    Runs,
    concatenate_runs,
    distinct_runs,
    gather_runs,
)
from clustering.series.titles import Titles
from tests.series.outlets import LABELLED, others, run_of


@pytest.fixture
def titles() -> Titles:
    return Titles(run_of("herald", LABELLED) + others())


def of_herald(titles: Titles) -> IntArray:
    domains = [titles.articles[first].outlet.domain for first in titles.first.tolist()]
    return np.flatnonzero([domain == "herald.example" for domain in domains])


def gathered(titles: Titles, members: IntArray, kind: int = PREFIXED) -> Runs:
    ones = np.ones(len(members), dtype=np.int64)
    return gather_runs(titles, hash64(ones), members, kind, 2 * ones, ones > 0)


def test_a_title_that_shares_twice_counts_once(titles: Titles) -> None:
    members = of_herald(titles)
    runs = gathered(titles, np.concatenate([members, members[:2]]))
    assert runs.size.tolist() == [len(LABELLED)]
    assert runs.members(0).tolist() == members.tolist()
    assert runs.earliest.tolist() == [members[0]]


def test_too_few_titles_are_no_run(titles: Titles) -> None:
    members = of_herald(titles)
    assert len(gathered(titles, members[:MIN_RUN_TITLES]).kind) == 1
    assert len(gathered(titles, members[: MIN_RUN_TITLES - 1]).kind) == 0


def test_what_only_one_outlet_says_is_far_more_often_said_there(titles: Titles) -> None:
    members = of_herald(titles)
    key = hash64(np.ones(len(members), dtype=np.int64))
    words, anchored = np.full(len(members), 4), np.ones(len(members), dtype=np.bool_)

    def ratio(uses: int) -> float:
        said = np.full(len(members), uses)
        runs = gather_runs(titles, key, members, SHARED_PHRASE, words, anchored, said)
        return float(runs.ratio_to_others[0])

    strangers = len(titles) - len(members)
    assert ratio(len(members)) == strangers + 1
    assert ratio(len(members) + strangers) == pytest.approx(1.0)


def test_of_runs_with_the_same_titles_the_strongest_evidence_stays(titles: Titles) -> None:
    members = of_herald(titles)
    phrase, prefix = gathered(titles, members, SHARED_PHRASE), gathered(titles, members)
    fewer = gathered(titles, members[1:], SHARED_PHRASE)
    together = concatenate_runs([phrase, prefix, fewer])
    assert together.run.tolist() == [0] * 4 + [1] * 4 + [2] * 3
    kept = distinct_runs(together)
    assert sorted(zip(kept.kind.tolist(), kept.size.tolist(), strict=True)) == [
        (PREFIXED, 4),
        (SHARED_PHRASE, 3),
    ]
    assert distinct_runs(together.only(np.zeros(3, dtype=np.bool_))).size.tolist() == []
