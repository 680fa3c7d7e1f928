"""The questions of ``label`` on a page: two articles side by side, one answer a click."""

from __future__ import annotations

import sqlite3
from typing import Any

from starlette.responses import RedirectResponse, Response

from clustering.answers.file import DIFFERENT, SAME, UNSURE
from clustering.desk import shown
from clustering.desk.plans import NotPossible, Plan, pair_of, plan_answer, said_of
from clustering.reporting.wording import one_line
from clustering.serve.forms import FormFields, first_value, is_over_earlier, made
from clustering.serve.frame import Desk, Page, PageRequest
from clustering.text.shared import marked_parts, words_in_both

_MAX_EXCERPT = 600  # characters
_REASONS = {
    "alike": "they share words",
    "related": "a related list joins them",
    "one outlet": "one outlet has both",
    "days apart": "days lie between them",
    "no link": "only others link them",
}


def question(page: Page) -> Response:
    """Show the next question."""
    asking = page.desk.asking
    one = asking.next(page.store, page.asked.token)
    values: dict[str, Any] = {"sides": [], "kind": "", "trouble": asking.trouble}
    if one:
        values |= {"kind": _REASONS[one.kind], "sides": _sides(page.store, one.left, one.right)}
    return page.framed("question", is_preparing=asking.is_preparing, **values)


def answer(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Take in an answer, unless somebody gave one meanwhile."""
    one, other, said = (first_value(fields, name) for name in ("left", "right", "said"))
    if said not in (SAME, DIFFERENT, UNSURE):
        raise NotPossible("Say whether the two are one story.")

    def planned(store: sqlite3.Connection) -> Plan:
        before = said_of(store, [pair_of(one, other)])
        if before and not is_over_earlier(fields):
            (known,) = before.values()
            raise NotPossible(f"This was answered meanwhile: {known}. Corrections takes it back.")
        return plan_answer(store, one, other, said)

    done = made(desk, fields, planned)
    return RedirectResponse(f"/questions?done={done.number or 0}", 303)


def _sides(store: sqlite3.Connection, left: str, right: str) -> list[dict[str, object]]:
    """Return the two articles, the words that both use marked."""
    articles = shown.articles_by_id(store, [left, right])
    texts = [one_line(shown.excerpt_of(store, one.id)[:_MAX_EXCERPT], "") for one in articles]
    both = [f"{one.title} {text}" for one, text in zip(articles, texts, strict=True)]
    shared = words_in_both(both[0], both[1]) if len(both) == 2 else set()
    return [
        {
            "article": one,
            "title": marked_parts(one_line(one.title), shared),
            "text": marked_parts(text, shared),
        }
        for one, text in zip(articles, texts, strict=True)
    ]
