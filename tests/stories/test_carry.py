"""Ids of stories: kept while most of a story lives on, never given to another event."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.carry import carry, keep_ids, unused_id
from tests.stories.stories import make_story


def carried(before: list[int], now: list[int]) -> list[int]:
    arrays = np.array(before, dtype=np.int64), np.array(now, dtype=np.int64)
    found: list[int] = carry(*arrays).tolist()
    return found


def test_a_story_that_grows_goes_on() -> None:
    assert carried([0, 0, -1, -1], [0, 0, 0, 1]) == [0, -1]


def test_the_larger_part_of_a_split_story_goes_on() -> None:
    assert carried([0, 0, 0, 0, 0], [0, 0, 1, 1, 1]) == [-1, 0]


def test_of_equal_parts_the_first_goes_on_and_nothing_goes_on_twice() -> None:
    assert sorted(carried([0, 0], [0, 1])) == [-1, 0]


def test_two_stories_that_merge_keep_the_id_of_the_one_with_more_articles() -> None:
    assert carried([0, 1, 1, 1], [0, 0, 0, 0]) == [1]


def test_of_two_equal_ones_the_older_gives_its_id() -> None:
    assert carried([1, 0], [0, 0]) == [0]


def test_a_stray_that_is_left_behind_does_not_get_the_id() -> None:
    """Five of six articles went to another story: the id ends with it."""
    assert carried([0] * 6 + [1] * 7, [0] * 5 + [1] + [0] * 7) == [1, -1]


def slow_best(before: list[int], now: list[int]) -> float:
    """Most articles that keep their story in any matching the rule allows."""
    shared = Counter((b, n) for b, n in zip(before, now, strict=True) if b >= 0)
    most = Counter[int]()
    for (story, _), count in shared.items():
        most[story] = max(most[story], count)
    allowed = {pair: count for pair, count in shared.items() if count == most[pair[0]]}
    groups = sorted({n for _, n in allowed})
    stories = sorted({b for b, _ in allowed})
    blanks = [-1] * len(groups)
    return max(
        (
            sum(allowed.get((story, group), 0) for group, story in zip(groups, chosen, strict=True))
            for chosen in permutations([*stories, *blanks], len(groups))
        ),
        default=0,
    )


@given(
    pairs=st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 2)), min_size=1, max_size=9),
)
def test_as_many_articles_as_possible_keep_their_story(pairs: list[tuple[int, int]]) -> None:
    before = [b for b, _ in pairs]
    now = np.unique([n for _, n in pairs], return_inverse=True)[1].tolist()
    found = carried(before, now)
    going_on = [story for story in found if story >= 0]
    assert len(set(going_on)) == len(going_on)
    kept = sum(b >= 0 and found[n] == b for b, n in zip(before, now, strict=True))
    assert kept == slow_best(before, now)


def test_a_new_story_gets_an_id_that_none_has() -> None:
    story = make_story(2)
    kept = keep_ids([story, story], ["old"], np.array([0, -1]), {story.id})
    assert [one.id for one in kept] == ["old", f"{story.id}-2"]


def test_a_free_id_stays_as_it_is() -> None:
    assert unused_id("s1", {"s2"}) == "s1"
    assert unused_id("s1", {"s1", "s1-2"}) == "s1-3"
