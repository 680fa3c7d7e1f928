"""The overview's figures: who carried, who was first, who copied, who shares what with whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting.page import figures
from clustering.reporting.page.figures import Shared, outlet_figures, over_time, shared_stories
from clustering.result import Result
from clustering.stories.story import First
from tests.reporting.conftest import Piece, build


def test_outlets_are_counted_and_ranked(result: Result) -> None:
    found = outlet_figures(result)
    assert list(found) == ["coast.example", "arts.example", "daily.example", "wire.example"]
    coast, daily, wire = (found[f"{name}.example"] for name in ("coast", "daily", "wire"))
    assert (coast.name, coast.articles, coast.stories, coast.coverage) == ("Coast News", 4, 2, 1)
    assert (coast.first, coast.followed, coast.median_lag, coast.copies) == (0, 1, 5.0, 0)
    assert (daily.first, daily.followed, daily.median_lag) == (1, 0, None)
    assert (wire.copies, wire.followed, wire.median_lag) == (1, 1, 6.0)


def test_who_may_have_been_first_neither_led_nor_followed(result: Result) -> None:
    story, *others = result.stories
    tie = First(story.outlets[:2], story.first_published, False)
    found = outlet_figures(replace(result, stories=[replace(story, first=tie), *others]))
    counted = {name: (one.first, one.followed, one.median_lag) for name, one in found.items()}
    assert counted["daily.example"] == counted["coast.example"] == (0, 0, None)
    assert counted["wire.example"] == (0, 1, 6.0)


def test_a_lag_takes_two_times_to_the_minute() -> None:
    start = Piece("a", "A", "a.example", hours=-12.0)  # midnight: no more than the day is known
    later = [Piece("b", "B", "b.example", hours=20.0), Piece("c", "C", "c.example", hours=36.0)]
    found = outlet_figures(build([[start, *later]]))
    assert [(one.followed, one.median_lag) for one in found.values()] == [
        (0, None), (1, None), (1, None),
    ]  # fmt: skip


def test_an_outlet_on_the_fringe_has_its_articles_and_no_story(leaning: Result) -> None:
    digest = outlet_figures(leaning)["digest.example"]
    assert (digest.articles, digest.stories, digest.coverage) == (1, 0, 0)


def test_company_is_counted_in_shared_stories(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MATRIX_OUTLETS", 3)
    shared = shared_stories(result, list(outlet_figures(result)))
    assert shared.companions == [[(2, 1), (3, 1)], [], [(0, 1), (3, 1)], [(0, 1), (2, 1)]]
    assert shared.closest == [[0, 2, 1], [0, 3, 1], [2, 3, 1]]
    assert shared.matrix == [[1, 0, 1], [0, 0, 0], [1, 0, 1]]


def test_without_coverage_no_one_has_company() -> None:
    result = build([[Piece("alone")]])
    assert shared_stories(result, ["daily.example"]) == Shared([[]], [], [[0]])


def test_days_without_articles_are_there_with_nothing(result: Result) -> None:
    bars = over_time(result)
    assert bars.step == "day"
    assert bars.articles == [4, 1, 1]
    assert bars.stories == [2, 0, 0]
    assert [b - a for a, b in zip(bars.starts, bars.starts[1:], strict=False)] == [86400, 86400]


@pytest.mark.parametrize(
    ("days", "step"), [(159, "day"), (160, "week"), (1200, "month"), (9000, "year")]
)
def test_long_spans_take_longer_steps(days: int, step: str) -> None:
    bars = over_time(build([[Piece("first"), Piece("last", hours=24.0 * days)]]))
    assert bars.step == step
    assert len(bars.starts) <= figures.MAX_BARS
    assert sum(bars.articles) == 2
    assert bars.articles[0] == bars.articles[-1] == 1


def test_a_wrong_year_does_not_squeeze_the_rest() -> None:
    year = 24.0 * 365
    pieces = [Piece(f"day {day}", hours=24.0 * day) for day in range(200)]
    bars = over_time(build([[Piece("wrong", hours=-30 * year), *pieces]]))
    assert bars.step == "week"
    assert 1 <= bars.outside <= 9
    assert bars.outside + sum(bars.articles) == 201


def test_without_dates_there_is_nothing_to_draw() -> None:
    assert over_time(build([[Piece("undated", hours=None)]])).starts == []
