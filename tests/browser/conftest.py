"""The browser the report's tests share, and the reports it opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clustering import cluster, read
from clustering.reporting.page.html import write_page
from clustering.result import Result
from tests.browser.chromium import DESKTOP, MILLISECONDS, Open, Opened, launched
from tests.browser.hostile import hostile_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Request

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    with launched() as browser:
        yield browser


@pytest.fixture
def open_report(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a report; no error and no request may come of it."""
    opened: list[Opened] = []

    def open_(path: Path, size: tuple[int, int] = DESKTOP, **context: Any) -> Opened:  # noqa: ANN401
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, **context)
        page.set_default_timeout(MILLISECONDS)
        one = Opened(page, path)

        def note(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                one.errors.append(message.text)

        def ask(request: Request) -> None:
            if request.url != "about:blank" and not request.url.startswith(path.as_uri()):
                one.requests.append(request.url)

        page.on("console", note)
        page.on("pageerror", lambda error: one.errors.append(str(error)))
        page.on("request", ask)
        page.on("dialog", lambda dialog: one.errors.append(f"dialog: {dialog.message}"))
        opened.append(one)
        return one

    yield open_
    for one in opened:
        one.page.close()
        assert one.errors == []
        assert one.requests == []


@pytest.fixture(scope="session")
def fixtures_result() -> Result:
    """Return the result of ``fixtures/``."""
    return cluster(read(ROOT / "fixtures"))


@pytest.fixture(scope="session")
def fixtures_report(fixtures_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of ``fixtures/``."""
    return written(fixtures_result, tmp_path_factory.mktemp("fixtures"))


@pytest.fixture
def opened(open_report: Open, fixtures_report: Path) -> Opened:
    """Return the page of ``fixtures/`` in a browser."""
    return open_report(fixtures_report)


@pytest.fixture(scope="session")
def azure_result(browser: Browser, shared_data: Path) -> Result:
    """Return the result of 4,958 real posts; made only where there is a browser to show it."""
    return cluster(read(shared_data / "posts" / "azure"))


@pytest.fixture(scope="session")
def azure_report(azure_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of 4,958 real posts."""
    return written(azure_result, tmp_path_factory.mktemp("azure"))


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of records that mean harm."""
    return written(cluster(hostile_records()), tmp_path_factory.mktemp("hostile"))


def written(result: Result, folder: Path) -> Path:
    """Write the page of a result into a folder."""
    path = folder / "index.html"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write_page(result, stream)
    return path
