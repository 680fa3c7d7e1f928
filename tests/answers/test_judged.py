"""Judged pairs are found in a corpus where both of their records are in it."""

from __future__ import annotations

import pytest

from clustering.answers.judged import JudgedPairs, locate_pairs
from clustering.articles.merge import merge
from clustering.errors import UsageError
from tests.factories import make_reading, make_record

SOUP = "https://soups.example/ten-soups"


READING = make_reading(
    [
        make_record("a", "Harbour bridge shut"),
        make_record("b", "Bridge in the harbour is shut"),
        *(make_record(name, "Ten soups", urls=(SOUP,)) for name in ("c", "c2", "c3")),
    ]
)


CORPUS = merge(READING.records)


def test_pairs_keep_those_whose_records_are_both_there() -> None:
    gold = JudgedPairs("p", ["a", "a", "c"], ["b", "gone", "c2"], [True, False, True])
    pairs = locate_pairs(READING, CORPUS, gold)
    assert pairs.kept.tolist() == [0, 2]
    assert pairs.left[1] == pairs.right[1]
    assert pairs.same_story.tolist() == [True, True]
    with pytest.raises(UsageError, match="none of the labels"):
        locate_pairs(READING, CORPUS, JudgedPairs("p", ["q"], ["r"], [True]))
