"""What changes from step to step: every join and split, largest first, with headlines."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning import changes as changes_of
from clustering.tuning.changes import merges_around, step_changes
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep


@pytest.fixture(scope="module")
def swept(result: Result, settings: Settings) -> Sweep:
    return sweep_settings(result, settings, parse_sweep("detail=0.02:1:12", settings))


def test_going_down_only_joins_appear_and_each_is_counted(
    swept: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_of, "MAX_CHANGES", 1000)
    for after in range(len(swept.steps) - 1):
        before = after + 1
        changes = step_changes(swept, before, after)
        assert (changes.split_count, changes.split) == (0, [])
        assert len(changes.merged) == changes.merged_count
        fewer = swept.steps[before].stories - swept.steps[after].stories
        assert sum(1 + change.others for change in changes.merged) == fewer
        weights = [change.weight for change in changes.merged]
        assert weights == sorted(weights, reverse=True)


def test_each_join_is_told_with_its_height_and_sides(swept: Sweep) -> None:
    changes = step_changes(swept, len(swept.steps) - 1, 0)
    fine, coarse = swept.partition(len(swept.steps) - 1), swept.partition(0)
    for change in changes.merged:
        left, right = change.left.article, change.right.article
        assert fine[left] != fine[right]
        assert coarse[left] == coarse[right]
        assert change.left.articles == int((fine == fine[left]).sum())
        assert change.at is not None
        assert swept.steps[0].cut_at <= change.at < swept.steps[-1].cut_at
        title = swept.result.articles[left].title
        assert change.left.headline == title


def test_going_up_the_same_changes_are_splits(swept: Sweep) -> None:
    down, up = step_changes(swept, 5, 2), step_changes(swept, 2, 5)
    assert down.merged == up.split
    assert (up.merged_count, up.split_count) == (0, down.merged_count)


def test_the_merges_to_read_lie_on_their_side_of_the_cut(swept: Sweep) -> None:
    kept, undone = merges_around(swept, 11)
    cut_at = swept.steps[11].cut_at
    assert 1 <= len(kept) <= 5
    assert 1 <= len(undone) <= 5
    assert all(change.at is not None and cut_at <= change.at < 1 for change in kept)
    assert all(change.at is not None and change.at < cut_at for change in undone)


def test_merges_at_one_height_are_read_as_one(swept: Sweep) -> None:
    order = swept.order(11)
    assert order is not None
    for change in (one for side in merges_around(swept, 11) for one in side):
        assert change.at is not None
        left, right = change.left.article, change.right.article
        group = order.groups(change.at)
        assert group[left] == group[right]
        parts = order.groups(np.nextafter(change.at, 2))[group == group[left]]
        assert 2 + change.others == len(set(parts.tolist()))
        assert change.left.articles == max(np.bincount(parts))


def test_partitions_that_do_not_nest_have_joins_and_splits(
    result: Result, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_of, "MAX_CHANGES", 1000)
    found = sweep_settings(result, settings, parse_sweep("window=2/60", settings))
    first, last = 0, len(found.steps) - 1
    changes = step_changes(found, first, last)
    old, new = found.partition(first), found.partition(last)
    merged_count = sum(len(np.unique(old[new == group])) > 1 for group in np.unique(new))
    split_count = sum(len(np.unique(new[old == group])) > 1 for group in np.unique(old))
    assert (changes.merged_count, changes.split_count) == (merged_count, split_count)
    assert all(change.at is None for change in changes.merged)
