"""What differs from title to title: how alike it is, and whether its numbers tell them apart."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.series.remainders import Remainders
from clustering.series.titles import Titles
from tests.series.outlets import others, run_of


def remainders(rests: list[str]) -> tuple[Remainders, Titles]:
    """Return the words of some titles as the remainders of one run that holds all of them."""
    titles = Titles(run_of("herald", rests) + others())
    domains = [titles.articles[first].outlet.domain for first in titles.first.tolist()]
    chosen = np.flatnonzero([domain == "herald.example" for domain in domains])
    word = np.concatenate([titles.exact[titles.start[t] : titles.start[t + 1]] for t in chosen])
    entry = np.repeat(np.arange(len(chosen)), titles.length[chosen])
    words, pair = np.unique(word, return_inverse=True)
    whole = np.zeros(len(chosen), dtype=np.int64)
    of_pairs = np.zeros(len(words), dtype=np.int64)
    return Remainders(entry, word, pair, of_pairs, whole, np.array([len(chosen)])), titles


@pytest.mark.parametrize(
    ("rests", "low", "high"),
    [
        (["kelp", "gulls", "otters"], 0.0, 0.0),
        (["kelp wins", "wins kelp"], 0.99, 1.0),
        (["kelp wins", "kelp loses"], 0.1, 0.9),
    ],
)
def test_likeness_is_the_average_cosine(rests: list[str], low: float, high: float) -> None:
    rest, titles = remainders(rests)
    assert low <= round(float(rest.likeness(titles)[0]), 6) <= high


@pytest.mark.parametrize(
    ("rests", "numbered"),
    [
        (["part 1", "part 2", "part 3"], True),
        (["QX-101", "QX-204", "QX-305"], True),
        (["2025 kelp", "2025 gulls", "2025 otters"], False),
        (["kelp", "gulls", "otters"], False),
    ],
)
def test_numbers_tell_titles_apart_where_most_have_their_own(
    rests: list[str], numbered: bool
) -> None:
    rest, titles = remainders(rests)
    assert bool(rest.are_numbered(titles)[0]) is numbered
