"""What the overview tells: ranks without those of nothing, pairs, and shares of the most."""

from __future__ import annotations

from clustering.reporting.page.figures import Figures
from clustering.reporting.page.overview import Ranked, overview
from clustering.result import Result
from tests.reporting.conftest import Piece, build


def test_outlets_are_ranked_and_those_with_nothing_left_out(result: Result) -> None:
    told = overview(Figures.of(result))
    assert told["outlets"][0] == ("Coast News", "coast.example")
    stories = told["ranked"]["stories"]
    assert stories[0] == Ranked("Coast News", 2, ["coast.example"])
    assert [row.value for row in stories] == sorted((row.value for row in stories), reverse=True)
    assert [row.outlets for row in told["ranked"]["first"]] == [["daily.example"]]
    assert [row.outlets for row in told["ranked"]["copies"]] == [["wire.example"]]


def test_the_closest_pairs_name_both_outlets(result: Result) -> None:
    told = overview(Figures.of(result))
    assert told["closest"][0] == Ranked(
        "Coast News and The Daily", 1, ["coast.example", "daily.example"]
    )
    assert told["most_shared"] == 1


def test_each_step_has_its_day_and_its_counts(result: Result) -> None:
    assert overview(Figures.of(result))["by_day"] == [
        ("2023-08-31", 4, 2), ("2023-09-01", 1, 0), ("2023-09-02", 1, 0),
    ]  # fmt: skip


def test_nothing_in_gives_an_empty_overview() -> None:
    told = overview(Figures.of(build([])))
    assert told["outlets"] == told["closest"] == told["by_day"] == told["matrix"] == []
    assert told["most_shared"] == 1


def test_an_outlet_without_a_domain_is_named_by_its_caption() -> None:
    told = overview(Figures.of(build([[Piece("Rain", "Nameless", "")]])))
    assert told["outlets"] == [("Nameless", "Nameless")]
