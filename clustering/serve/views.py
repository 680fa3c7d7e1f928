"""The pages of the desk: what each shows of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from time import time as present
from typing import Any

from starlette.responses import RedirectResponse, Response

from clustering.desk import journal, shown
from clustering.desk.plans import NotPossible
from clustering.desk.search import story_of
from clustering.errors import UsageError
from clustering.reporting import news_words
from clustering.reporting.stored_rows import StoredStory, stored_row
from clustering.serve.frame import Desk, PageRequest, framed, numbered
from clustering.serve.visits import MAX_AGE, Visit, next_visit
from clustering.settings.outlet_groups import OWN
from clustering.store import Store
from clustering.store.news import collect_news
from clustering.store.news_items import GROWN, SECTIONS, News

STORIES_A_PAGE = 30
_MAX_FOUND = 40
_MAX_LISTED = 200
_MAX_NEWS = 8  # of as many visits
_RECENT = 10  # corrections that a story lists


def front(desk: Desk, asked: PageRequest) -> Response:
    """Show the front page."""
    latest = asked.query.get("order") == "latest"
    number = numbered(asked.query.get("page"), 1)
    with desk.corrections.open() as opened:
        store = opened.connection
        visit = since_last_visit(desk, asked, store)
        news = _news(desk, opened, visit)
        start = (number - 1) * STORIES_A_PAGE
        stories = shown.front_page(store, start, STORIES_A_PAGE + 1, latest=latest)
        answer = framed(
            desk,
            asked,
            store,
            "front",
            **cards_of(desk, store, stories[:STORIES_A_PAGE]),
            tags=_tags(news),
            is_first_visit=visit_cookie(desk, asked) is None,
            counts=_counts(news),
            latest=latest,
            own=OWN if desk.grouping.groups.own is not None else "",
            page=number,
            has_more=len(stories) > STORIES_A_PAGE,
        )
    return _remembered(desk, answer, visit)


def cards_of(
    desk: Desk, store: sqlite3.Connection, stories: Sequence[shown.ShownStory]
) -> dict[str, Any]:
    """Return what a page with cards needs: them, their rows, and what the groups carried."""
    cards = shown.cards(store, stories)
    whole = [StoredStory.of(card.story, card.articles) for card in cards]
    rows = {story.row.id: stored_row(story, desk.grouping.groups) for story in whole}
    return {"cards": cards, "rows": rows, "grouped": desk.grouping.of(store, whole)}


def since_last_visit(desk: Desk, asked: PageRequest, store: sqlite3.Connection) -> Visit:
    """Return the visit that a page belongs to."""
    newest = store.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    return next_visit(visit_cookie(desk, asked), newest, present())


def visit_cookie(desk: Desk, asked: PageRequest) -> str | None:
    """Return what the browser remembers of its last visit."""
    return asked.cookies.get(_cookie_name(desk))


def _cookie_name(desk: Desk) -> str:
    return f"samestory_seen_{desk.store_key}"


def news_since(store: Store, since: str) -> News:
    """Tell what is new since what somebody asks for.

    Raises
    ------
    NotPossible
        For what cannot be read as a time or a run.
    """
    try:
        return collect_news(store, since)
    except UsageError as error:
        raise NotPossible(str(error).removeprefix("--")) from error


def _news(desk: Desk, store: Store, visit: Visit) -> News | None:
    """Tell what is new since the last visit."""
    if visit.since == visit.newest:
        return None
    key = visit.since, visit.newest
    if key not in desk.news:
        if len(desk.news) >= _MAX_NEWS:
            desk.news.clear()
        desk.news[key] = collect_news(store, str(visit.since))
    return desk.news[key]


def _tags(news: News | None) -> dict[str, dict[str, str]]:
    """Say in a word or two what changed for each story."""
    tags = {}
    for item in news.items if news else ():
        words = news_words.SECTION_TITLES[item.section].split(":")[0]
        if item.section == GROWN:
            words = f"{words} +{item.came:,}"
        tags[item.story] = {"section": item.section, "words": words}
    return tags


def _counts(news: News | None) -> list[tuple[int, str]]:
    """Count the stories of several outlets in each section of the news."""
    if news is None:
        return []
    wide = [(section, [i for i in news.of(section) if i.outlets > 1]) for section in SECTIONS]
    return [
        (len(items), news_words.SECTION_TITLES[section].split(":")[0].lower())
        for section, items in wide
        if items
    ]


def _remembered(desk: Desk, answer: Response, visit: Visit) -> Response:
    answer.set_cookie(
        _cookie_name(desk),
        visit.written(),
        max_age=MAX_AGE,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return answer


def story_or_successor(desk: Desk, asked: PageRequest) -> Response:
    """Show a story with its articles, and what can be done to it."""
    name = asked.names["story"]
    with desk.reading() as store:
        living = shown.living_story(store, name)
        if living is None:
            raise NotPossible("There is no such story.")
        if living != name:
            return RedirectResponse(f"/story/{living}", 303)
        return story_page(desk, asked, store, living)


def story_page(desk: Desk, asked: PageRequest, store: sqlite3.Connection, name: str) -> Response:
    """Show a story."""
    (found,) = shown.stories_by_id(store, [name])
    articles = shown.articles_of(store, name)
    whole = StoredStory.of(found, articles)
    wanted = asked.query.get("with", "")
    history = journal.corrections(store, _RECENT, name)
    return framed(
        desk,
        asked,
        store,
        "story",
        story=found,
        row=stored_row(whole, desk.grouping.groups),
        grouped=desk.grouping.of(store, [whole]),
        core=[one for one in articles if one.is_core],
        fringe=[one for one in articles if not one.is_core],
        has_copies=any(one.group for one in articles),
        matter=shown.thread_stories(store, found.thread),
        confirmed=any(one.kind == "confirmed" and not one.undone for one in history),
        wanted=wanted,
        near=[one for one in _candidates(desk, store, name, wanted) if one.id != name],
        history=history,
    )


def _candidates(
    desk: Desk, store: sqlite3.Connection, name: str, wanted: str
) -> list[shown.ShownStory]:
    """Return the stories that one may be merged with: near it, or with the words wanted."""
    if not wanted:
        return shown.stories_by_id(store, desk.index.stories_near(store, [name]))
    found = story_of(store, desk.index.find(store, wanted))
    return shown.stories_by_id(store, list(dict.fromkeys(found.values()))[:_MAX_FOUND])


def corrected(desk: Desk, asked: PageRequest) -> Response:
    """List what was corrected."""
    with desk.reading() as store:
        history = journal.corrections(store, _MAX_LISTED)
        labels = str(desk.corrections.labels)
        return framed(desk, asked, store, "corrections", history=history, labels=labels)
