"""A sweep gives at every value what a fresh run at that value gives, in a fraction of the time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.stories.linkage.tree import renumber
from clustering.system.garbage import garbage_collection_paused
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep
from tests.benchmarks.labelled import FIXTURES, data_folder, load
from tests.factories import make_reading
from tests.tuning.conftest import MANY_WORDS, random_reading


def swept(reading: Reading, settings: Settings, text: str) -> Sweep:
    return sweep_settings(run(reading, settings), settings, parse_sweep(text, settings))


def fresh(found: Sweep, step: int, settings: Settings) -> Result:
    names = [axis.name for axis in found.axes]
    changed = dict(zip(names, found.steps[step].values, strict=True))
    return run(found.result.reading, settings.model_copy(update=changed))


def assert_every_step_is_a_fresh_run(
    found: Sweep, settings: Settings, steps: Iterable[int]
) -> None:
    for step in steps:
        again = fresh(found, step, settings)
        assert renumber(found.partition(step)).tolist() == renumber(again.story_of).tolist()
        figures = found.steps[step]
        assert figures.stories == again.counts["stories"]
        assert figures.largest == max(len(story.articles) for story in again.stories)
        assert figures.alone == sum(story.is_alone for story in again.stories)
        assert figures.cut_at == again.cut_at


@pytest.mark.slow("up to seven fresh runs for each of fifteen sweeps")
@given(
    seed=st.integers(0, 10_000),
    text=st.sampled_from(
        [
            "detail",
            "detail",
            "detail=0.05:0.95:5,link=0.05/0.1/0.15/0.3",
            "detail=0.3/0.7,window=3/10",
            "cohesion",
            "cohesion=0/0.05/0.3/1",
            "cohesion=0.02:0.4:5,link=0.05/0.1/0.15/0.3",
            "cohesion=0.05/0.2,window=3/10",
            "link=0.02:0.4:7",
            "window=0/2/7/30",
            "related",
            "related,link=0.05/0.2",
            "smoothing=0/0.3",
            "neighbours=2/5",
        ]
    ),
    cohesion=st.sampled_from([None, 0.1]),
    events=st.sampled_from([8, 16]),
    undated=st.sampled_from([0.1, 0.6]),
)
@hypothesis_settings(max_examples=15)
def test_the_partition_at_any_value_is_that_of_a_fresh_run(
    seed: int, text: str, cohesion: float | None, events: int, undated: float
) -> None:
    settings = Settings(jobs=1, cohesion=None if text.startswith("detail") else cohesion)
    reading = random_reading(seed, events=events, undated=undated)
    found = swept(reading, settings, text)
    generator = np.random.default_rng(seed)
    some = generator.permutation(len(found.steps))[:4].tolist()
    ends = {0, len(found.steps) - 1, found.nearest(found.now)}
    assert_every_step_is_a_fresh_run(found, settings, {*some, *ends})


@pytest.mark.slow("a fresh run at each fourth hundredth")
def test_every_detail_is_a_fresh_run(settings: Settings) -> None:
    reading = random_reading(1, 60, 20, undated=0.3)
    found = swept(reading, settings, "detail")
    assert len({step.stories for step in found.steps}) > 5
    assert_every_step_is_a_fresh_run(found, settings, range(0, 100, 4))


@pytest.mark.slow("fresh runs over posts and labelled articles")
@pytest.mark.parametrize("name", ["fixtures", "headlines", "ecbplus_odd"])
def test_a_sweep_over_articles_as_they_are_is_exact(settings: Settings, name: str) -> None:
    if name not in FIXTURES and data_folder() is None:
        pytest.skip("the labelled sets are not here")
    reading = load(name).reading
    found = swept(reading, settings, "detail")
    assert_every_step_is_a_fresh_run(found, settings, [0, 69, 99])
    grid = swept(reading, settings, "detail=0.2/1,link=0.05/0.2")
    assert_every_step_is_a_fresh_run(grid, settings, range(len(grid.steps)))


def test_a_cohesion_that_is_not_set_is_the_one_most_like_the_run(
    result: Result, settings: Settings
) -> None:
    found = sweep_settings(result, settings, parse_sweep("cohesion,link=0.12/0.3", settings))
    assert found.is_other_cut
    likeness = [
        bcubed(contingency_table(result.story_of, found.partition(at))).f1
        for at in next(found.rows())
    ]
    assert found.now == (found.steps[int(np.argmax(likeness))].values[0], 0.12)
    set_ = settings.model_copy(update={"cohesion": 0.2})
    own = swept(result.reading, set_, "cohesion")
    assert (own.now, own.is_other_cut) == ((0.2,), False)


def test_duplicate_thresholds_are_swept_over_duplicate_groups(settings: Settings) -> None:
    records = random_reading(3).records
    copies = [
        dataclasses.replace(record, name=f"c{at}", urls=(f"https://c{at}.example/c",))
        for at, record in enumerate(records[:5])
    ]
    found = swept(make_reading([*records, *copies]), settings, "duplicate_title=0.5/0.9")
    assert found.is_about_duplicates
    for step in range(len(found.steps)):
        groups = fresh(found, step, settings).duplicate_groups
        members = [len(group.members) for group in groups if len(group.members) > 1]
        assert found.steps[step].stories == len(found.result.articles) - sum(members) + len(members)


def test_neighbouring_steps_are_compared_within_a_row_only(
    result: Result, settings: Settings
) -> None:
    found = sweep_settings(
        result, settings, parse_sweep("detail=0.1/0.4/0.7,link=0.12/0.2", settings)
    )
    firsts = [step.stability is None for step in found.steps]
    assert firsts == [True, False, False, True, False, False]
    assert [list(row) for row in found.rows()] == [[0, 1, 2], [3, 4, 5]]


def test_equal_partitions_agree_entirely(result: Result, settings: Settings) -> None:
    found = sweep_settings(result, settings, parse_sweep("detail=0.02/0.03/0.7", settings))
    assert found.steps[1].stability == 1.0


def test_the_nearest_step_is_found(result: Result, settings: Settings) -> None:
    found = sweep_settings(result, settings, parse_sweep("detail=0.3/0.7,related", settings))
    at = found.nearest((0.35, "merge"))
    assert found.steps[at].values == (0.3, "merge")


def test_hundreds_of_values_take_less_than_two_runs() -> None:
    settings = Settings(jobs=2)
    reading = random_reading(5, articles=4_000, events=800, words=MANY_WORDS)
    with garbage_collection_paused():  # it would walk what other tests have left behind
        start = process_time()
        result = run(reading, settings)
        one_run = process_time() - start
        for text in ("detail", "cohesion=0.05:0.3:200", "detail=0.05:1:20,link=0.12:0.3:10"):
            start = process_time()
            found = sweep_settings(result, settings, parse_sweep(text, result.settings))
            assert process_time() - start < 2 * one_run, text
            assert len(found.steps) >= 100
