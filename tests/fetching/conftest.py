"""What the tests of fetching share: a web server on this machine, and no proxy before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.local_server import LocalServer, serving, without_proxy


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxy(monkeypatch)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as one:
        yield one
