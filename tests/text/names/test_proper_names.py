"""Proper names: found by how a corpus writes its words, and not where writing says nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from clustering.text.names.proper_names import TitleNames, written_names
from clustering.text.words import words_in

QUAKE = "Quake shakes the coast of Valdria"
AID = "Tents and water reach Valdria after the quake"


def names_in(
    titles: Sequence[str], texts: Sequence[str] = (), frequent: Sequence[str] = ()
) -> list[set[str]]:
    """Names of each title; ``frequent`` words are common in their language, all others rare."""
    texts = [*texts, *[""] * (len(titles) - len(texts))]
    words = sorted({word for text in (*titles, *texts) for word in words_in(text)})
    frequency = np.array([1e-3 if word in frequent else 1e-7 for word in words])
    columns = {word: column for column, word in enumerate(words)}
    words_of = TitleNames(titles, texts, columns)
    found = words_of.names(words_of.uses, frequency)
    assert found.shape == (len(titles), len(words))
    assert set(found.data.tolist()) <= {1.0}
    return [{words[column] for column in found[[row]].indices} for row in range(len(titles))]


def test_a_word_that_ordinary_titles_give_a_capital_is_a_name() -> None:
    assert names_in([QUAKE, AID]) == [{"valdria"}, {"valdria"}]


def test_the_first_word_of_a_title_says_nothing() -> None:
    titles = ["Ferries stay in port tonight", "Ferries leave the port again"]
    assert names_in(titles) == [set(), set()]
    assert names_in(["Valdria asks for help after the quake", QUAKE])[0] == {"valdria"}


def test_a_word_that_is_written_small_as_often_is_no_name() -> None:
    titles = ["Shares of Apple fall again today", "Doctors praise the apple and the pear"]
    assert names_in(titles) == [set(), set()]


def test_a_name_may_be_written_small_now_and_then() -> None:
    """Four in five uses have the capital; with three it is no name."""
    slip = "someone in valdria felt the quake"
    assert names_in([QUAKE] * 4 + [slip]) == [{"valdria"}] * 5
    assert names_in([QUAKE] * 3 + [slip]) == [set()] * 4


SHOUTED = [
    "Quake Shakes The Coast Of Valdria",
    "QUAKE SHAKES THE COAST OF VALDRIA",
]


@pytest.mark.parametrize("title", SHOUTED)
def test_titles_in_title_case_or_capitals_take_their_names_from_ordinary_writing(
    title: str,
) -> None:
    assert names_in([title, AID]) == [{"valdria"}, {"valdria"}]
    assert names_in([title], ["People in Valdria felt the quake at noon."]) == [{"valdria"}]


@pytest.mark.parametrize("title", SHOUTED)
def test_words_seen_only_in_title_case_or_capitals_are_no_names(title: str) -> None:
    assert names_in([title, title.replace("Coast", "Harbour")]) == [set(), set()]
    assert names_in([title], [title]) == [set()]


def test_a_slug_takes_its_names_from_ordinary_writing() -> None:
    slug = "quake-shakes-coast-of-valdria"
    assert names_in([slug, *[QUAKE] * 2, *[AID] * 2])[0] == {"valdria"}
    assert names_in([slug, slug]) == [set(), set()]


def test_german_nouns_are_no_names() -> None:
    titles = [
        "Die Regierung plant neue Steuern auf Kraftstoff und Strom",
        "Neue Steuern auf Kraftstoff und Strom in Planung der Regierung",
    ]
    text = "Die Steuern auf Kraftstoff und Strom steigen, so die Regierung am Abend in Sennet."
    assert names_in(titles, [text]) == [set(), set()]


@pytest.mark.parametrize("word", ["Monday", "Sundays", "March", "December"])
def test_words_of_the_calendar_are_no_names(word: str) -> None:
    assert names_in([f"Talks on the pier begin in {word} or later"] * 3) == [set()] * 3


def test_words_that_their_language_uses_often_are_no_names() -> None:
    titles = ["Ferries of Valdria stay away from Britain", "Strike keeps the ferries from Britain"]
    assert names_in(titles, frequent=["britain"]) == [{"valdria"}, set()]
    assert names_in(titles) == [{"valdria", "britain"}, {"britain"}]


def test_where_no_frequency_is_known_frequent_words_can_be_names() -> None:
    columns = {"ferries": 0, "leave": 1, "for": 2, "britain": 3}
    title = TitleNames(["ferries leave for Britain"], [""], columns)
    found = title.names(title.uses, None)
    (row,) = found.toarray().tolist()
    assert row == [0, 0, 0, 1]


def test_other_scripts_with_capitals_give_names() -> None:
    titles = ["Землетрясение произошло у берегов Валдрии", "Порт Валдрии закрыт после удара"]
    assert names_in(titles)[0] == {"валдрии"}


def test_numbers_and_words_of_several_parts_are_no_names() -> None:
    titles = ["Prices rise by 3.25 in the shops of Valdria", "Wages rise by 3.25 as well"]
    assert names_in(titles) == [{"valdria"}, set()]
    assert "a320" in names_in(["Orders for the A320 grow again", "More of the A320 are sold"])[0]


def test_a_name_that_a_title_has_twice_counts_once() -> None:
    assert names_in(["Ships for Valdria leave the port of Valdria", QUAKE])[0] == {"valdria"}


def test_names_in_excerpts_alone_are_not_names_of_the_title() -> None:
    assert names_in(["Quake shakes the coast", AID], ["Homes in Valdria fell."])[0] == set()


def test_nothing_is_found_in_nothing() -> None:
    assert names_in([]) == []
    assert names_in([""], [""]) == [set()]
    assert names_in(["", QUAKE, AID]) == [set(), {"valdria"}, {"valdria"}]
    assert names_in(["Valdria"]) == [set()]


@pytest.mark.parametrize(
    ("title", "names", "written"),
    [
        (
            "Storm hits Ostrava Bay, not Valdria",
            {"ostrava", "bay", "valdria"},
            ("Ostrava Bay", "Valdria"),
        ),
        ("Ottoline, Brackwater's storm", {"ottoline", "brackwater"}, ("Ottoline", "Brackwater")),
        ("QUAKE IN VALDRIA", {"valdria"}, ("VALDRIA",)),
        ("Valdria: help for Valdria", {"valdria"}, ("Valdria",)),
        ("Séisme à Valdré", {"valdre"}, ("Valdré",)),
        ("quake-shakes-valdria", {"valdria"}, ("valdria",)),
        ("Ostrava, Valdria and Ostrava again", {"ostrava", "valdria"}, ("Ostrava", "Valdria")),
        ("J&J raises the Ostrava-Bay bid", {"j", "ostrava", "bay"}, ("J", "Ostrava", "Bay")),
        ("No names here", set(), ()),
        ("", {"valdria"}, ()),
    ],
)
def test_names_are_told_as_the_title_writes_them(
    title: str, names: set[str], written: tuple[str, ...]
) -> None:
    assert written_names(title, names) == written


def test_names_in_scripts_without_capitals_are_told_too() -> None:
    titles = ["水凪県で地震、津波の心配なし", QUAKE, AID]
    words = sorted({word for text in titles for word in words_in(text)})
    words_of = TitleNames(titles, [""] * 3, {word: column for column, word in enumerate(words)})
    found = words_of.names(words_of.uses, np.full(len(words), 1e-7))
    names = [{words[column] for column in found[[row]].indices} for row in range(3)]
    assert names == [{"水凪", "凪県"}, {"valdria"}, {"valdria"}]
    assert words_of.names(words_of.uses, None)[[0]].nnz == 0  # without frequencies of a language
    assert written_names(titles[0], names[0]) == ("水凪県",)
