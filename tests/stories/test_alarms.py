"""Alarms: each sign is raised by what it describes, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

from clustering.stories.alarms import Alarm, find_alarms
from clustering.stories.story import Story
from tests.stories.stories import make_story


def kinds(*stories: Story, window: float = 14.0) -> list[str]:
    return [alarm.kind for alarm in find_alarms(list(stories), window)]


def test_an_ordinary_story_raises_nothing() -> None:
    assert kinds(make_story(12)) == []


def test_a_story_that_outlasts_two_windows_is_named() -> None:
    assert kinds(make_story(12, days=29)) == ["span"]
    assert kinds(make_story(12, days=27)) == []


def test_without_a_window_no_span_is_too_long() -> None:
    assert kinds(make_story(12, days=400), window=0.0) == []


def test_a_story_far_larger_than_the_others_is_named() -> None:
    small = [make_story(3) for _ in range(20)]
    assert kinds(*small, make_story(60)) == ["size"]
    assert kinds(*small, make_story(49)) == []


def test_headlines_without_a_common_word_are_named() -> None:
    story = make_story(12)
    titles = ["Storm", "Chess", "Otter", "Bank"] * 3
    mixed = tuple(replace(a, title=t) for a, t in zip(story.articles, titles, strict=True))
    assert kinds(replace(story, articles=mixed)) == ["words"]


def test_small_stories_are_left_alone() -> None:
    assert kinds(make_story(4, days=400)) == []


def test_an_alarm_names_its_story_and_says_what_was_seen() -> None:
    (alarm,) = find_alarms([make_story(12, days=400)], 14.0)
    assert alarm == Alarm("s12", "span", alarm.sentence)
    assert "12 articles over 400 days" in alarm.sentence


def test_an_empty_corpus_raises_nothing() -> None:
    assert find_alarms([], 14.0) == []
