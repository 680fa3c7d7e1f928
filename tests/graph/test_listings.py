"""Articles that list what those near them tell one at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.types import IntArray
from clustering.graph.listings import which_list_others
from clustering.vectors.base import Vectors
from tests.factories import make_article, make_corpus

FEATURES = ["ostrava", "valdria", "tarn"]
LIST = "Harbours to open in Ostrava, Valdria"
ONE, OTHER, BOTH = "Ostrava gets a harbour", "Valdria gets a harbour", "Ostrava drew with Valdria"


def flags(titles: list[str], pairs: list[tuple[int, int]]) -> list[bool]:
    """Which titles list others, where some pairs of them are near each other."""
    corpus = make_corpus([make_article(f"n{at}", title) for at, title in enumerate(titles)])
    named = [[name in title.casefold() for name in FEATURES] for title in titles]
    names = np.array(named, float).reshape(-1, len(FEATURES))
    own = Vectors(
        sparse.csr_array(names.shape), FEATURES, sparse.csr_array(names), features=FEATURES
    )
    left, right = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    return list(which_list_others(corpus, own, left, right))


def all_near(count: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(count) for b in range(a + 1, count)]


def test_two_reports_of_each_alone_make_a_list_of_two_events() -> None:
    titles = [LIST, ONE, ONE, OTHER, OTHER]
    assert flags(titles, all_near(5)) == [True, False, False, False, False]
    assert flags(titles[::-1], all_near(5)) == [False, False, False, False, True]


def test_one_report_alone_is_not_enough() -> None:
    assert not any(flags([LIST, ONE, ONE, OTHER], all_near(4)))


def test_where_others_name_both_it_is_one_event() -> None:
    titles = [LIST, ONE, ONE, OTHER, OTHER, BOTH]
    assert not any(flags(titles, all_near(6)))
    assert flags([*titles, ONE, OTHER], all_near(8))[0]  # three of each alone for one with both


def test_only_what_is_near_counts() -> None:
    titles = [LIST, ONE, ONE, OTHER, OTHER]
    assert not any(flags(titles, [(0, 1), (0, 2), (0, 3), (3, 4)]))
    assert not any(flags(titles, []))


def test_without_names_nothing_is_told() -> None:
    corpus = make_corpus([make_article("a", LIST)])
    own = Vectors(sparse.csr_array((1, 3)), FEATURES)
    none: IntArray = np.zeros(0, dtype=np.int64)
    assert which_list_others(corpus, own, none, none).tolist() == [False]


def expected(titles: list[str], pairs: list[tuple[int, int]]) -> list[bool]:
    """Say the same by counting, article by article."""
    found = []
    for at, title in enumerate(titles):
        near = [titles[b if a == at else a] for a, b in pairs if at in (a, b)]
        one = sum("Ostrava" in other and "Valdria" not in other for other in near)
        two = sum("Valdria" in other and "Ostrava" not in other for other in near)
        both = sum("Valdria" in other and "Ostrava" in other for other in near)
        found.append(title == LIST and min(one, two) >= 2 and min(one, two) >= 3 * both)
    return found


@given(st.lists(st.sampled_from([LIST, ONE, OTHER, BOTH]), max_size=12), st.data())
def test_it_is_what_counting_says(titles: list[str], data: st.DataObject) -> None:
    near = all_near(len(titles))
    pairs = [pair for pair in near if data.draw(st.integers(0, 3))]
    assert flags(titles, pairs) == expected(titles, pairs)
