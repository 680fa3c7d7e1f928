"""What all pages of the desk are made from, and the frame around each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import HTMLResponse

from clustering.desk import journal, shown
from clustering.desk.asking import Asking
from clustering.desk.correct import Corrections, Done
from clustering.desk.search import SearchIndex
from clustering.serve import pages
from clustering.serve.grouped import GroupTeller
from clustering.store import Store
from clustering.store.news_items import News


@dataclass(frozen=True)
class PageRequest:
    """What a request asks for; ``token`` is what the forms of its session hold."""

    path: str
    names: Mapping[str, Any]
    query: Mapping[str, str]
    cookies: Mapping[str, str]
    token: str

    @property
    def back(self) -> str:
        """Where it came from: the story that it is about, or the front page."""
        return f"/story/{self.names['story']}" if "story" in self.names else "/"


@dataclass
class Desk:
    """What all pages are made from.

    ``store_key`` tells the store from others, whatever port the desk is on: visits are remembered
    by it.
    """

    corrections: Corrections
    index: SearchIndex
    asking: Asking
    title: str
    store_key: str = ""
    grouping: GroupTeller = field(default_factory=GroupTeller)
    time_zone: str = ""
    news: dict[tuple[int, int], News] = field(default_factory=dict)
    done: dict[int, Done] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page that is being made, with the store open."""

    desk: Desk
    asked: PageRequest
    opened: Store

    @property
    def store(self) -> sqlite3.Connection:
        """The store, to read from."""
        return self.opened.connection

    def framed(self, name: str, status: int = 200, **more: Any) -> HTMLResponse:  # noqa: ANN401
        """Render it in its frame: masthead, what was done before it, and its own content."""
        stories, run = self.store.execute(
            "SELECT (SELECT count(*) FROM stories WHERE ended IS NULL AND settled IS NULL), "
            "(SELECT max(started) FROM runs WHERE kind != 'correction')"
        ).fetchone()
        frame = {
            "title": self.desk.title,
            "stories": stories,
            "articles": self.store.execute("SELECT count(*) FROM articles").fetchone()[0],
            "last_run": run,
            "has_groups": bool(self.desk.grouping),
        }
        asked = {"here": self.asked.path, "token": self.asked.token, "searched": ""}
        values = {"desk": frame, "notice": _notice(self), **asked, **more}
        return HTMLResponse(pages.render(name, **values), status)


def message(
    desk: Desk, asked: PageRequest, heading: str, sentence: str, status: int
) -> HTMLResponse:
    """Say in a page what cannot be done."""
    with desk.corrections.open() as opened:
        words = {"heading": heading, "sentence": sentence, "back": asked.back}
        return Page(desk, asked, opened).framed("message", status, **words)


def _notice(page: Page) -> dict[str, object] | None:
    """Return what the correction that this page comes from has done."""
    number = numbered(page.asked.query.get("done"), 0)
    one = journal.correction(page.store, number) if number else None
    if one is None:
        return None
    done = page.desk.done.get(number)
    changes = []
    for change in done.changes if done else []:
        for found in shown.stories_by_id(page.store, [change.other or "", change.story])[-1:]:
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
