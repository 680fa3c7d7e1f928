"""Stands before every page: checks host, session, origin and size, and sets the headers."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clustering.serve.access import Access

MAX_BODY = 512 * 1024
BODY_SECONDS = 30.0
MAX_FIELDS = 20_000
MAX_QUERY = 4_096
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# "same-origin": with "no-referrer" a browser sends forms without their origin.
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOGIN = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>samestory</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/desk.css"></head>
<body><main class="view"><h1>This desk opens with a token</h1>
<form class="find" method="post" action="/login"><label for="key">Token</label>
<input id="key" name="key" type="password" autocomplete="current-password" required>
<button class="more">Open</button></form></main></body></html>
"""
LOGIN_PATH = "/login"
FOR_PROGRAMS = ("/api/", "/feed.atom")
OPEN_PATHS = ("/assets/",)  # nothing of the store
NOT_IN = """\
This desk opens with the address that the terminal shows, once; after that your browser knows it.
If you have been here before, reload this page. Else start samestory serve again for a new address.
"""


class Gate:
    """Lets in who may come in; the pages behind it need not ask again."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if isinstance(refusal, Response):
            await refusal(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that comes no further."""
        headers, access = Headers(scope=scope), self._access
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not access.is_own_host(hosts[0]):
            return _plain("This desk does not go by that name.", 400)
        if len(scope["query_string"]) > MAX_QUERY:
            return _plain("The address is too long.", 414)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _plain("Only GET and POST.", 405)
        is_form = scope["method"] == "POST"
        if scope["path"].startswith(OPEN_PATHS) and not is_form:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if is_form and not access.is_own_origin(origin, hosts[0], site):
            return _plain("This form comes from another site.", 403)
        session = cookie_parser(headers.get("cookie", "")).get(access.cookie, "")
        scope["state"] = {**scope.get("state", {}), "session": session}
        return self._without_session(scope, headers, access.is_session(session))

    def _without_session(self, scope: Scope, headers: Headers, is_in: bool) -> Response | None:
        """Return the answer to who is not in, and to who comes in."""
        access = self._access
        if scope["method"] == "POST":
            if is_in or scope["path"] == LOGIN_PATH:
                return None
        else:
            offered = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
            kind, _, bearer = headers.get("authorization", "").partition(" ")
            if scope["path"].startswith(FOR_PROGRAMS):  # which keep no cookies
                is_in = is_in or access.is_token(offered)
            elif offered and (is_in or (session := access.let_in(offered))):
                return welcome(access, scope["path"], None if is_in else session)
            if is_in or (kind.lower() == "bearer" and access.is_token(bearer)):
                return None
        return HTMLResponse(LOGIN, 403) if access.token else _plain(NOT_IN, 403)


def welcome(access: Access, path: str, session: str | None) -> Response:
    """Take the key out of the address; give a new session its cookie."""
    answer = RedirectResponse("/" if path.startswith("//") else path, 303)
    if session:
        answer.set_cookie(access.cookie, session, httponly=True, samesite="strict", path="/")
    return answer


def _plain(text: str, status: int) -> Response:
    return PlainTextResponse(text, status)


class BadForm(Exception):
    """A form that is not taken: the status, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def read_form(request: Request, access: Access) -> dict[str, list[str]]:
    """Read the fields of a form that was sent by a page of this desk; refuse any other."""
    fields = await read_form_fields(request)
    session = getattr(request.state, "session", "")
    if not access.is_form_token(session, fields.get("token", [""])[0]):
        raise BadForm(403, "The form has no valid token; load the page again.")
    return fields


async def read_form_fields(request: Request) -> dict[str, list[str]]:
    """Read the fields of a form; refuse one that is too large, too slow, or of another kind."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadForm(415, "Only forms are taken.")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > MAX_BODY:
                    raise BadForm(413, "The form is too large.")
    except TimeoutError:
        raise BadForm(408, "The form took too long.") from None
    try:
        return parse_qs(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict"
        )
    except ValueError:
        raise BadForm(400, "The form cannot be read.") from None
