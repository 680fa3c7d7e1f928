"""Puts into words what the user's groups of outlets carried of a story."""

from __future__ import annotations

from clustering.reporting.rows import StoryRow
from clustering.reporting.wording import (
    articles_in_words,
    first_in_words,
    one_line,
    outlets_in_words,
    span_in_words,
    start_in_words,
)
from clustering.settings.outlet_groups import OWN
from clustering.text.sentences import say


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
        "outlets": outlets_in_words(story),
        "articles": articles_in_words(story),
        "start": start_in_words(story),
        "first": first_in_words(story),
        "span": span_in_words(story["first_published"], story["last_published"]),
        "mark": story["mark"],
        "groups": groups_in_words(story),
    }
    return {name: words for name, words in told.items() if words}
