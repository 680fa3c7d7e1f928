"""Word weights: comparable at every corpus size, blind to boilerplate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clustering.model import Article
from clustering.settings.model import Settings
from clustering.vectors.base import Vectors
from clustering.vectors.words import vectorize
from tests.factories import make_article

PLACEHOLDER = "Excerpt withheld by the publisher, please subscribe to continue reading."


def similarity(vectors: Vectors, left: int, right: int) -> float:
    return float(vectors.similarities(np.array([left]), np.array([right]))[0])


def crowd(size: int) -> list[Article]:
    """Articles about nothing the others are about: invented words, common fillers."""
    return [
        make_article(f"z{n:05d}", f"The {n}rak of qua{n} in new vel{n % 97} for the people")
        for n in range(size)
    ]


def test_rows_have_length_one() -> None:
    matrix = vectorize(crowd(50), Settings()).matrix
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    assert np.allclose(lengths, 1.0, atol=1e-6)


def test_an_article_without_words_has_an_empty_row() -> None:
    blank = replace(make_article("a", "?!"), url="")
    matrix = vectorize([blank, make_article("b", "Storm")], Settings()).matrix
    assert matrix[[0]].nnz == 0


BANKS = [
    make_article("a", "Regulator clears the merger of Corrin Mutual and Halvard Bank"),
    make_article("b", "Halvard Bank and Corrin Mutual may merge, says the regulator"),
]


def drift(prior: bool) -> float:
    """Return how much the similarity of one pair moves from seven articles to seven thousand."""
    few, many = (vectorize(BANKS + crowd(n), Settings(prior=prior)) for n in (5, 7000))
    return abs(similarity(few, 0, 1) - similarity(many, 0, 1))


def test_seven_articles_and_seven_thousand_give_comparable_similarities() -> None:
    assert drift(prior=True) < 0.08


def test_without_the_prior_they_differ_more() -> None:
    assert drift(prior=False) > drift(prior=True)


def test_a_corpus_whose_words_are_all_dropped_is_weighed_without_a_warning() -> None:
    excerpt = [replace(a, title="", url="", excerpt=PLACEHOLDER) for a in crowd(4)]
    none = Settings(title_weight=0, url_weight=0, excerpt_weight=0)
    assert vectorize(excerpt, none).matrix.nnz == 0


def test_few_articles_do_not_say_alone_what_is_common() -> None:
    """Eight of twelve articles on one bank do not make its name a filler."""
    bank = [make_article(f"b{n}", f"Halvard {n}mov at bank{n}") for n in range(8)]
    few, many = (vectorize(bank + crowd(n), Settings()) for n in (4, 7000))
    assert abs(similarity(few, 0, 1) - similarity(many, 0, 1)) < 0.08


def test_what_every_article_says_tells_none_apart() -> None:
    subject = [make_article(f"b{n}", f"Halvard {n}mov at bank{n}") for n in range(8)]
    few, many = (vectorize(subject + crowd(n), Settings()) for n in (0, 4))
    assert similarity(few, 0, 1) < 0.6 * similarity(many, 0, 1)


def test_an_excerpt_repeated_across_unlike_titles_does_not_join_them() -> None:
    titles = ["Storm floods harbour", "Chess final ends in draw", "New otter at the bank", "Tax up"]
    articles = [
        make_article(n, t, excerpt=PLACEHOLDER) for n, t in zip("abcd", titles, strict=True)
    ]
    assert similarity(vectorize(articles, Settings()), 0, 1) < 0.05
    assert similarity(vectorize(articles, Settings(boilerplate=False)), 0, 1) > 0.2


def test_a_reprinted_excerpt_under_like_titles_keeps_its_weight() -> None:
    text = "The central bank of Ostravia held its key rate at four per cent on Thursday."
    titles = [
        "Ostravia holds rates",
        "Ostravia bank holds rates",
        "Bank holds Ostravia rates steady",
    ]
    articles = [make_article(n, t, excerpt=text) for n, t in zip("abc", titles, strict=True)]
    with_text = vectorize(articles, Settings())
    assert "four" in {word for word, _ in with_text.shared_words(0, 1)}


def test_the_excerpt_is_kept_where_there_are_no_titles_to_be_unlike() -> None:
    text = "The central bank of Ostravia held its key rate at four per cent on Thursday."
    articles = [make_article(name, "", excerpt=text) for name in "abc"]
    articles += [make_article("d", "Storm floods harbour", excerpt=text)]
    assert similarity(vectorize(articles, Settings()), 0, 1) > 0.99


CUT = "Ferries stay in port while crews clear the harbour of broken masts and nets, says a"


def shared(articles: list[Article], settings: Settings) -> set[str]:
    return {word for word, _ in vectorize(articles, settings).shared_words(0, 1)}


def test_a_word_that_is_only_met_cut_off_counts_for_nothing() -> None:
    cut = [make_article(n, f"{n} storm", excerpt=f"{CUT} represen") for n in "ab"]
    assert "represen" not in shared(cut, Settings())
    whole = [*cut, make_article("c", "Represen is a town on the coast")]
    assert "represen" in shared(whole, Settings())


def test_a_word_cut_at_the_limit_counts_for_nothing() -> None:
    articles = [make_article(n, f"{n} storm", excerpt="The harbourmaster spoke") for n in "ab"]
    assert shared(articles, Settings(excerpt_chars=11)) == {"storm", "the"}
    assert shared(articles, Settings(excerpt_chars=17)) == {"storm", "the", "harbourmaster"}


def test_vectors_know_the_names_in_titles_and_how_many_words_articles_have() -> None:
    articles = [
        make_article("a", "Storm Ottoline floods the harbour", excerpt="Ferries for Iskel wait."),
        make_article("b", "Harbour flooded as Ottoline lands"),
        replace(make_article("c", "?!"), url=""),
    ]
    vectors = vectorize(articles, Settings())
    assert [vectors.names_in(at) for at in range(3)] == [["ottoline"], ["ottoline"], []]
    assert vectors.word_counts.tolist() == [vectors.matrix[[at]].nnz for at in range(3)]
    assert vectors.word_counts[2] == 0


def test_shared_words_add_up_to_the_similarity() -> None:
    articles = [
        make_article("a", "Storm Ottoline floods the harbour"),
        make_article("b", "Harbour flooded as storm Ottoline lands"),
    ]
    vectors = vectorize(articles, Settings())
    shared = vectors.shared_words(0, 1)
    assert sum(part for _, part in shared) == pytest.approx(similarity(vectors, 0, 1), abs=1e-6)
    assert shared[0][0] == "ottoline"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Un séisme secoue la côte d'Iskel", "Iskel secouée par un séisme"),
        ("地震が海岸を襲う", "海岸で地震"),
        (
            "زلزال يضرب الساحل",
            "الساحل بعد زلزال",
        ),
        (
            "Землетрясение на побережье",
            "Побережье: землетрясение",
        ),
    ],
)
def test_other_languages_find_their_like(one: str, other: str) -> None:
    articles = [make_article("a", one), make_article("b", other), *crowd(20)]
    vectors = vectorize(articles, Settings())
    assert similarity(vectors, 0, 1) > 0.2
    assert similarity(vectors, 0, 5) < 0.05
