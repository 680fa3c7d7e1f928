"""Which article leads a story: where it stands still, and where it moves on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from clustering.model import Outlet
from clustering.settings.model import Settings
from clustering.stories.lead import Leads
from clustering.vectors.words import vectorize
from tests.factories import make_article, make_corpus

Row = tuple[float | None, str]

QUAKE: list[Row] = [
    (0.0, "Earthquake kills 12 in Valdoria mountains"),
    (0.1, "Valdoria earthquake: 12 dead in mountain villages"),
    (0.2, "At least 12 killed as earthquake hits Valdoria"),
    (0.3, "Valdoria earthquake death toll rises to 140"),
    (0.4, "Earthquake death toll in Valdoria reaches 140"),
    (0.5, "Valdoria: 140 dead after earthquake in mountains"),
]
TRIAL: list[Row] = [
    (0.0, "Trial of former mayor Ana Kessel over harbour contracts begins"),
    (0.1, "Former mayor Ana Kessel goes on trial over harbour contracts"),
    (0.2, "Ana Kessel trial over harbour contracts opens in Brackwater"),
    (4.0, "Former mayor Ana Kessel found guilty over harbour contracts"),
    (4.1, "Ana Kessel guilty of taking bribes in harbour contracts trial"),
]


def led(
    rows: Sequence[Row],
    excerpts: Sequence[str] = (),
    outlets: Sequence[str] = (),
    languages: Sequence[str] | None = None,
) -> str:
    """Return the headline of a story of articles in order of time, the first the most central."""
    articles = []
    for at, (day, title) in enumerate(rows):
        article = make_article(
            f"{at:02}", title, day=day, excerpt=excerpts[at] if at < len(excerpts) else ""
        )
        if outlets:
            article = replace(article, outlet=Outlet(outlets[at], ""))
        articles.append(article)
    corpus = make_corpus(articles)
    vectors = vectorize(corpus.articles, Settings())
    score = np.linspace(1.0, 0.5, len(rows))
    leads = Leads(corpus, vectors, score, languages)
    return str(corpus.articles[leads.of_all([range(len(rows))])[0]].title)


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        (QUAKE, "Valdoria earthquake death toll rises to 140"),
        (TRIAL, "Former mayor Ana Kessel found guilty over harbour contracts"),
        (QUAKE[:3], "Earthquake kills 12 in Valdoria mountains"),
        (QUAKE[:4], "Earthquake kills 12 in Valdoria mountains"),  # one outlet tells it
        (TRIAL[:4], "Trial of former mayor Ana Kessel over harbour contracts begins"),
    ],
)
def test_what_two_outlets_tell_anew_leads(rows: list[Row], headline: str) -> None:
    assert led(rows) == headline


def test_the_newest_of_two_developments_leads() -> None:
    third = [
        (9.0, "Former mayor Ana Kessel jailed for six years over harbour contracts"),
        (9.1, "Ana Kessel jailed over harbour contracts, former mayor to appeal"),
    ]
    assert led([*TRIAL, *third]) == third[0][1]


def test_one_outlet_that_repeats_itself_tells_nothing_new() -> None:
    assert led(TRIAL, outlets=["a", "b", "c", "d", "d"]) == TRIAL[0][1]


def test_what_the_text_of_an_earlier_article_told_is_not_new() -> None:
    assert led(TRIAL, ["She was found guilty of tax fraud in 2012."]) == TRIAL[0][1]


def test_other_words_on_the_same_day_are_not_new() -> None:
    assert led([(day and day / 10, title) for day, title in TRIAL]) == TRIAL[0][1]


def test_what_few_of_the_later_articles_tell_does_not_lead() -> None:
    later = [
        (4.2 + at / 10, f"Harbour contracts: day {word} of the Kessel trial")
        for at, word in enumerate(("four", "five", "six", "seven"))
    ]
    assert led([*TRIAL, *later]) == TRIAL[0][1]


def test_a_side_issue_that_the_later_articles_are_not_nearer_to_does_not_lead() -> None:
    aside: list[Row] = [
        (4.0, "Chess club moves out of the Brackwater gallery"),
        (4.1, "Former mayor Ana Kessel, trial over harbour contracts, and a gallery"),
    ]
    assert led([*TRIAL[:3], *aside]) == TRIAL[0][1]


def test_an_opinion_on_what_is_new_does_not_lead() -> None:
    opinion = (4.0, "Opinion: Ana Kessel is guilty, and so is her harbour board")
    assert led([*TRIAL[:3], opinion, TRIAL[4]]) == TRIAL[4][1]


def test_undated_articles_are_no_newer_than_others() -> None:
    assert led([*TRIAL[:3], *((None, title) for _, title in TRIAL[3:])]) == TRIAL[0][1]
    assert led([(None, TRIAL[0][1]), *TRIAL[1:]]) == TRIAL[0][1]


def test_articles_in_another_language_tell_nothing_new() -> None:
    languages = ["en", "en", "en", "de", "de"]
    assert led(TRIAL, languages=languages) == TRIAL[0][1]


def test_words_of_scripts_without_spaces_tell_what_is_new() -> None:
    rows: list[Row] = [
        (0.0, "前市長の汚職裁判が始まる"),
        (0.1, "前市長の汚職裁判、港湾契約めぐり開廷"),
        (3.0, "前市長に有罪判決、汚職裁判"),
        (3.1, "汚職裁判で前市長に有罪判決"),
    ]
    assert led(rows) == rows[2][1]


def test_a_report_leads_where_there_is_one() -> None:
    rows: list[Row] = [(0.0, "Why the harbour flooded"), (0.1, "Harbour floods"), (0.2, "Why?")]
    assert led(rows) == "Harbour floods"
    assert led([rows[0], rows[2]]) == rows[0][1]


GERMAN: list[Row] = [
    (0.6, "Erdbeben in Valdoria: Zahl der Toten steigt auf 212"),
    (0.7, "Valdoria nach dem Erdbeben: 212 Tote, viele noch vermisst"),
]
LATER: list[Row] = [(1.0 + at / 10, title) for at, (_, title) in enumerate(QUAKE)]
CITY: list[Row] = [
    (0.0, "Brand in der Altstadt von Valdoria: zwölf Menschen verletzt"),
    (0.1, "Feuer in Valdoria, zwölf Verletzte in der Altstadt"),
    (0.2, "Zwölf Verletzte bei einem Brand in Valdorias Altstadt"),
]
ENGLISH: list[Row] = [
    (0.3, "Valdoria old town fire leaves 31 people injured and homes in ruins"),
    (0.4, "Fire with 31 injured in the old town of Valdoria, police say"),
]


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([*QUAKE[:3], *GERMAN], QUAKE[0][1]),
        ([GERMAN[0], *LATER[:3]], QUAKE[0][1]),
        ([*QUAKE, *GERMAN], QUAKE[3][1]),
        ([*CITY, *ENGLISH], CITY[0][1]),
        ([GERMAN[0], *LATER], QUAKE[3][1]),
    ],
)
def test_the_headline_is_in_the_language_of_most(rows: list[Row], headline: str) -> None:
    assert led(rows) == headline
    languages = ["de" if row in [*GERMAN, *CITY] else "en" for row in rows]
    assert led(rows, languages=languages) == headline
