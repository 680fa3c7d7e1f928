"""Alarms: each sign is raised by what it describes, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from clustering.stories.alarms import Alarm, find_alarms
from clustering.stories.describe import Story, StoryOutlet
from tests.factories import FIRST_DAY, make_article


def make_story(size: int, days: float = 1.0, cohesion: float = 0.5, title: str = "Storm") -> Story:
    articles = tuple(make_article(f"n{n:03d}", f"{title} {n}rak") for n in range(size))
    outlets = tuple(StoryOutlet(a.outlet.name, a.outlet.domain, 1, a.published) for a in articles)
    return Story(
        id=f"s{size}",
        headline=articles[0].title,
        lead=articles[0],
        members=tuple(range(size)),
        articles=articles,
        outlets=outlets,
        independent_outlets=size,
        first_published=FIRST_DAY,
        last_published=FIRST_DAY + timedelta(days=days),
        cohesion=cohesion,
        keywords=("storm",),
    )


def kinds(*stories: Story, window: float = 14.0, components: int = 1) -> list[str]:
    labels = np.arange(components)
    return [alarm.kind for alarm in find_alarms(list(stories), labels, window)]


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


def test_a_loose_story_is_named() -> None:
    assert kinds(make_story(5, cohesion=0.1)) == ["loose"]


def test_headlines_without_a_common_word_are_named() -> None:
    story = make_story(12)
    titles = ["Storm", "Chess", "Otter", "Bank"] * 3
    mixed = tuple(replace(a, title=t) for a, t in zip(story.articles, titles, strict=True))
    assert kinds(replace(story, articles=mixed)) == ["words"]


def test_small_stories_are_left_alone() -> None:
    assert kinds(make_story(4, days=400, cohesion=0.1)) == []


def test_one_component_over_half_of_a_large_corpus_is_named() -> None:
    crowded = np.concatenate([np.zeros(1500, dtype=np.int64), np.arange(1, 600)])
    alarms = find_alarms([], crowded, 14.0)
    assert [alarm.kind for alarm in alarms] == ["component"]
    assert "1,500 of 2,099" in alarms[0].sentence
    assert alarms == [Alarm("", "component", alarms[0].sentence)]


def test_an_empty_corpus_raises_nothing() -> None:
    assert find_alarms([], np.zeros(0, dtype=np.int64), 14.0) == []
