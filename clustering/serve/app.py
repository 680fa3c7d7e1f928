"""The application: which address shows which page, and which form does what."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from clustering.desk.contradictions import Contradicted
from clustering.desk.plans import NotPossible
from clustering.errors import SamestoryError
from clustering.serve import api, forms, lists, pages, questions, views
from clustering.serve.access import Access
from clustering.serve.frame import Desk, Page, PageRequest, message
from clustering.serve.gate import (
    LOGIN,
    LOGIN_PATH,
    BadForm,
    Gate,
    read_form,
    read_form_fields,
    welcome,
)
from clustering.text.time_zones import use_time_zone

DeskView = Callable[[Page], Response]
FormAction = Callable[[Desk, PageRequest, dict[str, list[str]]], Response]

VIEWS: dict[str, DeskView] = {
    "/": views.front,
    "/story/{story}": views.story_or_successor,
    "/thread/{thread}": lists.matter,
    "/new": lists.new_since,
    "/search": lists.found,
    "/outlets": lists.outlet_list,
    "/outlet": lists.outlet,
    "/groups": lists.outlet_groups,
    "/copies": lists.copies,
    "/questions": questions.question,
    "/corrections": views.corrected,
    "/api/stories.json": api.all_stories,
    "/api/story/{story}.json": api.one_story,
    "/feed.atom": api.feed,
}
ACTIONS: dict[str, FormAction] = {
    "/story/{story}/split": forms.split_story,
    "/story/{story}/merge": forms.merge_stories,
    "/story/{story}/confirm": forms.confirm_story,
    "/copies/say": forms.say_of_copies,
    "/questions/answer": questions.answer,
    "/undo": forms.undo_correction,
}


def application(desk: Desk, access: Access) -> Starlette:
    """Return the application that serves a desk to those who have access."""
    routes = [
        *(Route(path, _shown(desk, access, view)) for path, view in VIEWS.items()),
        *(Route(path, _done(desk, access, act), methods=["POST"]) for path, act in ACTIONS.items()),
        Route(LOGIN_PATH, _login(access), methods=["POST"]),
        Route("/assets/desk.css", _asset(pages.style, "text/css")),
        Route("/assets/desk.js", _asset(pages.script, "text/javascript")),
        Route("/assets/icon.svg", _asset(pages.icon, "image/svg+xml")),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Gate, access=access)])


def _login(access: Access) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            offered = (await read_form_fields(request)).get("key", [""])[0]
        except BadForm as error:
            return PlainTextResponse(str(error), error.status)
        session = access.let_in(offered) if access.token else None
        return welcome(access, "/", session) if session else HTMLResponse(LOGIN, 403)

    return endpoint


def _asset(text: Callable[[], str], kind: str) -> Callable[[Request], Response]:
    return lambda request: Response(text(), media_type=kind)


def _shown(desk: Desk, access: Access, view: DeskView) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = _asked(request, access)

        def work() -> Response:
            with desk.corrections.open() as opened:
                return view(Page(desk, asked, opened))

        return _answered(desk, asked, work)

    return endpoint


def _done(desk: Desk, access: Access, act: FormAction) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        asked = _asked(request, access)
        try:
            fields = await read_form(request, access)
        except BadForm as error:
            words = "This form was not taken", str(error), error.status
            return await run_in_threadpool(_page_or_text, desk, asked, *words)

        def work() -> Response:
            try:
                return act(desk, asked, fields)
            except Contradicted as error:
                return forms.contradicted(desk, asked, fields, error)

        # A browser that goes away does not stop what it asked for.
        return await asyncio.shield(run_in_threadpool(_answered, desk, asked, work))

    return endpoint


def _answered(desk: Desk, asked: PageRequest, work: Callable[[], Response]) -> Response:
    """Answer a request, or say what is wrong with it or with the store."""
    use_time_zone(desk.time_zone)  # of this request, which has a context of its own
    try:
        return work()
    except SamestoryError as error:
        status = 404 if str(error).startswith("There is no such") else 409
        if not isinstance(error, NotPossible):  # but the store cannot be used now
            status = 503
        return _page_or_text(desk, asked, "That cannot be done", str(error), status)
    except sqlite3.Error as error:
        sentence = f"The store cannot be used now ({error}). Nothing was changed."
        return PlainTextResponse(sentence, 503)


def _asked(request: Request, access: Access) -> PageRequest:
    session = getattr(request.state, "session", "")
    return PageRequest(
        path=request.url.path,
        names=dict(request.path_params),
        query=dict(request.query_params),
        cookies=request.cookies,
        token=access.form_token(session),
    )


def _page_or_text(
    desk: Desk, asked: PageRequest, heading: str, sentence: str, status: int
) -> Response:
    """Say it in a page, or without one where the store gives none."""
    try:
        return message(desk, asked, heading, sentence, status)
    except (SamestoryError, sqlite3.Error):
        return PlainTextResponse(f"{heading}: {sentence}", status)
