"""A desk on a store of invented events, and a browser that is let in."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from clustering.desk.asking import Asking
from clustering.desk.correct import Corrections
from clustering.desk.search import SearchIndex
from clustering.serve.access import Access
from clustering.serve.app import application
from clustering.serve.frame import Desk
from clustering.serve.grouped import GroupTeller
from clustering.settings.outlet_groups import NO_GROUPS, OutletGroups
from tests.desk.corrected import desk_on

ADDRESS = "http://127.0.0.1:8765"


class Client:
    """Asks an application, follows where it leads and keeps its cookies."""

    def __init__(self, app: Starlette) -> None:
        self.app, self.cookies = app, httpx.Cookies()

    def get(self, path: str, **how: Any) -> httpx.Response:  # noqa: ANN401 - whatever httpx takes
        """Ask for a page."""
        return self.request("GET", path, **how)

    def post(self, path: str, **how: Any) -> httpx.Response:  # noqa: ANN401
        """Send a form."""
        return self.request("POST", path, **how)

    def request(self, method: str, path: str, **how: Any) -> httpx.Response:  # noqa: ANN401
        """Ask in any way."""
        follow = how.pop("follow_redirects", True)

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=ADDRESS, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, follow_redirects=follow, **how)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())


@dataclass
class Browser:
    """A client of the desk."""

    client: Client
    access: Access
    corrections: Corrections

    def read(self, path: str, status: int = 200) -> str:
        """Return a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def token(self) -> str:
        """Return what the forms of this browser hold."""
        found = re.search(r'name="token" value="(\w+)"', self.read("/corrections?done=0"))
        return found[1] if found else self.access.form_token(self.session)

    @property
    def session(self) -> str:
        """Return the cookie of the session."""
        return str(self.client.cookies[self.access.cookie])

    def send(self, path: str, fields: dict[str, object], status: int = 200) -> str:
        """Send a form as a page of the desk does; return the page that it leads to."""
        answer = self.client.post(
            path, data={"token": self.token(), **fields}, headers={"Origin": ADDRESS}
        )
        assert answer.status_code == status, answer.text
        return str(answer.text)


def browser_on(
    corrections: Corrections,
    index: SearchIndex | None = None,
    token: str = "",
    groups: OutletGroups = NO_GROUPS,
    time_zone: str = "",
) -> Browser:
    """Open a desk in a browser that has its first address."""
    access = Access("127.0.0.1", 8765, token)
    asking = Asking(corrections)
    desk = Desk(
        corrections, index or SearchIndex(), asking, "news", "key", GroupTeller(groups), time_zone
    )
    client = Client(application(desk, access))
    assert client.get(f"/?key={access.key}").status_code == 200
    return Browser(client, access, corrections)


def browser_in(folder: Path, token: str = "") -> Browser:
    """Make a store and open its desk."""
    return browser_on(desk_on(folder), token=token)
