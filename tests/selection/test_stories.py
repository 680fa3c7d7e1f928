"""A selection holds fewer stories and still knows the counts of all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clustering import cluster
from clustering.errors import UsageError
from clustering.result import Result
from clustering.selection.stories import choose, moment_of, select
from tests.factories import make_record

NEVER = datetime.min.replace(tzinfo=UTC)
WORDS = (
    *("kelp", "lentil", "turbine", "ferry", "violin", "glacier"),
    *("quarry", "saddle", "beacon", "walnut", "anvil", "tunnel"),
)


@pytest.fixture(scope="module")
def result() -> Result:
    return cluster(
        [
            make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater"),
            make_record("tern", "Brackwater's old harbour under water after storm Ottoline"),
            make_record("voltpage", "Central bank of Vesland holds its key rate"),
        ]
    )


def test_the_counts_are_those_of_the_whole(result: Result) -> None:
    some = select(result, result.stories[:1])
    assert some.stories == result.stories[:1]
    assert some.counts == result.counts | {"stories_shown": 1}
    assert result.counts["stories"] == 2


def test_alarms_are_those_of_the_whole_about_the_stories_shown() -> None:
    giant = [
        make_record(f"g{n}", "Storm Ottoline floods the old harbour", n / 99) for n in range(60)
    ]
    pairs = [
        make_record(f"{side}{n}", f"{word}on {word}el {word}ia {end}")
        for n, word in enumerate(WORDS)
        for side, end in (("a", "begins"), ("b", "opens"))
    ]
    whole = cluster([*giant, *pairs])
    (large,) = [story for story in whole.stories if len(story.articles) == 60]
    told = [alarm.sentence for alarm in whole.alarms if alarm.story == large.id]
    assert told
    assert select(whole, [large]).alarms_of(large) == told
    assert select(whole, []).alarms == []


def test_everything_else_stays(result: Result) -> None:
    some = select(result, [])
    assert some.articles is result.articles
    assert some.settings is result.settings
    assert some.why("gazette", "tern").together
    assert some.story("gazette") is result.story("gazette")


def test_what_is_nearest_is_of_the_whole(result: Result) -> None:
    last = result.stories[-1]
    assert select(result, [last]).nearest_to(last) == result.nearest_to(last)
    near = cluster(result.reading, cohesion=1)
    one, other = near.story("gazette"), near.story("tern")
    assert select(near, [one]).nearest_to(one) == other


def test_stories_are_chosen_by_what_is_asked(result: Result) -> None:
    wide, alone = result.stories
    assert choose(result, min_outlets=2).stories == choose(result, min_articles=2).stories == [wide]
    assert choose(result, limit=1).stories == [wide]
    assert wide.last_published and alone.last_published
    newest = max(wide, alone, key=lambda story: story.last_published or NEVER)
    assert choose(result, sort="latest").stories[0] is newest
    later = max(wide.last_published, alone.last_published) + timedelta(seconds=1)
    assert choose(result, since=later).stories == []


@pytest.mark.parametrize("wrong", [{"sort": "day"}, {"by": "day"}])
def test_what_means_nothing_is_refused(result: Result, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="'day' is not one of "):
        choose(result, **wrong)


def test_a_negative_limit_is_refused(result: Result) -> None:
    with pytest.raises(UsageError, match="limit: -1 is not a number of stories"):
        choose(result, limit=-1)


def test_a_time_is_given_as_such_or_as_text() -> None:
    day = datetime(2025, 4, 1, tzinfo=UTC)
    assert moment_of("2025-04-01", "since") == moment_of(day, "since") == day
    assert moment_of(datetime(2025, 4, 1), "since") == day
    assert moment_of(None, "since") is None
    with pytest.raises(UsageError, match=r"^--since soon: give yesterday, or a date such as "):
        moment_of("soon", "--since")
