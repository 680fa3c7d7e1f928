"""The bench of what holds still: the same articles in another company, and when more come."""

from __future__ import annotations

from statistics import fmean
from unittest.mock import patch

import pytest

from tests.benchmarks import steadiness
from tests.benchmarks.labelled import data_folder, load
from tests.benchmarks.quality_results import settings
from tests.benchmarks.steadiness import Additions, draw_crowds, group, measure_additions

HEADLINES = load("headlines")


@pytest.fixture(scope="module")
def of_events() -> Additions:
    return measure_additions("events", settings())


def test_a_few_in_the_same_crowd_in_another_order_are_grouped_alike() -> None:
    few, crowd = HEADLINES.reading.records, load("fixtures").reading.records
    one = group(few, crowd, settings())
    other = group(few, crowd[::-1], settings())
    assert steadiness._agreement(one.found, other.found) == 1.0
    assert steadiness._agreement(one.fixed, other.fixed) == 1.0
    alone = group(few, [], settings())
    assert 0.5 < steadiness._agreement(alone.found, one.found) <= 1.0


def test_with_the_word_weights_of_the_crowd_a_few_are_grouped_more_as_within_it() -> None:
    few, crowd = load("events").reading.records[:200], load("fixtures").reading.records
    among, alone = group(few, crowd, settings()), group(few, [], settings())
    weighed = group(few, [], settings(), among.epoch)
    by_own = steadiness._agreement(alone.found, among.found)
    assert by_own <= steadiness._agreement(weighed.found, among.found) <= 1.0


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_two_crowds_share_no_article_and_draws_differ() -> None:
    few, crowd, other = draw_crowds("basil", 0)
    again = draw_crowds("basil", 0)
    assert [len(few), len(crowd)] == [198, steadiness.LARGE]
    assert [[one.name for one in part] for part in again] == [
        [one.name for one in part] for part in (few, crowd, other)
    ]
    assert not {id(one) for one in crowd} & {id(one) for one in other}
    assert {one.name for one in few} != {one.name for one in draw_crowds("basil", 1)[0]}


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_no_article_of_the_few_is_in_the_crowd() -> None:
    few, crowd, other = draw_crowds("allsides_2020", 0)
    own = {url for record in few for url in record.urls}
    assert own
    assert all(own.isdisjoint(record.urls) for record in (*crowd, *other))


def test_the_newest_are_added_where_dates_are_known(of_events: Additions) -> None:
    assert of_events.newest is not None
    assert 0.9 < of_events.newest <= 1
    assert min(of_events.any) < 1


def test_old_articles_are_held_against_themselves_when_more_come() -> None:
    found = measure_additions("headlines", settings())
    assert (found.articles, len(found.any)) == (60, steadiness.DRAWS)
    assert all(0.9 < f1 <= 1 for f1 in found.any)
    assert (found.newest, found.wide) == (None, None)  # many have no date, and none is wide
    with patch.object(steadiness, "ADDED", 0.0):
        assert set(measure_additions("headlines", settings()).any) == {1.0}


def test_stories_that_are_held_over_change_less(of_events: Additions) -> None:
    assert fmean(of_events.held) > fmean(of_events.any)
    assert max(of_events.held) <= 1.0
