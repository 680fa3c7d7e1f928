"""Joining: the original joins its copies, groups of one text merge, and drift makes no chain."""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import IntArray
from clustering.duplicates.groups import Compare, CopyGroup
from clustering.duplicates.joining import join_groups
from clustering.duplicates.match import Evidence
from tests.duplicates.conftest import Together
from tests.factories import make_record

SUMMARY = (
    "Two men who ran the harbour records office shared the tax papers of thousands of residents "
    "with the landing police by mistake, according to a new court filing."
)
REPORT = (
    "EASTMERE (AP) — The records office erroneously handed the tax papers of thousands of people "
    "to the landing police under an agreement to share information on newcomers, a filing said."
)
HEADLINE = "A privacy breach at the records office: tax papers wrongly shared, a court filing says"


def chosen(matches: set[tuple[int, int]], vetoes: set[tuple[int, int]], words: float) -> Compare:
    """Compare positions by lists of pairs that match and pairs that are vetoed."""

    def compare(left: IntArray, right: IntArray) -> Evidence:
        ends = np.minimum(left, right).tolist(), np.maximum(left, right).tolist()
        pairs = list(zip(*ends, strict=True))
        is_match = np.array([pair in matches for pair in pairs], dtype=np.bool_)
        is_vetoed = np.array([pair in vetoes for pair in pairs], dtype=np.bool_)
        none, score = np.zeros(len(pairs), dtype=np.bool_), is_match.astype(np.float64)
        return Evidence(score, score, is_match, is_vetoed, none, none, none, none, words * score)

    return compare


def joined(
    groups: list[list[int]],
    matches: set[tuple[int, int]],
    vetoes: set[tuple[int, int]] | None = None,
    words: float = 12.0,
) -> list[list[int]]:
    """Join groups whose first member is the kept one and the core."""
    left, right = (np.array(side, dtype=np.int64) for side in zip(*sorted(matches), strict=True))
    made = [CopyGroup(np.array(g), np.full(len(g), g[0])) for g in groups]
    found = join_groups(12, made, left, right, chosen(matches, vetoes or set(), words), np.sort)
    for group in found:  # the kept one is the root of a tree of matches
        tree = group.tree()
        assert tree[int(group.members[0])] == group.members[0]
        for member in group.members[1:].tolist():
            steps = 0
            while member != tree[member]:
                member, steps = tree[member], steps + 1
                assert steps <= len(tree)
            assert member == group.members[0]
    return sorted(group.members.tolist() for group in found)


def test_an_article_that_matches_two_members_joins() -> None:
    assert joined([[0, 1, 2]], {(1, 5), (2, 5)}) == [[0, 1, 2, 5]]


def test_one_member_is_enough_with_twenty_five_equal_words() -> None:
    assert joined([[0, 1, 2]], {(1, 5)}) == [[0, 1, 2]]
    assert joined([[0, 1, 2]], {(1, 5)}, words=25.0) == [[0, 1, 2, 5]]


def test_half_of_the_members_keep_an_article_out() -> None:
    matches = {(2, 9), (3, 9)}
    assert joined([[0, 1, 2, 3]], matches, {(0, 9)}) == [[0, 1, 2, 3, 9]]
    assert joined([[0, 1, 2, 3]], matches, {(0, 9), (1, 9)}) == [[0, 1, 2, 3]]


def test_an_article_that_comes_first_becomes_the_kept_one() -> None:
    assert joined([[3, 4, 5]], {(0, 4), (0, 5)}) == [[0, 3, 4, 5]]


def test_an_article_joins_the_group_that_speaks_for_it_most() -> None:
    matches = {(0, 9), (1, 9), (3, 9), (4, 9), (5, 9)}
    assert joined([[0, 1], [3, 4, 5]], matches) == [[0, 1], [3, 4, 5, 9]]


def test_groups_whose_kept_articles_match_merge() -> None:
    assert joined([[0, 1, 2], [4, 5]], {(0, 4)}) == [[0, 1, 2, 4, 5]]
    assert joined([[0, 1, 2], [4, 5]], {(1, 4)}) == [[0, 1, 2], [4, 5]]


def test_who_joins_brings_nobody_along() -> None:
    assert joined([[0, 1, 2]], {(1, 5), (2, 5), (5, 6)}, words=25.0) == [[0, 1, 2, 5]]
    assert joined([[0, 1], [4, 5], [8, 9]], {(0, 4), (4, 8)}) == [[0, 1, 4, 5], [8, 9]]


def test_the_agencys_own_page_joins_its_copies(together: Together) -> None:
    agency = make_record("apnews", "records office landing police tax papers", 0, excerpt=SUMMARY)
    longer = f"{SUMMARY} It was part of the offices' disputed agreement."
    papers = [make_record(f"paper{k}", HEADLINE, 0.01 * k, excerpt=REPORT) for k in range(8)]
    posts = [make_record(f"post{k}", HEADLINE, 0.2, excerpt=longer) for k in range(4)]
    (group,) = together([agency, *papers, *posts])
    assert len(group) == 13
