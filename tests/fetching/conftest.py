"""What the tests of fetching share: a web server on this machine, and no proxy before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.local_server import LocalServer, serving


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as one:
        yield one
