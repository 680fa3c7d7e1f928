"""The pages of the desk: what each shows of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import time as present
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from clustering.desk import journal, shown
from clustering.desk.asking import Asking
from clustering.desk.correct import Corrections, Done
from clustering.desk.plans import NotPossible
from clustering.desk.search import SearchIndex, story_of
from clustering.errors import UsageError
from clustering.reporting import news_words
from clustering.reporting.stored_rows import stored_story_row
from clustering.serve import pages
from clustering.serve.visits import MAX_AGE, Visit, next_visit
from clustering.store import Store
from clustering.store.news import collect_news
from clustering.store.news_items import GROWN, SECTIONS, News

STORIES_A_PAGE = 30
_MAX_FOUND = 40
_MAX_LISTED = 200
_MAX_NEWS = 8  # of as many visits
_RECENT = 10  # corrections that a story lists


@dataclass(frozen=True)
class PageRequest:
    """What a request asks for.

    Attributes
    ----------
    token
        What the forms of the session hold.
    cookie
        Name of the cookie of the session.
    """

    path: str
    names: Mapping[str, Any]
    query: Mapping[str, str]
    cookies: Mapping[str, str]
    token: str
    cookie: str


@dataclass
class Desk:
    """What all pages are made from."""

    corrections: Corrections
    index: SearchIndex
    asking: Asking
    title: str
    news: dict[tuple[int, int], News] = field(default_factory=dict)
    done: dict[int, Done] = field(default_factory=dict)


def framed(
    desk: Desk,
    asked: PageRequest,
    store: sqlite3.Connection,
    name: str,
    status: int = 200,
    **more: Any,  # noqa: ANN401
) -> HTMLResponse:
    """Render a page in its frame: masthead, what was done before it, and its own content."""
    stories, run = store.execute(
        "SELECT (SELECT count(*) FROM stories WHERE ended IS NULL AND settled IS NULL), "
        "(SELECT max(started) FROM runs WHERE kind != 'correction')"
    ).fetchone()
    frame = {
        "title": desk.title,
        "stories": stories,
        "articles": store.execute("SELECT count(*) FROM articles").fetchone()[0],
        "last_run": run,
    }
    values = {"desk": frame, "here": asked.path, "token": asked.token, "searched": ""} | more
    return HTMLResponse(pages.render(name, notice=_notice(desk, asked, store), **values), status)


def message(
    desk: Desk, asked: PageRequest, heading: str, sentence: str, status: int
) -> HTMLResponse:
    """Say in a page what cannot be done."""
    with desk.corrections.open() as opened:
        words = {"heading": heading, "sentence": sentence, "back": _back(asked)}
        return framed(desk, asked, opened.connection, "message", status, **words)


def _back(asked: PageRequest) -> str:
    story = asked.names.get("story")
    return f"/story/{story}" if story else "/"


def front(desk: Desk, asked: PageRequest) -> Response:
    """Show the front page."""
    latest = asked.query.get("order") == "latest"
    number = numbered(asked.query.get("page"), 1)
    with desk.corrections.open() as opened:
        store = opened.connection
        visit = since_last_visit(asked, store)
        news = _news(desk, opened, visit)
        start = (number - 1) * STORIES_A_PAGE
        stories = shown.front_page(store, start, STORIES_A_PAGE + 1, latest=latest)
        answer = framed(
            desk,
            asked,
            store,
            "front",
            cards=shown.cards(store, stories[:STORIES_A_PAGE]),
            tags=_tags(news),
            is_first_visit=visit_cookie(asked) is None,
            counts=_counts(news),
            latest=latest,
            page=number,
            has_more=len(stories) > STORIES_A_PAGE,
        )
    return _remembered(answer, asked, visit)


def since_last_visit(asked: PageRequest, store: sqlite3.Connection) -> Visit:
    """Return the visit that a page belongs to."""
    newest = store.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    return next_visit(visit_cookie(asked), newest, present())


def visit_cookie(asked: PageRequest) -> str | None:
    """Return what the browser remembers of its last visit."""
    return asked.cookies.get(f"{asked.cookie}_seen")


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


def _remembered(answer: Response, asked: PageRequest, visit: Visit) -> Response:
    answer.set_cookie(
        f"{asked.cookie}_seen",
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
    with desk.corrections.open() as opened:
        store = opened.connection
        living = shown.living_story(store, name)
        if living is None:
            raise NotPossible("There is no such story.")
        if living != name:
            return RedirectResponse(f"/story/{living}", 303)
        return story_page(desk, asked, store, living)


def story_page(
    desk: Desk,
    asked: PageRequest,
    store: sqlite3.Connection,
    name: str,
    ticked: tuple[str, ...] = (),
) -> Response:
    """Show a story; with some articles ticked."""
    (found,) = shown.stories_by_id(store, [name])
    articles = shown.articles_of(store, name)
    wanted = asked.query.get("with", "")
    history = journal.corrections(store, _RECENT, name)
    return framed(
        desk,
        asked,
        store,
        "story",
        story=found,
        row=stored_story_row(store, found),
        core=[one for one in articles if one.is_core],
        fringe=[one for one in articles if not one.is_core],
        has_copies=any(one.group for one in articles),
        ticked=ticked,
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
    with desk.corrections.open() as opened:
        store = opened.connection
        history = journal.corrections(store, _MAX_LISTED)
        labels = str(desk.corrections.labels)
        return framed(desk, asked, store, "corrections", history=history, labels=labels)


def _notice(desk: Desk, asked: PageRequest, store: sqlite3.Connection) -> dict[str, object] | None:
    """Return what the correction that this page comes from has done."""
    number = numbered(asked.query.get("done"), 0)
    one = journal.correction(store, number) if number else None
    if one is None:
        return None
    done = desk.done.get(number)
    changes = []
    for change in done.changes if done else []:
        for found in shown.stories_by_id(store, [change.other or "", change.story])[-1:]:
            changes.append(
                (pages.CHANGE_WORDS.get(change.kind, change.kind), found.id, found.headline)
            )
    return {
        "number": number,
        "told": one.told,
        "undone": one.undone,
        "changes": changes,
        "trouble": done.trouble if done else "",
    }


def numbered(text: str | None, otherwise: int) -> int:
    """Read a number of few digits, 1 at least."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return max(int(text), 1) if is_number and text else otherwise
