"""Marks: which stories are surely one event, which to look at, and where nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering import cluster
from clustering.stories.marks import mark_of
from clustering.stories.story import Story
from tests.factories import make_record
from tests.stories.stories import make_story


@pytest.mark.parametrize(
    ("inside", "mark"),
    [
        (1.0, "one event"),
        (0.37, "one event"),
        (0.36, ""),
        (0.32, ""),
        (0.31, "look at this"),
        (0.0, "look at this"),
    ],
)
def test_a_story_is_marked_by_how_strongly_its_halves_hold_together(
    inside: float, mark: str
) -> None:
    assert mark_of(make_story(5, inside=inside)) == mark


@pytest.mark.parametrize(
    ("outside", "mark"), [(0.0, "one event"), (0.29, "one event"), (0.3, ""), (0.5, "")]
)
def test_a_story_with_something_nearly_as_close_outside_is_not_surely_one(
    outside: float, mark: str
) -> None:
    story = make_story(5, inside=0.5)
    assert mark_of(replace(story, outside=outside)) == mark


@pytest.mark.parametrize("inside", [0.05, 0.9])
def test_a_story_of_one_outlet_has_no_mark(inside: float) -> None:
    story = make_story(5, inside=inside, outlets=1)
    assert not story.is_coverage
    assert mark_of(story) == ""


def test_a_result_marks_its_stories() -> None:
    copied = "Storm Ottoline floods the old harbour of Brackwater"
    result = cluster([make_record(name, copied) for name in ("gazette", "tern", "ledger")])
    (story,) = result.stories
    assert result.mark_of(story) == "one event"
    (alone,) = cluster([make_record("gazette", copied)]).stories
    assert isinstance(alone, Story)
    assert mark_of(alone) == ""
