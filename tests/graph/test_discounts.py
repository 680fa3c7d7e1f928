"""Discounts: what weakens a pair, by how much, and what is left as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray
from clustering.graph.discounts import (
    ONE_OUTLET,
    ONE_WORD,
    ROUNDUP,
    WordDiscounts,
    names_differ,
    outlet_discount,
    roundup_share,
    roundups,
    words_discount,
)
from clustering.model import Article, Outlet
from clustering.settings.model import Settings
from clustering.vectors.base import Vectors, unit_rows
from clustering.vectors.words import vectorize
from tests.factories import make_article, make_corpus

VALDRIA = "Strong quake shakes the coast of Valdria at night"
OSTRAVA = "Strong quake shakes the coast of Ostrava at night"
# Ordinary titles, by which the names are told.
OTHERS = ["Tents and water reach Valdria", "Tents and water reach Ostrava", "Lentils for winter"]


def pair(left: int = 0, right: int = 1) -> tuple[IntArray, IntArray]:
    return np.array([left]), np.array([right])


def by(outlet: str, *articles: Article) -> list[Article]:
    domain = f"{outlet.lower()}.example" if outlet else ""
    return [replace(article, outlet=Outlet(outlet, domain)) for article in articles]


def read(*titles: str, excerpts: tuple[str, ...] = (), **fields: str) -> Vectors:
    """Vectors of some articles, the first of which has ``fields``, among others."""
    texts = [*excerpts, *[""] * len(titles + tuple(OTHERS))]
    articles = [
        make_article(f"n{at}", title, excerpt=texts[at])
        for at, title in enumerate((*titles, *OTHERS))
    ]
    articles[0] = replace(articles[0], **fields)  # type: ignore[arg-type]
    return vectorize(articles, Settings())


OUTLETS = make_corpus(
    [
        *by("Tern", make_article("a", "Storm"), make_article("b", "Flood")),
        *by("", make_article("c", "Chess"), make_article("d", "Otter")),
        *by("Quay", make_article("e", "Kelp")),
    ]
)


@pytest.mark.parametrize(
    ("left", "right", "similarity", "share"),
    [
        (0, 1, 0.89, ONE_OUTLET),
        (0, 1, 0.9, 1.0),  # copies
        (0, 4, 0.5, 1.0),
        (2, 3, 0.5, 1.0),  # of outlets that are not known
    ],
)
def test_two_articles_of_one_outlet_count_for_less(
    left: int, right: int, similarity: float, share: float
) -> None:
    assert 0 < ONE_OUTLET < 1
    found = outlet_discount(OUTLETS, *pair(left, right), np.array([similarity]))
    assert found.tolist() == [share]


@pytest.mark.parametrize(
    ("day", "share"), [(0.0, 1.0), (0.9, 1.0), (1.0, ONE_OUTLET), (None, ONE_OUTLET)]
)
def test_what_an_outlet_publishes_again_under_its_title_that_day_is_not_weakened(
    day: float | None, share: float
) -> None:
    again = by("Tern", make_article("a", "Storm at sea"), make_article("b", "STORM at sea", day))
    blank = by("Quay", make_article("c", ""), make_article("d", "", day))
    corpus = make_corpus([*again, *blank, make_article("e", "Kelp")])
    shares = outlet_discount(corpus, np.array([0, 2]), np.array([1, 3]), np.full(2, 0.5))
    assert shares.tolist() == [share, ONE_OUTLET]


def test_an_archive_of_one_outlet_is_not_weakened() -> None:
    archive = [make_article(name, "Storm") for name in "abc"]
    corpus = make_corpus([*by("Tern", *archive), make_article("d", "Storm")])
    assert outlet_discount(corpus, *pair(), np.array([0.5])).tolist() == [1.0]


@pytest.mark.parametrize(
    ("titles", "share"),
    [
        (("Talks fail in Sennet. And, a census raises doubts", VALDRIA), ROUNDUP),
        ((VALDRIA, "Morning briefing: quake in Valdria"), ROUNDUP),
        ((VALDRIA, OSTRAVA), 1.0),
    ],
)
def test_a_round_up_counts_for_less_with_anything(titles: tuple[str, str], share: float) -> None:
    corpus = make_corpus([make_article(n, t) for n, t in zip("ab", titles, strict=True)])
    own = vectorize(corpus.articles, Settings())
    assert roundup_share(roundups(corpus, own, *pair()), *pair()).tolist() == [share]
    assert 0 < ROUNDUP < 1


def test_an_article_that_lists_what_others_tell_alone_counts_for_less() -> None:
    alone = [f"Harbour of {name} opens {when}" for name in ("Valdria", "Ostrava") for when in "ab"]
    titles = ["Harbours opened in Valdria, Ostrava", *alone, *OTHERS]
    corpus = make_corpus([make_article(f"n{at}", title) for at, title in enumerate(titles)])
    own = vectorize(corpus.articles, Settings())
    near = np.array([(0, 1), (0, 2), (0, 3), (0, 4), (1, 3)]).T
    share = roundup_share(roundups(corpus, own, *near), *near)
    assert share.tolist() == [*[ROUNDUP] * 4, 1.0]


def test_titles_that_name_other_places_differ() -> None:
    assert names_differ(read(VALDRIA, OSTRAVA), *pair()).tolist() == [True]
    assert names_differ(read(VALDRIA, VALDRIA), *pair()).tolist() == [False]


def test_a_name_anywhere_in_the_other_article_is_enough() -> None:
    excerpt = "The tremor was felt as far away as Valdria."
    assert not names_differ(read(VALDRIA, OSTRAVA, excerpts=("", excerpt)), *pair())[0]
    address = "https://n0.example/valdria-and-ostrava-shaken"
    assert not names_differ(read(VALDRIA, OSTRAVA, url=address), *pair())[0]


def test_a_place_is_named_by_its_adjective_too() -> None:
    adjective = "Strong quake shakes the Valdrian coast at night"
    assert not names_differ(read(VALDRIA, adjective), *pair())[0]
    assert not names_differ(read(adjective, VALDRIA), *pair())[0]
    assert names_differ(read(adjective, OSTRAVA), *pair())[0]


def test_one_name_in_common_is_enough() -> None:
    both = "Strong quake shakes the coast of Valdria and Ostrava"
    assert names_differ(read(both, OSTRAVA), *pair()).tolist() == [False]


def test_a_title_without_a_name_differs_from_none() -> None:
    found = names_differ(read(VALDRIA, "Strong quake shakes the coast at night"), *pair())
    assert found.tolist() == [False]


def test_words_without_names_differ_from_none() -> None:
    vectors = read(VALDRIA, OSTRAVA)
    assert names_differ(Vectors(vectors.matrix, vectors.words), *pair()).tolist() == [False]


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 12))
def test_names_differ_as_sets_say(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    words = rng.random((size, 6)) * (rng.random((size, 6)) < 0.4)
    names = (words > 0) & (rng.random((size, 6)) < 0.5)
    matrix = unit_rows(sparse.csr_array(words.astype(np.float32)))
    vectors = Vectors(matrix, list("abcdef"), sparse.csr_array(names.astype(np.float32)))
    left, right = np.triu_indices(size, 1)
    expected = [
        names[a].any() and names[b].any()
        and not (names[a] & (words[b] > 0)).any() and not (names[b] & (words[a] > 0)).any()
        for a, b in zip(left, right, strict=True)
    ]  # fmt: skip
    assert names_differ(vectors, left, right).tolist() == expected


def slow_share(a: FloatArray, b: FloatArray) -> float:
    """Share that counts between two articles, by the formula as it is written down."""

    def effective(parts: FloatArray) -> float:
        shares = parts / parts.sum()
        return 1 / float((shares**2).sum())

    together = effective(a * b)
    needed: float = 0.4 * min(effective(a**2), effective(b**2)) ** 0.7
    return ONE_WORD + (1 - ONE_WORD) * min(together / needed, 1.0)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 12))
def test_few_shared_words_count_as_the_formula_says(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    words = rng.random((size, 8)) * (rng.random((size, 8)) < 0.5)
    vectors = Vectors(unit_rows(sparse.csr_array(words.astype(np.float32))), list("abcdefgh"))
    left, right = np.triu_indices(size, 1)
    found = WordDiscounts(vectors).few_words(left, right)
    for a, b, share in zip(left, right, found, strict=True):
        if (words[a] * words[b]).any():
            assert share == pytest.approx(slow_share(words[a], words[b]), abs=1e-5)
    assert ((found >= ONE_WORD) & (found <= 1)).all()


def share_of(one: str, other: str) -> float:
    return float(WordDiscounts(read(one, other)).few_words(*pair())[0])


PRINCE = "Prince Harvald opens new hospice wing for sailors on north shore"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PRINCE, "Striker Harvald Kane scores twice as harbour side reach cup final"),
        (
            "Miners rescued after 11 days below ground thank their families",
            "Leak shows camera and folding screen of phone number 11",
        ),
        (
            "Public debt tops 40 trillion as senators argue over budget",
            "Running shoes sold at discount of 40 per cent during summer sale",
        ),
    ],
)
def test_one_name_or_number_alone_counts_for_less(one: str, other: str) -> None:
    assert ONE_WORD <= share_of(one, other) < 0.8


def test_several_words_in_common_count_in_full() -> None:
    assert share_of(PRINCE, "Hospice for sailors: Prince Harvald opens new wing") == 1.0


def test_one_word_is_less_of_a_long_title_than_of_a_short_one() -> None:
    other = "Ferries get new paint before summer season starts on north coast"
    short = "Ferries stay in port"
    assert share_of(f"{short} while crews clear broken masts and nets", other) < 0.8
    assert share_of(short, other) == 1.0


def test_numbers_alone_count_for_less_in_the_shortest_titles_too() -> None:
    assert share_of("Miners freed after 11 days", "Voltpix 11 leaks") == ONE_WORD
    assert share_of("Debt tops $40 trillion", "Shoes at 40% off") == ONE_WORD
    assert share_of("Miners freed after 11 days", "After 11 days: miners home") == 1.0
    assert share_of("Voltpix leaks", "Chess on a Voltpix") == 1.0  # a name is most of so few words


def test_articles_without_words_count_in_full() -> None:
    vectors = read("?!", "…")
    assert WordDiscounts(vectors).few_words(*pair()).tolist() == [1.0]


@pytest.mark.parametrize(("similarity", "differ"), [(0.5, True), (0.89, True), (0.9, False)])
def test_other_names_weaken_all_but_copies(similarity: float, differ: bool) -> None:
    vectors = read(VALDRIA, OSTRAVA)
    share, found = words_discount(vectors, *pair(), np.array([similarity]))
    words = WordDiscounts(vectors).few_words(*pair())
    assert found.tolist() == [differ]
    assert share == pytest.approx(words * (1 - similarity if differ else 1.0))
