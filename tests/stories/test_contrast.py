"""The cut by contrast: the best of all cuts, nested from coarse to fine, and true to answers."""

from __future__ import annotations

from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clustering.arrays.types import FloatArray
from clustering.stories import contrast
from clustering.stories.contrast import DETAILS, cut_by_contrast, merge_details
from clustering.stories.linkage.agglomerate import LinkConstraints
from clustering.stories.linkage.tree import MergeTree
from tests.stories.trees import (
    average_linkage,
    crowded_strengths,
    crowded_tree,
    pairs_together,
    parts_of,
    slow_cut,
)

seeds = st.integers(0, 2**32 - 1)
details = st.sampled_from(DETAILS.tolist())
TEXTS, HEADLINES = 20, 8  # words of an article


def cut(
    strengths: dict[str, float],
    detail: float = 0.7,
    words: int = TEXTS,
    differ: str = "",
    yesterday: str = "",
) -> list[str]:
    """Cut articles named by letters; each pair is named by its two, ``differ`` lists pairs.

    ``yesterday`` lists the stories of before.
    """
    names = sorted(set("".join(strengths)))
    left, right = np.array([[names.index(pair[0]), names.index(pair[1])] for pair in strengths]).T
    other = np.array([pair in differ.split() for pair in strengths])
    strength = np.array(list(strengths.values()))
    tree = average_linkage(left, right, strength, len(names), names_differ=other)
    before = [
        {a: at for at, part in enumerate(yesterday.split()) for a in part}.get(name, -1)
        for name in names
    ]
    held = np.array(before) if yesterday else None
    group_of = cut_by_contrast(tree, np.full(len(names), words), detail, held)
    return sorted("".join(names[at] for at in sorted(part)) for part in parts_of(group_of))


def two_events(within: float, between: float) -> dict[str, float]:
    """Strengths of four reports ``abcd`` of one event and four ``wxyz`` of another."""
    own = {a + b: within for event in ("abcd", "wxyz") for a, b in combinations(event, 2)}
    return own | {a + x: between for a in "abcd" for x in "wxyz"}


@pytest.mark.parametrize("words", [TEXTS, HEADLINES])
def test_what_was_one_story_stays_so_and_what_was_two_joins_a_little_later(words: int) -> None:
    def joins_at(yesterday: list[int] | None) -> float:
        """Least strength between two events at which they are one story."""
        for between in (step / 500 for step in range(5, 150)):
            strengths = two_events(0.3, between)
            names = "abcdwxyz"
            left, right = np.array([[names.index(p[0]), names.index(p[1])] for p in strengths]).T
            tree = average_linkage(left, right, np.array(list(strengths.values())), 8)
            before = None if yesterday is None else np.array(yesterday)
            if not cut_by_contrast(tree, np.full(8, words), 0.7, before).any():
                return between
        return 1.0

    anew = joins_at(None)
    assert joins_at([0] * 8) < anew < joins_at([0] * 4 + [1] * 4) < 1
    assert joins_at([0] * 4 + [1] * 4) - anew < anew - joins_at([0] * 8)
    assert joins_at([0] * 4 + [-1] * 4) == anew


@settings(max_examples=200)
@given(seed=seeds, size=st.integers(1, 9), detail=details)
def test_the_cut_is_the_best_of_all_cuts(seed: int, size: int, detail: float) -> None:
    tree, words = crowded_tree(seed, size)
    assert parts_of(cut_by_contrast(tree, words, detail)) == slow_cut(tree, words, detail)


@given(seed=seeds, size=st.integers(1, 50), low=details, high=details)
def test_a_higher_detail_only_splits_stories(seed: int, size: int, low: float, high: float) -> None:
    tree, words = crowded_tree(seed, size)
    coarse, fine = (cut_by_contrast(tree, words, d) for d in sorted((low, high)))
    assert pairs_together(parts_of(fine)) <= pairs_together(parts_of(coarse))


def test_the_coarsest_details_are_nested_too() -> None:
    """Heights under the uncertainty: events ``abcd`` and ``efgh``, ``i`` near them, ``wxyz``."""
    dense = {a + b: 0.5 for event in ("abcd", "efgh", "wxyz") for a, b in combinations(event, 2)}
    near = {a + e: 0.021 for a in "abcd" for e in "efgh"} | {a + "i": 0.009 for a in "abcdefgh"}
    far = {a + x: 0.0089 for a in "abcdefghi" for x in "wxyz"}
    assert {tuple(cut(dense | near | far, detail)) for detail in (0.01, 0.02, 0.03)} == {
        ("abcd", "efgh", "i", "wxyz")
    }


@given(seed=seeds, size=st.integers(1, 40), at_once=st.sampled_from([7, 20, 100]))
def test_the_tree_of_details_holds_the_cut_at_each(seed: int, size: int, at_once: int) -> None:
    tree, words = crowded_tree(seed, size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contrast, "_DETAILS_AT_ONCE", at_once)
        merges = merge_details(tree, words)
    for detail in DETAILS[::19].tolist():
        expected = cut_by_contrast(tree, words, detail)
        assert merges.cut(detail).tolist() == expected.tolist()


@given(seed=seeds, size=st.integers(1, 40), detail=details)
def test_the_order_of_articles_changes_nothing(seed: int, size: int, detail: float) -> None:
    left, right, strength = crowded_strengths(seed, size)
    rng = np.random.default_rng(seed)
    words, place = rng.integers(4, 40, size), rng.permutation(size)
    ours = cut_by_contrast(average_linkage(left, right, strength, size), words, detail)
    a, b = place[left], place[right]
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((high, low))
    tree = average_linkage(low[order], high[order], strength[order], size)
    moved = np.empty(size, dtype=np.int64)
    moved[place] = words
    again = cut_by_contrast(tree, moved, detail)
    assert parts_of(again[place]) == parts_of(ours)


@given(seed=seeds, size=st.integers(2, 30), detail=details, must=st.data())
def test_answers_hold_at_every_detail(
    seed: int, size: int, detail: float, must: st.DataObject
) -> None:
    left, right, strength = crowded_strengths(seed, size)
    side = np.array(must.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    every = np.stack(np.triu_indices(size, 1), axis=1)
    asked = every[np.random.default_rng(seed).random(len(every)) < must.draw(st.floats(0, 1))]
    same = side[asked[:, 0]] == side[asked[:, 1]]
    constraints = LinkConstraints(asked[same], asked[~same])
    tree = average_linkage(left, right, strength, size, constraints)
    group_of = cut_by_contrast(tree, np.full(size, TEXTS), detail)
    a, b = constraints.must_link.T
    assert (group_of[a] == group_of[b]).all()
    a, b = constraints.cannot_link.T
    assert (group_of[a] != group_of[b]).all()


def test_what_holds_a_story_together_here_is_between_stories_there() -> None:
    """Pairs that reach 0.15 are a story by themselves, and two beside pairs that reach 0.6."""
    assert cut({"ab": 0.15}) == ["ab"]
    between = dict.fromkeys(["ac", "ad", "bc", "bd"], 0.15)
    outside = {one + other: 0.06 for one in "abcd" for other in "ef"}
    assert cut({"ab": 0.6, "cd": 0.6, "ef": 0.6} | between | outside) == ["ab", "cd", "ef"]


def test_what_hardly_reaches_each_other_is_no_story_with_nothing_else_near() -> None:
    assert cut({"ab": 0.05}) == ["a", "b"]
    assert cut({"ab": 0.05}, detail=0.05) == ["ab"]


@pytest.mark.parametrize(("top", "story"), [(0.46, ["ab"]), (0.44, ["a", "b"])])
def test_strong_pairs_are_never_left_alone(top: float, story: list[str]) -> None:
    """On an even ladder of merges each article alone is worth more, and is taken otherwise."""
    rungs = dict(zip("cdefghi", (0.4, 0.34, 0.28, 0.22, 0.16, 0.1, 0.04), strict=True))
    pairs = {a + b: rungs[b] for a in "abcdefghi" for b in rungs if a < b}
    assert cut(pairs | {"ab": top}, detail=1.0) == [*story, *rungs]


def test_two_events_of_one_matter_are_two_stories() -> None:
    assert cut(two_events(within=0.5, between=0.29)) == ["abcd", "wxyz"]
    assert cut(two_events(within=0.5, between=0.31)) == ["abcdwxyz"]


def test_one_story_parts_where_its_halves_are_worth_more_and_not_for_few_shared_words() -> None:
    few_shared, apart = two_events(within=0.5, between=0.29), two_events(within=0.5, between=0.01)
    assert cut(few_shared, yesterday="abcd wxyz") == ["abcd", "wxyz"]
    assert cut(few_shared, yesterday="abcdwxyz") == ["abcdwxyz"]
    assert cut(few_shared, yesterday="abcwxy") == ["abcdwxyz"]  # new articles in both halves
    assert cut(apart, yesterday="abcdwxyz") == ["abcd", "wxyz"]


@pytest.mark.parametrize("stray", [{}, {"am": 0.13, "wm": 0.13}])
def test_whether_a_single_article_joins_both_halves_does_not_part_one_story(
    stray: dict[str, float],
) -> None:
    found = cut(two_events(within=0.5, between=0.25) | stray, yesterday="abcdwxyz")
    assert any(set("abcdwxyz") <= set(story) for story in found)


def test_headlines_have_too_few_words_to_tell_two_events_of_one_matter() -> None:
    assert cut(two_events(within=0.5, between=0.29), words=HEADLINES) == ["abcdwxyz"]


def test_halves_of_two_are_too_small_for_two_events_of_one_matter() -> None:
    pairs = {"ab": 0.4, "xy": 0.4, "ax": 0.2, "ay": 0.2, "bx": 0.2, "by": 0.2}
    assert cut(pairs) == ["abxy"]


def test_twins_that_name_other_things_are_two_stories() -> None:
    twins = {"ab": 0.4, "xy": 0.4, "ax": 0.2, "ay": 0.2, "bx": 0.2, "by": 0.2}
    assert cut(twins) == ["abxy"]
    assert cut(twins, differ="ax ay bx by") == ["ab", "xy"]
    assert cut(twins, differ="ax ay bx by", detail=0.1) == ["ab", "xy"]
    assert cut(twins, differ="ax ay bx") == ["abxy"]  # 0.75 of what joins them
    assert cut(twins | {"by": 0.1}, differ="ax ay bx") == ["ab", "xy"]
    assert cut(twins, differ="ax ay bx by", yesterday="abxy") == ["ab", "xy"]
    assert cut({"ax": 0.3}, differ="ax") == ["a", "x"]
    assert cut({"ax": 0.46}, differ="ax") == ["ax"]  # too near to be two


def test_copies_of_one_text_do_not_make_a_half_of_three() -> None:
    assert cut(two_events(within=0.75, between=0.25)) == ["abcdwxyz"]


def test_one_pair_of_texts_is_less_sure_than_many() -> None:
    """Both groups reach 0.1; the average of one pair may have come about by chance."""
    one = cut({"ab": 0.1})
    many = cut(
        {
            a + x: 0.1 if a + x not in ("ab", "xy") else 0.3
            for a, x in ("ab", "ax", "ay", "bx", "by", "xy")
        }
    )
    assert one == ["a", "b"]
    assert many == ["abxy"]


def even_pair() -> tuple[float, float]:
    """Return a detail and the height of a pair that is worth as much whole as in parts."""
    detail = 0.7
    base, doubt = contrast._BASE_HEIGHT, contrast._UNCERTAINTY
    # (height - doubt + base) * (height + base) == base * (detail + base)
    half = base - doubt / 2
    height = (doubt**2 / 4 + base * (detail + base)) ** 0.5 - half
    whole = 2 * log((height - doubt + base) / base)
    apart = 2 * log((detail + base) / (height + base))
    assert whole == pytest.approx(apart, abs=1e-12)
    return detail, height


@pytest.mark.parametrize(
    ("less", "story"), [(0.0, ["ab"]), (1e-12, ["ab"]), (-1e-12, ["ab"]), (1e-8, ["a", "b"])]
)
def test_a_group_worth_as_much_in_parts_stays_whole(less: float, story: list[str]) -> None:
    detail, height = even_pair()
    assert cut({"ab": height - less}, detail) == story


def test_equal_heights_are_cut_the_same_way_in_any_order() -> None:
    even = dict.fromkeys(["ab", "ac", "bc", "cd", "ad", "bd"], 0.3)
    assert cut(even) == ["abcd"]
    assert cut(dict(reversed(list(even.items())))) == ["abcd"]


def test_no_articles_and_one_article_are_cut() -> None:
    none: FloatArray = np.zeros(0)
    empty = np.zeros(0, dtype=np.int64)
    for leaves in (0, 1):
        tree = MergeTree(leaves, empty, empty, none)
        words = np.zeros(leaves, dtype=np.int64)
        assert cut_by_contrast(tree, words, 0.7).tolist() == [0] * leaves
        assert merge_details(tree, words).cut(0.5).tolist() == [0] * leaves


@given(seed=seeds, size=st.integers(2, 30))
def test_articles_that_share_no_link_are_never_together(seed: int, size: int) -> None:
    left, right, strength = crowded_strengths(seed, size)
    assume(len(left) > 0)
    tree = average_linkage(left, right, strength, size)
    components = tree.cut(0.0)
    coarsest = cut_by_contrast(tree, np.full(size, TEXTS), 0.01)
    for a, b in pairs_together(parts_of(coarsest)):
        assert components[a] == components[b]
