"""Dates that have not come are none where they lie far ahead of all others."""

from __future__ import annotations

from datetime import UTC, datetime

from clustering.model import Record
from clustering.sources.dates.ahead import may_come_true, without_dates_ahead

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def years(*published: int | None) -> list[Record]:
    return [
        Record(
            f"r{at}", "t.csv", "T", published=datetime(year, 3, 10, tzinfo=UTC) if year else None
        )
        for at, year in enumerate(published)
    ]


def kept(*published: int | None) -> list[int | None]:
    records = without_dates_ahead(years(*published), NOW)
    assert [bool(r.unread_date) for r in records] == [
        year is not None and r.published is None for year, r in zip(published, records, strict=True)
    ]
    return [record.published.year if record.published else None for record in records]


def test_a_date_far_ahead_of_all_others_is_taken_back_and_kept_as_text() -> None:
    assert kept(2023, 2042, 2024, None) == [2023, None, 2024, None]
    (_, slip) = without_dates_ahead(years(2024, 2099), NOW)
    assert (slip.published, slip.unread_date) == (None, "2099-03-10")


def test_a_date_that_has_come_is_never_ahead() -> None:
    assert kept(1990, 1991, 2024) == [1990, 1991, 2024]


def test_dates_that_are_announced_within_a_year_stay() -> None:
    assert kept(2024, 2025) == [2024, 2025]
    assert kept(2024, 2025, 2026, 2031) == [2024, 2025, 2026, None]


def test_where_there_is_no_other_date_the_clock_takes_its_place() -> None:
    assert kept(2099) == [None]
    assert kept(2025) == [2025]
    assert kept(None) == [None]


def test_what_depends_on_the_clock_is_known() -> None:
    def depends(*published: int | None) -> bool:
        return may_come_true(without_dates_ahead(years(*published), NOW), NOW)

    assert not depends(1990, 2024, None)
    assert depends(2024, 2025)
    assert depends(2024, 2099)
    assert not may_come_true([Record("r", "t.csv", "T", unread_date="soon")], NOW)
