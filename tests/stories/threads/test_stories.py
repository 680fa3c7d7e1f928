"""A thread with its stories: order, headline, outlets and times."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering import cluster
from clustering.result import Result
from clustering.stories.threads.stories import describe_threads, name_threads
from tests.factories import make_record

TITLES = ("Glass works catches fire", "Tram drivers vote to strike", "Museum of salt opens doors")


def _result() -> Result:
    """Three stories, of days 0, 2 and 7; two outlets carry the second."""
    records = [
        make_record("tern", TITLES[0], 0),
        make_record("gazette", TITLES[1], 2),
        make_record("courier", TITLES[1], 2.1),
        make_record("tern2", TITLES[2], 7, outlet_name="Tern", outlet_domain="tern.example"),
    ]
    return cluster(records)


def test_stories_of_a_thread_stand_in_order_of_time_and_the_widest_gives_the_headline() -> None:
    stories = _result().stories
    assert len(stories) == 3
    thread, alone = describe_threads(stories, np.array([0, 0, 1]))
    starts = [story.first_published for story in thread.stories if story.first_published]
    assert starts == sorted(starts)
    assert thread.headline == TITLES[1]
    assert thread.id == "t" + thread.stories[0].id[1:]
    assert thread.articles == sum(len(story.articles) for story in thread.stories)
    assert alone.stories == (stories[2],)


def test_a_thread_counts_each_outlet_once_and_runs_from_its_first_to_its_last_story() -> None:
    stories = _result().stories
    (thread,) = describe_threads(stories, np.zeros(3, dtype=np.int64))
    assert thread.outlets == 3
    starts = [story.first_published for story in stories if story.first_published]
    ends = [story.last_published for story in stories if story.last_published]
    assert (thread.first_published, thread.last_published) == (min(starts), max(ends))


def test_no_stories_have_no_threads() -> None:
    assert describe_threads([], np.zeros(0, dtype=np.int64)) == []


@given(data=st.data(), count=st.integers(1, 8))
def test_a_thread_is_named_after_its_earliest_story_and_the_lowest_id_of_one_time(
    data: st.DataObject, count: int
) -> None:
    day = st.sampled_from([None, *(datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2))])
    times = data.draw(st.lists(day, min_size=count, max_size=count))
    ids = data.draw(st.permutations([f"s{n:02}" for n in range(count)]))
    drawn = data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    thread_of = np.unique(drawn, return_inverse=True)[1]
    stories = cast(
        Any,
        [SimpleNamespace(id=a, first_published=b) for a, b in zip(ids, times, strict=True)],
    )
    threads = int(thread_of.max()) + 1
    own = [[at for at in range(count) if thread_of[at] == thread] for thread in range(threads)]
    earliest = [
        min(some, key=lambda at: (times[at] is None, times[at] or datetime.max, ids[at]))
        for some in own
    ]
    assert name_threads(stories, thread_of) == ["t" + ids[at][1:] for at in earliest]
    taken = ["t" + ids[earliest[-1]][1:], *[""] * (threads - 1)]
    names = list(name_threads(stories, thread_of, taken))
    assert names[0] == taken[0]
    assert len(set(names)) == threads
