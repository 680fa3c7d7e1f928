"""Groups: no chains, one core that every member matches, the same in any order."""

from __future__ import annotations

import tracemalloc

import numpy as np

from clustering.arrays.types import IntArray
from clustering.duplicates.groups import Compare, group_copies
from clustering.duplicates.match import Evidence
from tests.duplicates.conftest import Find, Together
from tests.factories import make_record

OPENING = (
    "waves broke the sea wall at graywick early on friday and flooded forty houses in the lower "
    "town police said while crews worked through the night to bring families to the school"
)


def drifting(steps: int, changed: int = 3) -> list[str]:
    """Return texts each of which changes a few more words of the one before it."""
    texts = [OPENING.split()]
    for step in range(1, steps):
        text = list(texts[-1])
        for k in range(changed):
            text[7 * (step * changed + k) % len(text)] = f"word{step}x{k}"
        texts.append(text)
    return [f"The mayor heard how {' '.join(text)}." for text in texts]


def test_a_text_that_drifts_from_a_to_z_does_not_chain(find: Find) -> None:
    records = [
        make_record(f"o{step:02}", "Mayor visits the flooded school", 0, excerpt=text)
        for step, text in enumerate(drifting(26))
    ]
    groups = find(records)
    assert groups
    for group in groups:
        steps = sorted(int(records[place].name[1:]) for place in group.records)
        assert steps[-1] - steps[0] <= 8


def test_a_headline_cut_short_does_not_join_two_parts(together: Together) -> None:
    title = "The drowned valley of the Sorrel and what the river took from us"
    records = [
        make_record("cut", f"{title}...", 0),
        make_record("one", f"{title}: part 1", 0),
        make_record("two", f"{title}: part 2", 0),
    ]
    assert not any({"one", "two"} <= group for group in together(records))


def compare_by_distance(most: int) -> Compare:
    """Compare positions as numbers: a match is no more than ``most`` apart."""

    def compare(left: IntArray, right: IntArray) -> Evidence:
        near = np.abs(left - right) <= most
        score = 1.0 - np.abs(left - right) / 100.0
        none = np.zeros(len(left), dtype=np.bool_)
        return Evidence(score, score, near, none, none, none, none, none, 20.0 * score)

    return compare


def test_every_member_matches_the_core_or_the_kept_one() -> None:
    size, most = 30, 2
    left, right = (ends.astype(np.int64) for ends in np.triu_indices(size, k=1))
    near = right - left <= most
    compare = compare_by_distance(most)
    groups = group_copies(
        size,
        left[near],
        right[near],
        2.0 - (right - left)[near] / 50.0,
        compare,
        np.sort,
    )
    seen = [int(member) for group in groups for member in group.members]
    assert sorted(set(seen)) == sorted(seen)
    for group in groups:
        kept = int(group.members[0])
        assert all(
            abs(member - matched) <= most or abs(member - kept) <= most
            for member, matched in zip(group.members.tolist(), group.matched.tolist(), strict=True)
        )


def test_no_matches_make_no_groups() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert group_copies(5, none, none, np.zeros(0), compare_by_distance(1), np.sort) == []


def test_a_large_group_takes_memory_in_step_with_its_members() -> None:
    size = 6_000  # the pairs of all with all take 288 MB
    left, right = np.arange(size - 1), np.arange(1, size)
    tracemalloc.start()
    try:
        groups = group_copies(
            size, left, right, np.ones(size - 1), compare_by_distance(size), lambda found: found
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [len(group.members) for group in groups] == [size]
    assert peak < 100e6
