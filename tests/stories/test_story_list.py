"""A list of stories prints as a short table, and is a list in all else."""

from __future__ import annotations

from clustering import cluster
from clustering.stories.story_list import StoryList, list_stories
from tests.factories import make_record

STORIES = StoryList(cluster([make_record(f"p{at}", f"kelp{at}") for at in range(12)]).stories)


def test_it_prints_as_a_table_and_slices_do_as_well() -> None:
    assert repr(STORIES).startswith("12 stories, 0 of several outlets\noutlets  articles")
    assert repr(STORIES).endswith("… 2 more")
    assert isinstance(STORIES[:3], StoryList)
    assert repr(STORIES[:1]).splitlines()[0] == "1 story, 0 of several outlets"
    assert STORIES[0] in STORIES
    assert list(STORIES) == STORIES


def test_the_listing_names_each_story() -> None:
    listing = list_stories(STORIES)
    assert [row[3] for row in listing.rows] == [story.id for story in STORIES]
    assert listing.total == len(STORIES)
