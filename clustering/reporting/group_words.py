"""Puts into words what the user's groups of outlets carried of a story."""

from __future__ import annotations

from clustering.reporting.rows import StoryRow
from clustering.reporting.wording import one_line
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
