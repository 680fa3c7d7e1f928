"""What all tests share: the data beside the project, hypothesis, and what is printed at the end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

# The same examples every day, so that a change is judged by what it changes; to look for others,
# and for more: pytest --hypothesis-profile random; for ten minutes or so, with tests/engines: long
settings.register_profile("random", deadline=None, max_examples=200)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.register_profile("samestory", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("samestory")

# A shell that starts the tests in the background has them, and all they start, ignore Ctrl-C,
# which some of them press.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What is compiled once is there for all that tests start, as numba's loops are beside it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What the user wishes of every terminal; tests say themselves what theirs is like.
for _wish in ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
    os.environ.pop(_wish, None)

SLOW_SECONDS = 5.0
"""What takes longer is named after the run; ``@pytest.mark.slow("why")`` says why it has to."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search no module or test for garbage, now or later: a fifteenth of the time of all tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the reason of a slow test travel with its report, also between processes."""
    for item in items:
        if mark := item.get_closest_marker("slow"):
            (reason,) = mark.args
            item.user_properties.append(("slow", reason))


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print what was slow and why, and the figures of the labelled sets beside their floors."""
    slow: list[tuple[float, str]] = []
    quality: list[str] = []
    reports = [one for end in ("passed", "failed") for one in terminalreporter.getreports(end)]
    for report in reports:
        told = dict(report.user_properties)
        if report.when != "call":
            continue
        if report.duration >= SLOW_SECONDS:
            why = told.get("slow", 'no reason given; mark it slow("why") or make it quicker')
            slow.append((report.duration, f"{report.nodeid}: {why}"))
        if "quality" in told:
            quality.append(str(told["quality"]))
    if slow:
        terminalreporter.section(f"slower than {SLOW_SECONDS:g} s, and why")
        for seconds, line in sorted(slow, reverse=True):
            terminalreporter.line(f"{seconds:5.1f} s  {line}")
    if quality:
        terminalreporter.section("F1 on labelled sets")
        for line in sorted(quality):
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def _documents_are_as_their_schemas_say(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Check every JSON document that this process writes in a test against its schema."""
    from tests.schemas import checking_writers

    with checking_writers(monkeypatch):
        yield


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands remember out of the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real posts and labelled sets; tests that need it skip where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SAMESTORY_DATA") or beside)
    if not folder.is_dir():
        pytest.skip(f"the shared data is not at {folder}; set SAMESTORY_DATA to its folder")
    return folder
