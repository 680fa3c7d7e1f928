"""Dates in URLs: a table of shapes, and what must not be taken for a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.web.url_dates import date_in


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2014/03/10/storm-hits", "2014-03-10"),
        ("https://a.example/2014/3/9/storm-hits", "2014-03-09"),
        ("https://a.example/world/2014/mar/10/storm", "2014-03-10"),
        ("https://a.example/2014/March/10/storm", "2014-03-10"),
        ("https://a.example/news/2014-03-10-storm", "2014-03-10"),
        ("https://a.example/2014_03_10_storm.html", "2014-03-10"),
        ("https://a.example/news/20140310/storm", "2014-03-10"),
        ("https://a.example/article-20140310-storm", "2014-03-10"),
        ("a.example/2014/03/10/storm", "2014-03-10"),
        ("//a.example/2014/03/10/storm", "2014-03-10"),
        ("a.example:8080/2014/03/10/storm", "2014-03-10"),
        ("https://20200101.example/2014/03/10/storm", "2014-03-10"),
        ("https://a.example/2014-SEP-9-storm", "2014-09-09"),
        ("https://a.example/2014/september/09/storm", "2014-09-09"),
        ("https://a.example/2014/may/9/storm", "2014-05-09"),
        ("https://a.example/storm_20140310.html", "2014-03-10"),
        ("https://a.example/storm.20140310", "2014-03-10"),
        ("https://a.example/20991231/2014/03/10/x", "2014-03-10"),
        ("https://a.example/2014/02/30/then/2014/03/01/x", "2014-03-01"),
    ],
)
def test_a_whole_day_in_the_path_is_read(url: str, day: str) -> None:
    found = date_in(url)
    assert found is not None
    assert found.isoformat() == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/storm",
        "https://a.example/2014/03/storm",
        "https://a.example/2014/storm-10",
        "https://a.example/story-120140310",
        "https://a.example/story-201403101",
        "https://a.example/story-20141310",
        "https://a.example/2014/02/30/storm",
        "https://a.example/1789/07/14/bastille",
        "https://a.example/storm?on=2014/03/10",
        "https://a.example/storm#2014/03/10",
        "https://a.example/2020-marathon-12",
        "https://a.example/2021-decision-15-members",
        "https://a.example/top-2024-junior-10",
        "https://a.example/2024-mayor-10-years",
        "https://a.example/a/20991231",
        "https://a.example/2040/01/01/storm",
        "https://a.example/item20140310",
        "https://a.example/20140310x",
        "https://20200101.example",
        "https://20200101.example/storm",
        "20200101.example/storm",
        "//2020-01-01.example/storm",
        "2020-01-01.example",
        "",
    ],
)
def test_other_numbers_are_no_date(url: str) -> None:
    assert date_in(url) is None


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    date_in(text)


@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)))
def test_every_written_day_is_read_back(day: date) -> None:
    found = date_in(f"https://a.example/{day:%Y/%m/%d}/x")
    assert found is not None
    assert found.date() == day
