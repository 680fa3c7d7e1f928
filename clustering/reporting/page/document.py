"""Collects everything the page shows as columns, ready to be embedded as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustering.reporting import wording
from clustering.reporting.page.articles import article_columns
from clustering.reporting.page.copies import MAX_GROUPS, copy_groups
from clustering.reporting.page.evidence import edge_columns, places_in_story, story_merges
from clustering.reporting.page.figures import (
    outlet_figures,
    over_time,
    shared_stories,
)
from clustering.reporting.page.outlet_groups import group_columns
from clustering.reporting.page.stories import language_columns, story_columns
from clustering.reporting.page.values import (
    seconds_since_1970,
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
MATRIX_OUTLETS = 14  # outlets whose shared stories are compared with each other


@dataclass(frozen=True)
class Shown:
    """The part of the result that fits in the page: the first stories, each of them whole.

    Attributes
    ----------
    stories
        How many stories.
    members
        Positions of their articles in the corpus, story by story.
    """

    stories: int
    members: list[int]


def page_data(
    result: Result, badges: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Return what the page shows, as plain values for JSON; times are seconds since 1970.

    Parameters
    ----------
    badges
        What is new of stories, by id: the section of the news, and what to show.
    """
    shown = _fitting(result)
    figures = outlet_figures(result)
    keys = list(figures)
    numbers = {key: at for at, key in enumerate(keys)}
    words = Numbering()
    shared = shared_stories(result, keys, MATRIX_OUTLETS)
    return {
        "meta": _meta(result, shown),
        "bars": over_time(result)._asdict(),
        "outlets": {
            "name": [one.name for one in figures.values()],
            "domain": [wording.one_line(one.domain, "") for one in figures.values()],
            "articles": [one.articles for one in figures.values()],
            "stories": [one.stories for one in figures.values()],
            "coverage": [one.coverage for one in figures.values()],
            "first": [one.first for one in figures.values()],
            "followed": [one.followed for one in figures.values()],
            "lag": [one.median_lag for one in figures.values()],
            "copies": [one.copies for one in figures.values()],
            "companions": shared.companions,
        },
        "outlet_groups": group_columns(result, figures, shown.stories),
        "matrix": shared.matrix,
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
    times = [article.published for article in result.articles if article.published]
    return {
        "counts": result.counts,
        "span": [seconds_since_1970(min(times)), seconds_since_1970(max(times))] if times else None,
        "shifts": zone_shifts(times),
        "undated": len(result.articles) - len(times),
        "link": result.settings.link,
        "knob": result.knob,
        "cut_at": result.cut_at,
        "look": LOOK,
        "left_out": {
            "stories": len(result.stories) - shown.stories,
            "groups": max(len(result.duplicate_groups) - MAX_GROUPS, 0),
        },
    }
