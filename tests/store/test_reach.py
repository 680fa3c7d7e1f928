"""How far a run reaches from what is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clustering.store import Store, open_store
from clustering.store.reach import WINDOWS_SHOWN, articles_in, open_stories, reach_of
from tests.factories import FIRST_DAY, make_record
from tests.store.streams import WINDOW, bring, stories_in

DAYS = {"Ferry runs aground": 0.0, "Museum opens": 4.0, "Drought ends": 7.0, "Choir wins": 8.0}


def fill(store: Store) -> dict[str, str]:
    bring(store, [make_record(title[0], title, day=day) for title, day in DAYS.items()])
    return stories_in(store)


def day(number: float) -> datetime:
    return FIRST_DAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("new", "decided", "beside"),
    [
        ([8.5], {"Drought ends", "Choir wins"}, {"Museum opens"}),
        ([], set(), {"Museum opens", "Drought ends", "Choir wins"}),
        ([1.0], {"Ferry runs aground", "Museum opens"}, {"Drought ends", "Choir wins"}),
    ],
)
def test_what_is_near_is_decided_and_what_is_less_near_stands_beside(
    tmp_path: Path, new: list[float], decided: set[str], beside: set[str]
) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        title_of = {story: title for title, story in fill(store).items()}
        times = [day(at) for at in new]
        reach = reach_of(store.connection, times, (), WINDOW, day(8.5), WINDOWS_SHOWN)
        assert {title_of[story] for story in reach.decided} == decided
        assert {title_of[story] for story in reach.beside} == beside


def test_without_a_window_all_open_stories_are_decided(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        fill(store)
        reach = reach_of(store.connection, [day(0)], (), 0, day(8), WINDOWS_SHOWN)
        assert reach.decided == open_stories(store.connection)
        assert len(articles_in(store.connection, reach.decided)) == len(DAYS)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_have_an_end(tmp_path: Path, year: int) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        fill(store)
        time = datetime(year, 1 if year == 1 else 12, 1, tzinfo=UTC)
        assert not reach_of(store.connection, [time], (), 1000.0, time, WINDOWS_SHOWN).decided
