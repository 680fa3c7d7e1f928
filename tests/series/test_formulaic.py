"""Mills: reports made of an outlet's jargon are one series, in whatever order its words come."""

from __future__ import annotations

from clustering.model import Article
from clustering.series import find_series
from tests.series.outlets import crowd, on_day, run_of

# No four words in a row twice, no label: only the words recur.
REPORTS = [
    "Marine rope market growth outpaces demand",
    "Forecast of tidal turbine demand: market growth",
    "Oyster equipment demand and market forecast",
    "Pharmacy software growth, market forecast with demand",
    "Demand forecast of kiln bricks, market growth",
    "Seaweed snacks demand as market growth forecast rises",
]
FEW = [
    "Canoe paddle market shows demand by forecast",
    "Growth forecast in demand: lantern market",
    "Why market growth beats demand in beehives",
]


def found_in(articles: list[Article]) -> list[list[str]]:
    """Titles of each series."""
    found = find_series(articles)
    return [sorted(articles[member].title for member in series.members) for series in found]


def test_titles_made_of_an_outlets_jargon_are_a_series() -> None:
    assert found_in(run_of("mill", REPORTS) + crowd()) == [sorted(REPORTS)]


def test_jargon_learnt_from_a_mill_betrays_the_few_reports_of_another_outlet() -> None:
    few = run_of("almanac", FEW, every=10.0)
    assert found_in(few + crowd()) == []
    assert found_in(run_of("mill", REPORTS) + few + crowd()) == [sorted(REPORTS), sorted(FEW)]


def test_a_title_with_less_of_the_jargon_stays_out() -> None:
    plain = ["Market square is closed for the fair", "Demand for tickets surprises the choir"]
    assert found_in(run_of("mill", [*REPORTS, *plain]) + crowd()) == [sorted(REPORTS)]


def test_what_everybody_says_is_nobodys_jargon() -> None:
    same = [
        run_of(f"paper{number}", [f"{title} {number}"])[0]
        for number, title in enumerate(REPORTS * 3)
    ]
    assert found_in(run_of("mill", REPORTS) + same + crowd()) == []


def test_reports_within_the_days_of_an_event_are_no_series() -> None:
    hurried = [on_day(0.5 * number, one) for number, one in enumerate(run_of("mill", REPORTS))]
    assert found_in(hurried + crowd()) == []
