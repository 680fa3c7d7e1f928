"""Starts a headless Chromium and opens reports in it; notes errors and requests on the way.

Without Playwright or Chromium the tests skip; with ``SAMESTORY_REQUIRE_BROWSER=1`` they fail
instead, so that a check cannot pass by skipping them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from clustering.explain.explanation import WORDS_SHOWN
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from clustering.result import Result

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP, PHONE = (1400, 1000), (390, 844)
CARDS = ".cards article.story"
VIEWS = ("#stories", "#overview", "#outlets", "#copies")
MILLISECONDS = 1000 * PATIENCE  # as Playwright counts
# Whether something is drawn on a canvas of the graph, which comes a moment after the text.
DRAWN = """[...document.querySelectorAll('.canvas canvas')].some(canvas => canvas.width > 0 &&
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      .data.some(value => value !== 0))"""


@contextmanager
def launched() -> Iterator[Browser]:
    """Start a headless Chromium on two cores; skip, or fail where one is required, without one."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _unable("the browser tests need Playwright: pip install '.[test]'")
    named = os.environ.get("SAMESTORY_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not path:
        _unable("no Chromium here: apt-get install chromium, or set SAMESTORY_CHROMIUM")
    with sync_playwright() as playwright:
        with _two_cores():
            # There is no GPU to find on a test machine; looking for one costs a fifth of the time.
            browser = playwright.chromium.launch(
                executable_path=path, args=["--disable-gpu"], timeout=MILLISECONDS
            )
        yield browser
        browser.close()


# Cards out of sight are painted when there is time, and have no inner text until then.
_ALL_PAINTED = "* { content-visibility: visible !important; }"


@dataclass
class Opened:
    """A page with what went wrong in it."""

    page: Page
    path: Path
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> Page:
        """Open the report afresh at a fragment and wait until it answers."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.path.as_uri()}{fragment}")
        self.page.wait_for_selector("main[data-ready]")
        self.page.evaluate(f"document.styleSheets[0].insertRule({json.dumps(_ALL_PAINTED)})")
        return self.page

    def show(self, fragment: str) -> Page:
        """Follow a link to a fragment of the report that is open."""
        self.page.evaluate("hash => { location.hash = hash }", fragment)
        self.until_shown(fragment)
        return self.page

    def until_shown(self, *parts: str) -> None:
        """Wait until what is shown is a fragment that has these parts."""
        shown = "document.querySelector('main').dataset.shown"
        self.until(f"{json.dumps(parts)}.every(part => {shown}.includes(part))")

    def until_said(self, selector: str, words: str) -> None:
        """Wait until an element says these words."""
        said = f"document.querySelector({json.dumps(selector)})?.innerText"
        self.until(f"{said}?.includes({json.dumps(words)})")

    def until_count(self, selector: str, count: int) -> None:
        """Wait until there are so many elements."""
        self.until(f"document.querySelectorAll({json.dumps(selector)}).length === {count}")

    @property
    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        width: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width

    def until(self, expression: str) -> None:
        """Wait until an expression holds; Playwright's own wait needs what the policy forbids."""
        limit = time.monotonic() + PATIENCE
        while not self.page.evaluate(expression):
            assert time.monotonic() < limit, f"never came to be: {expression}"
            time.sleep(0.02)


Open = Callable[..., Opened]


@contextmanager
def _two_cores() -> Iterator[None]:
    """Let what is started here run on two cores only: what the figures are promised for."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[:2])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@contextmanager
def working(page: Page) -> Iterator[list[float]]:
    """Note the processor seconds of the page's own thread; others on the machine do not count."""
    seconds: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    yield seconds
    metrics = session.send("Performance.getMetrics")["metrics"]
    seconds += [one["value"] for one in metrics if one["name"] == "ThreadTime"]
    session.detach()


def unsaid(page: Page, result: Result, one: str, other: str) -> list[str]:
    """Return what `samestory explain` says of two articles and the page does not."""
    explained = result.why(one, other)
    said = page.inner_text(".why")
    expected = [explained.sentence, explained.change, f"samestory explain {one} {other}"]
    lines = explained.text().splitlines()
    expected += [line for line in lines if line.startswith("Between them: ")]
    if explained.edge:
        expected += [line for line in lines if line.startswith("Different names in the titles: ")]
        expected.append(f"Similarity {explained.similarity:.3f}:")
        expected += [f"{word} {part:.3f}" for word, part in explained.shared_words[:WORDS_SHOWN]]
    if len(explained.path) > 1:
        expected += [line for line in lines if line.startswith("Path of ")]
    return [words for words in expected if words not in said]


def serious_violations(page: Page, *rules: str) -> list[tuple[str, list[str]]]:
    """Return what axe-core finds serious or critical in a page: rules, and where.

    Without ``rules`` it applies all of them.
    """
    if not page.evaluate("'axe' in window"):
        found = importlib.util.find_spec("axe_playwright_python")
        if found is None or found.origin is None:
            _unable("axe-core is not here: pip install '.[test]'")
        page.evaluate(Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"][:4]])
        for found in page.evaluate("options => axe.run(options)", options)["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def _unable(reason: str) -> NoReturn:
    if os.environ.get("SAMESTORY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and SAMESTORY_REQUIRE_BROWSER=1 asks for the browser tests")
    pytest.skip(reason)
