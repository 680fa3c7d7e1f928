"""The pages that list something: what is new, what was found, outlets, copies, a matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from clustering.desk import outlets, shown
from clustering.desk.plans import NotPossible
from clustering.desk.search import story_of
from clustering.desk.shown import groups_of_copies
from clustering.reporting.news import words as news_words
from clustering.reporting.wording import one_line
from clustering.serve.frame import Page, numbered
from clustering.serve.views import (
    STORIES_A_PAGE,
    cards_of,
    news_since,
    since_last_visit,
    visit_cookie,
)
from clustering.settings.outlet_groups import OWN

_MAX_STORIES = 40
_MAX_OUTLETS = 300
_MAX_MISSED = 15
_GROUPS_A_PAGE = 30
_MIN_WIDTH = 3.0  # of a story in the strip of its matter, of 100
_HITS_SHOWN = 3  # articles of a story that was found


def new_since(page: Page) -> Response:
    """Show what is new since the last visit, or since what is asked for."""
    last = str(since_last_visit(page).since) if visit_cookie(page) else "yesterday"
    since = page.asked.query.get("since") or last
    news = news_since(page.opened, since)
    sections, words = news_words.shown_items(news), news_words.since_in_words(news)
    return page.framed("new", sections=sections, since=since, words=words)


def found(page: Page) -> Response:
    """Show the stories whose articles have some words, with these articles."""
    words = page.asked.query.get("q", "").strip()
    hits = story_of(page.store, page.desk.index.find(page.store, words))
    stories = list(dict.fromkeys(hits.values()))
    return page.framed(
        "search",
        searched=words,
        stories=_with_hits(page, stories[:_MAX_STORIES], hits),
        total=len(stories),
        most=_MAX_STORIES,
    )


def _with_hits(
    page: Page, stories: Iterable[str], hits: dict[str, str]
) -> list[tuple[shown.ShownStory, list[shown.ShownArticle]]]:
    articles = shown.articles_by_id(page.store, hits)
    return [
        (story, [one for one in articles if one.story == story.id][:_HITS_SHOWN])
        for story in shown.stories_by_id(page.store, stories)
    ]


def matter(page: Page) -> Response:
    """Show the stories of a running matter along time."""
    stories = shown.thread_stories(page.store, page.asked.names["thread"])
    if not stories:
        raise NotPossible("There is no such matter.")
    return page.framed("thread", matter=_along_time(stories), **cards_of(page, stories))


@dataclass(frozen=True)
class _Part:
    """A story of a matter and its place in the time of all, of 100; no width where unknown."""

    story: shown.ShownStory
    start: float
    width: float | None


def _along_time(stories: Sequence[shown.ShownStory]) -> list[_Part]:
    """Return where each story lies between the first and the last article of all of them."""
    times = {
        one.id: (
            datetime.fromisoformat(one.first_published),
            datetime.fromisoformat(one.last_published),
        )
        for one in stories
        if one.first_published and one.last_published
    }
    begin = min((first for first, _ in times.values()), default=None)
    whole = max((last - begin for _, last in times.values() if begin), default=timedelta())
    parts = []
    for story in stories:
        if story.id not in times or not begin or not whole:
            parts.append(_Part(story, 0.0, None))
            continue
        first, last = times[story.id]
        width = max(100 * ((last - first) / whole), _MIN_WIDTH)
        start = min(100 * ((first - begin) / whole), 100 - width)
        parts.append(_Part(story, round(start, 2), round(width, 2)))
    return parts


def outlet_list(page: Page) -> Response:
    """List the outlets."""
    listed = outlets.outlets(page.store, _MAX_OUTLETS)
    groups = page.desk.grouping.groups
    labels = {
        one.key: [groups.groups[at].label for at in groups.of(one.name, one.domain)]
        for one in listed
    }
    return page.framed("outlets", outlets=listed, labels=labels)


def outlet(page: Page) -> Response:
    """Show the stories of an outlet, or those of others that it has not."""
    key, lacks = page.asked.query.get("name", ""), page.asked.query.get("show") == "lacks"
    choose = outlets.stories_without_outlet if lacks else outlets.stories_of_outlet
    stories = shown.stories_by_id(page.store, choose(page.store, key, _MAX_STORIES))
    listed = cards_of(page, stories)
    return page.framed("outlet", outlet=key, lacks=lacks, **listed)


def outlet_groups(page: Page) -> Response:
    """Show what the user's groups of outlets carried and lack, or the stories of a blind spot."""
    carried, missing = (page.asked.query.get(name, "") for name in ("carried", "missing"))
    labels = {one_line(group.label): group.label for group in page.desk.grouping.groups.groups}
    if not {carried, missing} <= {"", *labels}:
        raise NotPossible("There is no such group of outlets.")
    number = numbered(page.asked.query.get("page"), 1)
    figures = page.desk.grouping.figures(page.store)
    if not (carried or missing):
        missed = figures.blind("", OWN)[:_MAX_MISSED] if OWN in labels else []
        return page.framed(
            "groups",
            figures=figures,
            labels=labels,
            missed=shown.stories_by_id(page.store, missed),
        )
    ids = figures.blind(labels.get(carried, ""), labels.get(missing, ""))
    start = (number - 1) * STORIES_A_PAGE
    stories = shown.stories_by_id(page.store, ids[start : start + STORIES_A_PAGE])
    return page.framed(
        "group_stories",
        carried=carried,
        missing=missing,
        total=len(ids),
        page=number,
        has_more=len(ids) > start + STORIES_A_PAGE,
        **cards_of(page, stories),
    )


def copies(page: Page) -> Response:
    """List the copies, with what can be said of them."""
    number = numbered(page.asked.query.get("page"), 1)
    groups = groups_of_copies(page.store, (number - 1) * _GROUPS_A_PAGE, _GROUPS_A_PAGE + 1)
    return page.framed(
        "copies",
        groups=groups[:_GROUPS_A_PAGE],
        page=number,
        has_more=len(groups) > _GROUPS_A_PAGE,
    )
