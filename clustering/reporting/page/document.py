"""Collects everything the page shows as columns, ready to be embedded as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustering.arrays.columns import column_of
from clustering.reporting import wording
from clustering.reporting.page.articles import article_columns
from clustering.reporting.page.copies import MAX_GROUPS, copy_groups
from clustering.reporting.page.evidence import edge_columns, places_in_story, story_merges
from clustering.reporting.page.figures import Figures
from clustering.reporting.page.outlet_groups import group_columns
from clustering.reporting.page.stories import language_columns, story_columns
from clustering.reporting.page.values import (
    shown_height,
    zone_shifts,
)
from clustering.reporting.plain_values import printable
from clustering.stories.marks import LOOK
from clustering.text.sentences import SENTENCES
from clustering.text.tokenizer import Numbering

if TYPE_CHECKING:
    from clustering.result import Result

# With 30,000 articles the file is about 15 MB. The widest stories come first, so the stories that
# are left out are articles alone.
MAX_PAGE_ARTICLES = 30_000


@dataclass(frozen=True)
class Shown:
    """How many stories fit in the page, the first ones; and the articles of each of them."""

    stories: int
    members: list[int]


def page_data(
    result: Result, figures: Figures, badges: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Return what the page shows, as plain values for JSON; times are seconds since 1970.

    ``badges`` is what is new of stories, by id: the section of the news, and what to show.
    """
    shown = _fitting(result)
    outlets = list(figures.outlets.values())
    numbers = {key: at for at, key in enumerate(figures.outlets)}
    words = Numbering()
    return {
        "meta": _meta(result, shown),
        "bars": figures.bars._asdict(),
        "outlets": {
            "name": [one.name for one in outlets],
            "domain": [wording.one_line(one.domain, "") for one in outlets],
            "articles": [one.articles for one in outlets],
            "stories": [one.stories for one in outlets],
            "coverage": [one.coverage for one in outlets],
            "first": [one.first for one in outlets],
            "followed": [one.followed for one in outlets],
            "lag": [one.median_lag for one in outlets],
            "copies": [one.copies for one in outlets],
            "companions": figures.shared.companions,
        },
        "outlet_groups": group_columns(result, figures.outlets, shown.stories),
        "articles": article_columns(result, shown.members, numbers),
        "stories": story_columns(result, shown.stories, words, numbers)
        | {"news": _news(result, shown, badges or {})},
        "languages": language_columns(result, shown.stories),
        "edges": edge_columns(result, shown.stories, words),
        "merges": [
            [[left, right, shown_height(height)] for left, right, height in merges]
            for merges in story_merges(result, places_in_story(result))[: shown.stories]
        ],
        "groups": copy_groups(result),
        "words": [printable(word) for word in words],
        "sentences": SENTENCES,
    }


def _news(
    result: Result, shown: Shown, badges: Mapping[str, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Return what is new of stories, by their place in the page."""
    if not badges:
        return {}
    ids = [story.id for story in result.stories[: shown.stories]]
    return {at: badges[one] for at, one in enumerate(ids) if one in badges}


def _fitting(result: Result) -> Shown:
    members: list[int] = []
    for at, story in enumerate(result.stories):
        if at and len(members) + len(story.members) > MAX_PAGE_ARTICLES:
            return Shown(at, members)
        members += story.members
    return Shown(len(result.stories), members)


def _meta(result: Result, shown: Shown) -> dict[str, Any]:
    times = [time for time in column_of(result.articles, "published") if time]
    return {
        "shifts": zone_shifts(times),
        "link": result.settings.link,
        "knob": result.knob,
        "cut_at": result.cut_at,
        "look": LOOK,
        "left_out": {
            "stories": len(result.stories) - shown.stories,
            "groups": max(len(result.duplicate_groups) - MAX_GROUPS, 0),
        },
    }
