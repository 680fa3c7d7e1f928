"""The desk in a browser: who gets in, what the policy stops, keys, no JavaScript, small screens."""

from __future__ import annotations

import http.server
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from clustering.desk.correct import Corrections
from clustering.serve.server import prepare
from clustering.settings.beside import NOTHING_BESIDE
from clustering.settings.outlet_groups import OutletGroup
from clustering.store import open_store
from tests.browser.chromium import DESKTOP, MILLISECONDS, PHONE, serious_violations
from tests.browser.hostile import hostile_records
from tests.browser.test_phone import SIDEWAYS
from tests.desk.corrected import desk_on, largest, partition
from tests.store.streams import bring

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "/",
    "/new",
    "/outlets",
    "/groups",
    "/groups?missing=own",
    "/copies",
    "/corrections",
    "/search?q=a",
)
BESIDE = NOTHING_BESIDE._replace(
    groups=(
        OutletGroup("", "own", ("*1.example",)),
        OutletGroup("size", "big " * 12, ("*2.example", "*3.example")),
        OutletGroup("size", "small", ("*0.example",)),
    )
)


@dataclass
class Served:
    """A desk that is served, and the browser's ways to it."""

    browser: Browser
    corrections: Corrections
    first: str
    errors: list[str]

    @property
    def root(self) -> str:
        """Address of the desk without the key."""
        return self.first.split("/?")[0]

    def enter(self, size: tuple[int, int] = DESKTOP, **context: Any) -> Page:  # noqa: ANN401
        """Open the first address in a new window."""
        made = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **context)
        page = made.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.first)
        return page


def serve(browser: Browser, folder: Path) -> Iterator[Served]:
    serving = prepare(folder / "news.db", folder / "labels.yaml", "127.0.0.1", 0, None, BESIDE)
    thread = Thread(target=serving.run)
    thread.start()
    corrections = Corrections(folder / "news.db", folder / "labels.yaml")
    try:
        yield Served(browser, corrections, serving.address, [])
    finally:
        serving.stop()
        thread.join()


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """Serve a desk on a store of invented events."""
    desk_on(tmp_path)
    yield from serve(browser, tmp_path)


@pytest.fixture
def hostile(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """Serve a desk on records that mean harm."""
    with open_store(tmp_path / "news.db", create=True) as store:
        bring(store, hostile_records())
    yield from serve(browser, tmp_path)


def test_the_first_address_opens_the_desk_and_the_key_is_gone(desk: Served) -> None:
    page = desk.enter()
    assert page.url == f"{desk.root}/"
    assert page.inner_text("h1") == "Top stories"
    assert page.evaluate("document.cookie") == ""
    page.reload()
    assert page.inner_text("h1") == "Top stories"
    other = desk.browser.new_page()
    other.goto(desk.first)
    assert "opens with the address" in other.inner_text("body")
    for path in PAGES:
        page.goto(f"{desk.root}{path}")
        assert serious_violations(page) == [], path
    assert desk.errors == []


def test_a_story_is_split_and_put_back_by_keys(desk: Served) -> None:
    before = partition(desk.corrections)
    ((story, articles),) = largest(desk.corrections, 1)
    page = desk.enter()
    page.goto(f"{desk.root}/story/{story}")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("s")
    assert "Took “" in page.inner_text(".notice")
    assert len(partition(desk.corrections)) == len(before) + 1
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "was undone" in page.inner_text(".notice")
    assert partition(desk.corrections) == before
    page.keyboard.press("/")
    page.keyboard.type("jx")
    assert page.input_value("#q") == "jx"
    assert len(articles) > 2
    assert desk.errors == []


def test_everything_works_without_javascript(desk: Served) -> None:
    before = partition(desk.corrections)
    (story, articles), (other, _) = largest(desk.corrections)
    page = desk.enter(java_script_enabled=False)
    page.goto(f"{desk.root}/story/{story}")
    page.check(f'input[value="{articles[1]}"]')
    page.click("button:has-text('Not this story')")
    assert "Took “" in page.inner_text(".notice")
    page.click("button:has-text('Undo')")
    assert "was undone" in page.inner_text(".notice")
    page.goto(f"{desk.root}/story/{story}?with=nothing")
    assert "No other story has these words" in page.inner_text("#merge")
    page.goto(f"{desk.root}/story/{other}")
    page.click("button:has-text('Confirm')")
    assert "confirmed" in page.inner_text(".facts")
    page.goto(f"{desk.root}/corrections")
    page.click(".history button >> nth=0")
    assert partition(desk.corrections) == before


class _Foreign(http.server.BaseHTTPRequestHandler):
    """A page of another site that sends a form to the desk as soon as it is opened."""

    target = ""
    fields = ""

    def do_GET(self) -> None:
        """Answer with the page."""
        body = (
            f'<form method="post" action="{self.target}">{self.fields}</form>'
            "<script>document.forms[0].submit()</script>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_form_of_another_site_changes_nothing_even_with_the_token(desk: Served) -> None:
    before = partition(desk.corrections)
    ((story, articles),) = largest(desk.corrections, 1)
    page = desk.enter()
    page.goto(f"{desk.root}/story/{story}")
    token = page.get_attribute('input[name="token"]', "value")
    fields = (("token", token), ("tick", articles[1]))
    _Foreign.target = f"{desk.root}/story/{story}/split"
    _Foreign.fields = "".join(f'<input name="{name}" value="{value}">' for name, value in fields)
    with http.server.HTTPServer(("127.0.0.1", 0), _Foreign) as foreign:
        thread = Thread(target=foreign.serve_forever)
        thread.start()
        for host in ("127.0.0.1", "localhost"):
            page.goto(f"http://{host}:{foreign.server_port}/")
            page.wait_for_url(_Foreign.target)
            assert "another site" in page.inner_text("body")
        read = f"fetch('{desk.root}/api/stories.json', {{credentials: 'include'}})"
        page.goto(f"http://localhost:{foreign.server_port}/favicon", wait_until="commit")
        page.wait_for_url(_Foreign.target)
        page.goto("about:blank")
        said = page.evaluate(f"{read}.then(a => a.text()).catch(e => 'blocked')")
        assert said == "blocked"
        foreign.shutdown()
        thread.join()
    assert partition(desk.corrections) == before


def test_titles_that_mean_harm_run_nothing_and_lead_nowhere(hostile: Served) -> None:
    page = hostile.enter()
    stories = [story for story, _ in largest(hostile.corrections, 20)]
    for path in (*PAGES, *(f"/story/{story}" for story in stories)):
        page.goto(f"{hostile.root}{path}")
        assert page.evaluate("window.pwned") is None
        addresses = page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
        assert set(addresses) <= {"http:", "https:"}
    assert hostile.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(hostile: Served, scheme: Any) -> None:  # noqa: ANN401
    page = hostile.enter(PHONE, color_scheme=scheme)
    stories = [story for story, _ in largest(hostile.corrections, 3)]
    for path in (*PAGES, *(f"/story/{story}" for story in stories)):
        page.goto(f"{hostile.root}{path}")
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0, path
        assert serious_violations(page, "color-contrast", "label", "link-name") == [], path
        if path == "/groups":
            assert page.evaluate(SIDEWAYS, ".grouptable") <= 0
