"""Alarms: each sign is raised by what it describes, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

from clustering.stories.alarms import Alarm, find_alarms
from clustering.stories.story import Story
from tests.stories.stories import make_story


def kinds(*stories: Story, window: float = 14.0) -> list[str]:
    return [alarm.kind for alarm in alarms_of(*stories, window=window)]


def alarms_of(*stories: Story, window: float = 14.0) -> list[Alarm]:
    """Look for alarms in stories, whose articles are numbered one after the other."""
    titles: list[str] = []
    numbered = []
    for story in stories:
        members = tuple(range(len(titles), len(titles) + len(story.articles)))
        numbered.append(replace(story, members=members))
        titles += [article.title for article in story.articles]
    return find_alarms(numbered, titles, window)


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
    (alarm,) = alarms_of(make_story(12, days=400))
    assert alarm == Alarm("s12", "span", alarm.sentence)
    assert "12 articles over 400 days" in alarm.sentence


def test_an_empty_corpus_raises_nothing() -> None:
    assert find_alarms([], [], 14.0) == []


def test_a_word_of_characters_is_held_by_titles_with_one_of_its_pairs() -> None:
    story = make_story(12)
    titles = ["港湾の火災", "台風の被害", "選挙の結果", "火災の原因"] * 3
    mixed = tuple(replace(a, title=t) for a, t in zip(story.articles, titles, strict=True))
    assert kinds(replace(story, articles=mixed, keywords=("港湾",))) == ["words"]
    assert kinds(replace(story, articles=mixed, keywords=("港湾", "火災害"))) == []
