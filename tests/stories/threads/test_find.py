"""Threads: stories of one running matter come together, stories of one topic do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray
from clustering.stories.linkage.tree import renumber
from clustering.stories.threads.find import find_threads
from clustering.vectors.base import Vectors, unit_rows

seeds = st.integers(0, 2**32 - 1)

CHARGE = ["Doe charged with arson over harbour fire", "Harbour fire: police charge dock worker Doe"]
TRIAL = ["Doe on trial over harbour fire arson", "Dock worker Doe denies harbour fire in court"]
VERDICT = ["Jury finds Doe guilty of harbour fire", "Doe guilty of arson: harbour fire verdict"]
OTHER_TRIAL = ["Banker Roe on trial over pension fraud", "Roe denies pension fraud in court"]
OTHER_VERDICT = [
    "Jury finds Roe guilty of pension fraud",
    "Banker Roe guilty: pension fraud verdict",
]
STRANGERS = [
    ["Storm floods coastal villages", "Hundreds leave homes on coast after storm floods"],
    ["Central bank raises rates again", "Rates rise to four percent, central bank says"],
    ["Striker signs for champions", "Champions pay record sum to sign young striker"],
    ["Rover lands on far side of moon", "Moon rover sends first pictures home"],
    ["Nurses vote to strike over pay", "Strike looms in hospitals as nurses vote"],
    ["Museum returns stolen bronzes", "Stolen bronzes fly home after decades in museum"],
]


def vectors_of(titles: Sequence[str]) -> Vectors:
    """Make unit vectors of titles: each word of three letters or more counts the same."""
    words = [re.findall(r"\w{3,}", title.lower()) for title in titles]
    column = {word: place for place, word in enumerate(sorted({w for own in words for w in own}))}
    dense = np.zeros((len(titles), len(column)), dtype=np.float32)
    for row, own in enumerate(words):
        dense[row, [column[word] for word in own]] = 1.0
    return Vectors(unit_rows(sparse.csr_array(dense)), list(column))


def all_pairs(articles: int) -> tuple[IntArray, IntArray]:
    left, right = np.triu_indices(articles, 1)
    return left.astype(np.int64), right.astype(np.int64)


def threads_of(
    stories: Sequence[Sequence[str]],
    days: Sequence[float] | None = None,
    outlets: Sequence[int] | None = None,
) -> list[int]:
    """Find the thread of each story, given its titles and, where known, its day and outlet."""
    titles = [title for story in stories for title in story]
    story_of = np.repeat(np.arange(len(stories)), [len(story) for story in stories])
    dates = np.full(len(stories), np.nan) if days is None else np.asarray(days, dtype=np.float64)
    outlet_of = None if outlets is None else np.asarray(outlets)[story_of]
    left, right = all_pairs(len(titles))
    found, _ = find_threads(vectors_of(titles), dates[story_of], story_of, left, right, outlet_of)
    return [int(thread) for thread in found]


def test_charge_trial_and_verdict_are_one_thread() -> None:
    found = threads_of([CHARGE, TRIAL, VERDICT, *STRANGERS], [1, 9, 16, 1, 3, 5, 8, 12, 14])
    assert found == [0, 0, 0, 1, 2, 3, 4, 5, 6]


def test_dates_are_not_needed() -> None:
    assert threads_of([CHARGE, TRIAL, VERDICT, *STRANGERS]) == [0, 0, 0, 1, 2, 3, 4, 5, 6]
    some = [np.nan, 9, np.nan, 1, np.nan, 5, 8, np.nan, 14]
    assert threads_of([CHARGE, TRIAL, VERDICT, *STRANGERS], some)[:4] == [0, 0, 0, 1]


def test_two_trials_are_two_threads() -> None:
    found = threads_of([TRIAL, VERDICT, OTHER_TRIAL, OTHER_VERDICT, *STRANGERS])
    assert found[:4] == [0, 0, 1, 1]
    assert len(set(found)) == 2 + len(STRANGERS)


def test_a_lone_article_joins_the_matter_it_is_about() -> None:
    found = threads_of([CHARGE, ["Who is Doe, charged over the harbour fire?"], *STRANGERS])
    assert found[0] == found[1]


def test_likeness_fades_with_the_days_between() -> None:
    stories = [CHARGE, VERDICT, *STRANGERS]
    near, far = [1.0, 9.0], [1.0, 100.0]
    strangers = [1.0] * len(STRANGERS)
    assert threads_of(stories, near + strangers)[:2] == [0, 0]
    assert threads_of(stories, far + strangers)[:2] == [0, 1]


def test_half_the_likeness_counts_within_one_outlet() -> None:
    stories = [CHARGE, VERDICT, *STRANGERS]
    others = list(range(2, len(stories)))
    assert threads_of(stories, outlets=[0, 1, *others])[:2] == [0, 0]
    assert threads_of(stories, outlets=[0, 0, *others])[:2] == [0, 1]
    assert threads_of(stories, outlets=[-1, -1, *others])[:2] == [0, 0]


def test_nothing_is_said_where_every_story_is_one_article() -> None:
    assert threads_of([["Doe on trial"], ["Doe on trial"], ["Storm floods villages"]]) == [0, 1, 2]


def test_nothing_is_said_where_nothing_is_strange() -> None:
    assert threads_of([CHARGE, TRIAL, VERDICT]) == [0, 1, 2]


def test_stories_that_no_pair_joins_are_not_compared() -> None:
    stories = [CHARGE, TRIAL, *STRANGERS]
    titles = [title for story in stories for title in story]
    story_of = np.repeat(np.arange(len(stories)), 2)
    undated = np.full(len(titles), np.nan)
    left, right = all_pairs(len(titles))
    joins = ~((story_of[left] == 0) & (story_of[right] == 1))
    found, _ = find_threads(vectors_of(titles), undated, story_of, left[joins], right[joins])
    assert found.tolist() == list(range(len(stories)))


@pytest.mark.parametrize("articles", [0, 1])
def test_so_few_articles_are_no_trouble(articles: int) -> None:
    vectors = Vectors(sparse.csr_array(np.zeros((articles, 3), dtype=np.float32)), ["a", "b", "c"])
    nothing = np.zeros(0, dtype=np.int64)
    numbers = np.zeros(articles, dtype=np.int64)
    found, _ = find_threads(vectors, np.full(articles, np.nan), numbers, nothing, nothing)
    assert found.tolist() == [0] * articles


def test_articles_without_words_are_alone() -> None:
    assert threads_of([CHARGE, TRIAL, ["?", "!"], *STRANGERS])[:3] == [0, 0, 1]


class World:
    """Invented articles: stories of a few matters, each matter with words of its own."""

    def __init__(self, seed: int, stories: int) -> None:
        rng = np.random.default_rng(seed)
        matters = rng.uniform(0.2, 1.0, (max(stories // 3, 1), 30))
        matters *= rng.random(matters.shape) < 0.25
        matter_of = rng.integers(0, len(matters), stories)
        heart = matters[matter_of] + 0.5 * rng.random((stories, 30)) ** 4
        self.story_of = np.repeat(np.arange(stories), rng.integers(1, 4, stories))
        dense = heart[self.story_of] + 0.4 * rng.random((len(self.story_of), 30)) ** 4
        self.vectors = Vectors(unit_rows(sparse.csr_array(dense.astype(np.float32))), [""] * 30)
        self.days = rng.uniform(0, 60, len(self.story_of))
        self.days[rng.random(len(self.days)) < 0.3] = np.nan
        self.outlet_of = rng.integers(-1, 5, len(self.story_of))
        left, right = all_pairs(len(self.story_of))
        found = rng.random(len(left)) < 0.7
        self.left, self.right = left[found], right[found]

    def threads(self) -> IntArray:
        """Find the threads of its stories."""
        days, outlets = self.days, self.outlet_of
        found, _ = find_threads(self.vectors, days, self.story_of, self.left, self.right, outlets)
        return found


@given(seed=seeds, stories=st.integers(1, 30))
def test_threads_are_numbered_in_order_of_their_first_article(seed: int, stories: int) -> None:
    world = World(seed, stories)
    found = world.threads()
    assert found.shape == (stories,)
    of_articles = found[world.story_of]  # a story has one thread, so it is never split
    assert of_articles.tolist() == renumber(of_articles).tolist()


@given(seed=seeds, stories=st.integers(1, 30))
def test_order_of_articles_and_numbers_of_stories_do_not_matter(seed: int, stories: int) -> None:
    world = World(seed, stories)
    before = world.threads()[world.story_of]
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(world.story_of))  # order[k] is the old place of article k
    place = np.argsort(order)
    number = rng.permutation(stories)
    world.vectors = Vectors(sparse.csr_array(world.vectors.matrix[order]), world.vectors.words)
    world.days, world.outlet_of = world.days[order], world.outlet_of[order]
    world.story_of = number[world.story_of[order]]
    shuffled = rng.permutation(len(world.left))
    world.left, world.right = place[world.right][shuffled], place[world.left][shuffled]
    after = world.threads()[world.story_of]
    assert after.tolist() == renumber(before[order]).tolist()


def slow_threads(vectors: Vectors, story_of: IntArray) -> IntArray:
    """Merge the two groups with the highest mean likeness, one pair at a time."""
    dense = vectors.matrix.toarray().astype(np.float64)
    members = [np.flatnonzero(story_of == story) for story in range(int(story_of.max()) + 1)]
    inside = [
        float(np.mean([dense[a] @ dense[b] for a, b in combinations(own, 2)]))
        for own in members
        if len(own) > 1
    ]
    if not inside:
        return np.arange(len(members))
    hearts = [dense[own].sum(axis=0) for own in members]
    hearts = [heart / (np.linalg.norm(heart) or 1.0) for heart in hearts]
    likeness = np.array([[a @ b for b in hearts] for a in hearts])
    strange = mean_of_pairs(likeness)
    least = max(2.0 * np.sqrt(strange * np.median(inside)), 0.9 * np.median(inside))
    groups = [[story] for story in range(len(members))]
    while len(groups) > 1:
        mean = {
            (a, b): float(likeness[np.ix_(groups[a], groups[b])].mean())
            for a, b in combinations(range(len(groups)), 2)
        }
        a, b = max(mean, key=mean.__getitem__)
        if mean[a, b] < least:
            break
        groups[a] += groups.pop(b)
    thread = np.empty(len(members), dtype=np.int64)
    for group in groups:
        thread[group] = min(group)
    return renumber(thread)


def mean_of_pairs(likeness: FloatArray) -> float:
    above = likeness[np.triu_indices(len(likeness), 1)]
    return float(above.mean()) if len(above) else 0.0


@given(seed=seeds, stories=st.integers(1, 25))
def test_rounds_equal_merging_one_pair_at_a_time(seed: int, stories: int) -> None:
    world = World(seed, stories)
    undated = np.full(len(world.story_of), np.nan)
    left, right = all_pairs(len(world.story_of))
    found, _ = find_threads(world.vectors, undated, world.story_of, left, right, smoothing=0.0)
    assert found.tolist() == slow_threads(world.vectors, world.story_of).tolist()
