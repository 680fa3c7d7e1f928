"""How a series is told: frame in words, members in order, dates and a steady id."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from clustering.series.description import describe_series
from clustering.series.titles import Titles
from tests.series.outlets import LABELLED, run_of


def test_members_are_in_order_of_publication_and_the_undated_last() -> None:
    articles = run_of("herald", LABELLED)
    articles[1] = replace(articles[1], published=None)
    titles = Titles(articles)
    frame = np.array([titles.vocabulary.index(word) for word in ("morning", "briefing")])
    series = describe_series(titles, frame, np.arange(len(titles)))
    assert len(series) == len(LABELLED)
    assert series.members == (0, 2, 3, 1)
    assert series.id == "r" + articles[0].id[1:]
    assert series.outlet == articles[0].outlet
    assert (series.first_published, series.last_published) == (
        articles[0].published,
        articles[3].published,
    )


def test_the_frame_is_written_as_the_shortest_title_that_holds_it_spells_it() -> None:
    titles = Titles(
        run_of("herald", ["MORNING briefing: a very long day before the regatta", *LABELLED[1:]])
    )
    frame = np.array([titles.vocabulary.index(word) for word in ("morning", "briefing")])
    assert describe_series(titles, frame, np.arange(len(titles))).frame == "Morning briefing: …"


def test_copies_of_a_title_are_members_as_well() -> None:
    articles = run_of("herald", [*LABELLED, LABELLED[0].upper()])
    titles = Titles(articles)
    series = describe_series(titles, np.array([1]), np.arange(len(titles)))
    assert len(titles) == len(LABELLED)
    assert sorted(series.members) == list(range(len(articles)))
