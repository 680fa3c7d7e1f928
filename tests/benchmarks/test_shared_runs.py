"""Pairs that share a run of words are counted rightly, and nearly all are in one group."""

from __future__ import annotations

import pytest

from clustering.settings.model import Settings
from tests.benchmarks.labelled import data_folder
from tests.benchmarks.shared_runs import measure, pairs_with_a_run
from tests.factories import make_record

RUN = " ".join(f"word{k}" for k in range(18))


def test_a_run_of_eighteen_words_makes_a_pair_wherever_it_stands() -> None:
    texts = (RUN, f"before it {RUN}, after it", RUN.replace("word9", "other"), f"{RUN[:-7]} end")
    records = [make_record(f"r{k}", "Title", excerpt=text) for k, text in enumerate(texts)]
    assert pairs_with_a_run(records, [0, 0, 0, 0]) == {(0, 1)}


def test_what_stands_in_many_stories_is_boilerplate() -> None:
    records = [make_record(f"r{k}", "Title", excerpt=f"{k} {RUN}") for k in range(3)]
    assert pairs_with_a_run(records, [0, 1, 2]) == set()
    assert len(pairs_with_a_run(records, [0, 0, 1])) == 3
    own = [make_record(f"r{k}", "T", excerpt=RUN, outlet_domain="a.example") for k in range(2)]
    assert pairs_with_a_run(own, [0, 1]) == set()


@pytest.mark.slow("searches 3,307 real articles for copies")
@pytest.mark.skipif(data_folder() is None, reason="the sets beside the project are not there")
def test_nearly_all_pairs_with_a_shared_run_are_in_one_group() -> None:
    assert measure("groundnews_2026_raw", Settings()).share >= 0.98
