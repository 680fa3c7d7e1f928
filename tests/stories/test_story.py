"""What a story knows of itself."""

from __future__ import annotations

from dataclasses import replace

from clustering import cluster
from clustering.stories.story import First, StoryList, list_stories
from tests.factories import make_record
from tests.stories.stories import make_story


def test_articles_that_are_not_in_the_core_are_the_fringe() -> None:
    story = replace(make_story(3), core=(True, False, True))
    assert story.fringe == (story.articles[1],)


def test_several_outlets_make_coverage() -> None:
    assert make_story(2).is_coverage
    assert not make_story(2, outlets=1).is_coverage
    assert make_story(1).is_alone


def test_one_outlet_is_first_or_none_is_said_to_be() -> None:
    story = make_story(2)
    assert story.first_outlet == story.outlets[0]
    tie = replace(story, first=First(story.outlets, story.first_published, False))
    assert tie.first_outlet is None
    assert not tie.first.is_known


def test_a_story_prints_in_a_line() -> None:
    assert repr(make_story(2)) == "<Story s2: 'Storm 0rak', 2 outlets, 2 articles>"


def test_a_notebook_shows_a_story_as_an_escaped_table() -> None:
    shown = replace(make_story(2), headline="<b>Storm")._repr_html_()
    assert "&lt;b&gt;Storm" in shown
    assert shown.count("<tr>") == 3


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
