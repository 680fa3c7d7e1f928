"""The pages of the desk: what each shows of the store."""

from __future__ import annotations

from collections.abc import Sequence
from time import time as present
from typing import Any

from starlette.responses import RedirectResponse, Response

from clustering.desk import journal, shown
from clustering.desk.plans import NotPossible
from clustering.desk.search import story_of
from clustering.errors import UsageError
from clustering.reporting.news import words as news_words
from clustering.reporting.tables.stored_rows import StoredStory, stored_row
from clustering.serve.frame import Page, numbered
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


def front(page: Page) -> Response:
    """Show the front page."""
    latest = page.asked.query.get("order") == "latest"
    number = numbered(page.asked.query.get("page"), 1)
    visit = since_last_visit(page)
    news = _news(page, visit)
    start = (number - 1) * STORIES_A_PAGE
    stories = shown.front_page(page.store, start, STORIES_A_PAGE + 1, latest=latest)
    answer = page.framed(
        "front",
        **cards_of(page, stories[:STORIES_A_PAGE]),
        tags=_tags(news),
        is_first_visit=visit_cookie(page) is None,
        counts=_counts(news),
        latest=latest,
        own=OWN if page.desk.grouping.groups.own is not None else "",
        page=number,
        has_more=len(stories) > STORIES_A_PAGE,
    )
    answer.set_cookie(
        _cookie_name(page),
        visit.written(),
        max_age=MAX_AGE,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return answer


def cards_of(page: Page, stories: Sequence[shown.ShownStory]) -> dict[str, Any]:
    """Return what a page with cards needs: them, their rows, and what the groups carried."""
    cards = shown.cards(page.store, stories)
    whole = [StoredStory.of(card.story, card.articles) for card in cards]
    rows = {story.row.id: stored_row(story, page.desk.grouping.groups) for story in whole}
    return {"cards": cards, "rows": rows, "grouped": page.desk.grouping.of(page.store, whole)}


def since_last_visit(page: Page) -> Visit:
    """Return the visit that a page belongs to."""
    newest = page.store.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    return next_visit(visit_cookie(page), newest, present())


def visit_cookie(page: Page) -> str | None:
    """Return what the browser remembers of its last visit."""
    return page.asked.cookies.get(_cookie_name(page))


def _cookie_name(page: Page) -> str:
    return f"samestory_seen_{page.desk.store_key}"


def news_since(store: Store, since: str) -> News:
    """Tell what is new since what somebody asks for; refuse what is no time and no run."""
    try:
        return collect_news(store, since)
    except UsageError as error:
        raise NotPossible(str(error).removeprefix("--")) from error


def _news(page: Page, visit: Visit) -> News | None:
    """Tell what is new since the last visit."""
    if visit.since == visit.newest:
        return None
    key = visit.since, visit.newest
    known = page.desk.news
    if key not in known:
        if len(known) >= _MAX_NEWS:
            known.clear()
        known[key] = collect_news(page.opened, str(visit.since))
    return known[key]


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


def story_or_successor(page: Page) -> Response:
    """Show a story with its articles, and what can be done to it."""
    name = page.asked.names["story"]
    living = shown.living_story(page.store, name)
    if living is None:
        raise NotPossible("There is no such story.")
    if living != name:
        return RedirectResponse(f"/story/{living}", 303)
    (found,) = shown.stories_by_id(page.store, [name])
    articles = shown.articles_of(page.store, name)
    whole = StoredStory.of(found, articles)
    wanted = page.asked.query.get("with", "")
    history = journal.corrections(page.store, _RECENT, name)
    return page.framed(
        "story",
        story=found,
        row=stored_row(whole, page.desk.grouping.groups),
        grouped=page.desk.grouping.of(page.store, [whole]),
        core=[one for one in articles if one.is_core],
        fringe=[one for one in articles if not one.is_core],
        has_copies=any(one.group for one in articles),
        matter=shown.thread_stories(page.store, found.thread),
        confirmed=any(one.kind == "confirmed" and not one.undone for one in history),
        wanted=wanted,
        near=[one for one in _candidates(page, name, wanted) if one.id != name],
        history=history,
    )


def _candidates(page: Page, name: str, wanted: str) -> list[shown.ShownStory]:
    """Return the stories that one may be merged with: near it, or with the words wanted."""
    store, index = page.store, page.desk.index
    if not wanted:
        return shown.stories_by_id(store, index.stories_near(store, [name]))
    found = story_of(store, index.find(store, wanted))
    return shown.stories_by_id(store, list(dict.fromkeys(found.values()))[:_MAX_FOUND])


def corrected(page: Page) -> Response:
    """List what was corrected."""
    history = journal.corrections(page.store, _MAX_LISTED)
    labels = str(page.desk.corrections.labels)
    return page.framed("corrections", history=history, labels=labels)
