"""A sweep gives at every value what a fresh run at that value gives, in a fraction of the time."""

from __future__ import annotations

import dataclasses
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.stories.linkage import renumber
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep
from tests.factories import make_reading
from tests.tuning.conftest import WORDS, random_reading


def swept(reading: Reading, settings: Settings, text: str) -> Sweep:
    result = run(reading, settings)
    return sweep_settings(result, settings, parse_sweep(text, result.settings))


def fresh(found: Sweep, step: int, settings: Settings) -> Result:
    names = [axis.name for axis in found.axes]
    changed = dict(zip(names, found.steps[step].values, strict=True))
    return run(found.result.reading, settings.model_copy(update=changed))


@pytest.mark.slow("up to nine fresh runs for each of forty sweeps")
@given(
    seed=st.integers(0, 10_000),
    text=st.sampled_from(
        [
            "cohesion",
            "cohesion=0/0.05/0.3/1",
            "link=0.02:0.4:7",
            "cohesion=0.02:0.4:5,link=0.05/0.1/0.15/0.3",
            "window=0/2/7/30",
            "related",
            "related,link=0.05/0.2",
            "cohesion=0.05/0.2,window=3/10",
            "smoothing=0/0.3",
            "neighbours=2/5",
        ]
    ),
    cohesion=st.sampled_from([None, 0.1]),
)
@hypothesis_settings(max_examples=40)
def test_the_partition_at_any_value_is_that_of_a_fresh_run(
    seed: int, text: str, cohesion: float | None
) -> None:
    settings = Settings(jobs=1, cohesion=cohesion)
    found = swept(random_reading(seed), settings, text)
    generator = np.random.default_rng(seed)
    some = generator.permutation(len(found.steps))[:6].tolist()
    for step in {*some, 0, len(found.steps) - 1, found.nearest(found.now)}:
        again = fresh(found, step, settings)
        assert renumber(found.partition(step)).tolist() == renumber(again.story_of).tolist()
        figures = found.steps[step]
        assert figures.stories == again.counts["stories"]
        assert figures.coverage == again.counts["coverage"]
        assert figures.largest == max(len(story.articles) for story in again.stories)
        assert figures.alone == sum(story.is_alone for story in again.stories)
        assert figures.cohesion == again.cohesion


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
        result, settings, parse_sweep("cohesion=0.05/0.1/0.4,link=0.12/0.2", settings)
    )
    firsts = [step.stability is None for step in found.steps]
    assert firsts == [True, False, False, True, False, False]
    assert [list(row) for row in found.rows()] == [[0, 1, 2], [3, 4, 5]]


def test_equal_partitions_agree_entirely(result: Result, settings: Settings) -> None:
    found = sweep_settings(result, settings, parse_sweep("cohesion=0.9/0.95/1", settings))
    assert found.steps[1].stability == 1.0


def test_the_nearest_step_is_found(result: Result, settings: Settings) -> None:
    found = sweep_settings(result, settings, parse_sweep("cohesion=0.1/0.4,related", settings))
    at = found.nearest((0.35, "merge"))
    assert found.steps[at].values == (0.4, "merge")


@pytest.mark.parametrize("text", ["cohesion=0.05:0.3:200", "cohesion=0.05:0.3:20,link=0.12:0.3:10"])
def test_two_hundred_values_take_less_than_two_runs(text: str) -> None:
    settings = Settings(jobs=2)
    words = [f"{first}{second}" for first in WORDS for second in WORDS]
    reading = random_reading(5, articles=4_000, events=800, words=words)
    start = perf_counter()
    result = run(reading, settings)
    one_run = perf_counter() - start
    start = perf_counter()
    found = sweep_settings(result, settings, parse_sweep(text, result.settings))
    assert len(found.steps) >= 200
    assert perf_counter() - start < 2 * one_run
