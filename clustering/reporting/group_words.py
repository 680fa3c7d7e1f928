"""Puts into words what the user's groups of outlets carried of a story, and what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from clustering.reporting.group_figures import Follower, blind_spots, followers, not_by_us
from clustering.reporting.markdown_text import escaped, linked
from clustering.reporting.tables.rows import StoryRow
from clustering.reporting.wording import (
    articles_in_words,
    first_in_words,
    one_line,
    outlet_caption,
    outlets_in_words,
    span_in_words,
    start_in_words,
)
from clustering.settings.outlet_groups import OWN
from clustering.text.english import counted
from clustering.text.sentences import say

if TYPE_CHECKING:
    from clustering.result import Result
    from clustering.stories.story import Story


def groups_in_words(story: StoryRow) -> str:
    """Return ``rivals 3; leaning: left 2, right 0``; empty where there are no groups."""
    told: dict[str, list[str]] = {}
    for label, outlets in story.get("groups", {}).items():
        if label != OWN:
            kind, sign, name = label.rpartition(": ")
            told.setdefault(kind + sign, []).append(f"{name} {outlets:,}")
    return one_line("; ".join(kind + ", ".join(named) for kind, named in told.items()), "")


def own_in_words(story: StoryRow) -> str:
    """Say that the user has not covered a story; empty where that is not so, or not known."""
    return say("not_by_us") if OWN in story.get("not_covered_by", ()) else ""


def story_facts(story: StoryRow) -> dict[str, str]:
    """Return what a list says of a story beside its headline, by what it is about."""
    told = {
        "outlets": outlets_in_words(len(story["outlets"]), story["independent_outlets"]),
        "articles": articles_in_words(story),
        "start": start_in_words(story),
        "first": first_in_words(story),
        "span": span_in_words(story["first_published"], story["last_published"]),
        "mark": story["mark"],
        "groups": groups_in_words(story),
    }
    return {name: words for name, words in told.items() if words}


MAX_MISSED = 20  # stories that the user has not covered
MAX_BLIND = 5  # stories of a blind spot
MAX_FOLLOWERS = 10


def write_group_sections(result: Result, stream: TextIO) -> None:
    """Write the sections on the user's groups of outlets; none where there are no groups."""
    if missed := not_by_us(result):
        stream.write(f"\n## {say('not_by_us').capitalize()}\n\n")
        _write_stories(missed, MAX_MISSED, stream)
    spots = [spot for spot in blind_spots(result) if spot.stories]
    if spots:
        stream.write(f"\n## {say('blind_spots')}\n")
    for carried, missing, stories in spots:
        told = say("blind_spot", group=carried, other=missing)
        stream.write(f"\n{escaped(told)}:\n\n")
        _write_stories(stories, MAX_BLIND, stream)
    if following := followers(result):
        stream.write(f"\n## {say('who_follows')}\n\n{say('who_follows_about')}\n\n")
        stream.writelines(f"- {_follower(one)}\n" for one in following[:MAX_FOLLOWERS])
        if len(following) > MAX_FOLLOWERS:
            stream.write(f"- and {counted(len(following) - MAX_FOLLOWERS, 'more outlet')}\n")


def _write_stories(stories: Sequence[Story], most: int, stream: TextIO) -> None:
    for story in stories[:most]:
        carried = counted(len(story.outlets), "outlet")
        stream.write(f"- {linked(story.headline, story.lead.url)}: {carried}\n")
    if len(stories) > most:
        stream.write(f"- and {counted(len(stories) - most, 'more story', 'more stories')}\n")


def _follower(one: Follower) -> str:
    told = counted(one.stories, "story", "stories")
    lag = "" if one.median_lag is None else f", {one.median_lag:.1f} hours behind (median)"
    return f"{escaped(outlet_caption(one.name, one.domain))}: {told}{lag}"
