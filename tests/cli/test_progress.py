"""Progress bars: on a terminal only, and cheap for the room that reports progress."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from clustering.cli.progress import _OneBar, progress_bars

PROBE = """
import sys, time
from clustering.cli.progress import _OneBar, progress_bars
with progress_bars(quiet="-q" in sys.argv) as bars:
    for done in range(4):
        if bars: bars("weighing words", done, 3); time.sleep(0.06)
print("result")
"""


def run_on_terminal(*words: str, **env: str) -> tuple[str, str]:
    """Run the probe with a terminal for stderr and a pipe for stdout; return both texts."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROBE, *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **env},
        text=True,
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        result, _ = process.communicate(timeout=60)
    return result, shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # Linux: the other end was closed
        return b""


def test_bars_show_on_a_terminal_and_stay_off_stdout() -> None:
    result, shown = run_on_terminal()
    assert result == "result\n"
    assert "weighing words" in shown
    assert "3 of 3" in shown


def test_quiet_shows_no_bars_on_a_terminal() -> None:
    assert run_on_terminal("-q") == ("result\n", "")


def test_no_color_is_respected() -> None:
    _, shown = run_on_terminal(NO_COLOR="1")
    assert "weighing words" in shown
    assert "\x1b[3" not in shown  # a colour


def test_no_bars_where_stderr_is_not_a_terminal() -> None:
    with progress_bars(quiet=False) as bars:
        assert bars is None


def test_calls_between_two_redraws_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    class Bars:
        def add_task(self, what: str, **_: object) -> int:
            return 0

        def reset(self, task: int, **_: object) -> None:
            pass

        def update(self, task: int, *, count: str, **_: object) -> None:
            drawn.append(count)

    monkeypatch.setattr("time.monotonic", lambda: 1.0)
    bar = _OneBar(Bars())  # type: ignore[arg-type]
    for done in range(1001):
        bar("reading", done, 1000)
    bar("vectors", 0, None)
    assert drawn == ["", "1,000 of 1,000", ""]
