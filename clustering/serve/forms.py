"""What the forms of the desk do: each makes a correction, and shows what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from starlette.responses import RedirectResponse, Response

from clustering.answers.file import COPY, KEEP, NOT_A_COPY
from clustering.desk.contradictions import Contradicted
from clustering.desk.copy_plans import plan_copies, plan_keep, plan_no_copy
from clustering.desk.correct import Done
from clustering.desk.plans import NotPossible, Plan, plan_confirm, plan_merge, plan_split
from clustering.serve.frame import Desk, Page, PageRequest

FormFields = dict[str, list[str]]
_MAX_CLASHES = 5
_MAX_REMEMBERED = 1_000
_COPY_PLANS = {COPY: plan_copies, NOT_A_COPY: plan_no_copy, KEEP: plan_keep}


def split_story(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Take the ticked articles out of a story."""
    ticked, together = set(fields.get("tick", ())), first_value(fields, "how") == "together"
    plan = partial(plan_split, story=asked.names["story"], ticked=ticked, together=together)
    return _shown(desk, made(desk, fields, plan))


def merge_stories(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Make two stories one."""
    plan = partial(plan_merge, story=asked.names["story"], other=first_value(fields, "other"))
    return _shown(desk, made(desk, fields, plan))


def confirm_story(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Say that a story is one story."""
    return _shown(desk, made(desk, fields, partial(plan_confirm, story=asked.names["story"])))


def say_of_copies(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Say that the ticked articles are copies, or none, or which one is kept."""
    ticked = set(fields.get("tick", ()))
    planned = _COPY_PLANS.get(first_value(fields, "said"))
    if planned is None:
        raise NotPossible("Say what these articles are.")
    done = made(desk, fields, partial(planned, ticked=ticked))
    if first_value(fields, "back") == "copies":
        return RedirectResponse(f"/copies?done={done.number or 0}", 303)
    return _shown(desk, done)


def undo_correction(desk: Desk, asked: PageRequest, fields: FormFields) -> Response:
    """Take a correction back."""
    number = first_value(fields, "number")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotPossible("There is no such correction.")
    return _shown(desk, desk.corrections.undo(int(number)))


def contradicted(
    desk: Desk, asked: PageRequest, fields: FormFields, error: Contradicted
) -> Response:
    """Show which earlier answers a correction contradicts, and ask what counts."""
    with desk.corrections.open() as opened:
        query = "SELECT title FROM articles WHERE id = ?"

        def titled(name: str) -> str:
            row = opened.connection.execute(query, (name,)).fetchone()
            return row[0] if row else name

        clashes = [
            {"apart": [*map(titled, clash.apart)], "chain": [*map(titled, clash.chain)]}
            for clash in error.clashes[:_MAX_CLASHES]
        ]
        return Page(desk, asked, opened).framed(
            "contradiction",
            409,
            clashes=clashes,
            more=max(len(error.clashes) - _MAX_CLASHES, 0),
            action=asked.path,
            fields=[(name, one) for name, some in fields.items() if name != "over" for one in some],
            back=asked.back,
        )


def _shown(desk: Desk, done: Done) -> Response:
    """Lead to the story, where what was done is told."""
    if done.number is None:
        return RedirectResponse(f"/story/{done.story}", 303)
    desk.done[done.number] = done
    if len(desk.done) > _MAX_REMEMBERED:
        desk.done.pop(next(iter(desk.done)))
    return RedirectResponse(f"/story/{done.story}?done={done.number}", 303)


def first_value(fields: FormFields, name: str) -> str:
    """Return the value of a field; empty for none."""
    return fields.get(name, [""])[0]


def made(desk: Desk, fields: FormFields, plan: Callable[[sqlite3.Connection], Plan]) -> Done:
    """Make the correction that a form asks for."""
    return desk.corrections.make(plan, over_earlier=is_over_earlier(fields))


def is_over_earlier(fields: FormFields) -> bool:
    """Whether it counts over the earlier answers that it contradicts."""
    return first_value(fields, "over") == "1"
