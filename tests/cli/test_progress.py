"""Progress bars: on a terminal only, and cheap for the room that reports progress."""

from __future__ import annotations

import os
import pty
from pathlib import Path
from subprocess import PIPE

import pytest

from clustering.cli.progress import MAX_ACTIVITY_CHARS, _OneBar, count_in_words, progress_bars
from tests.started import Started

PROBE = """
import sys, time
from clustering.cli.progress import _OneBar, progress_bars
with progress_bars(quiet="-q" in sys.argv) as bars:
    for done in range(4):
        if bars: bars("weighing words", done, 3); time.sleep(0.06)
print("result")
"""


def run_on_terminal(*words: str, probe: str = PROBE, **env: str) -> tuple[str, str]:
    """Run a program with a terminal for stderr and a pipe for stdout; return both texts."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **env}
    with Started(*words, program=probe, stdout=PIPE, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        result, _ = process.communicate()
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


class Bars:
    """Notes what would be drawn."""

    def __init__(self) -> None:
        self.drawn: list[tuple[str, str, int | None]] = []
        self.gone: list[int] = []
        self._shown: tuple[str, int | None] = ("", None)

    def add_task(self, what: str, total: int | None, **_: object) -> int:
        """Show a new bar."""
        self._shown = (what, total)
        return len(self.gone)

    def remove_task(self, task: int) -> None:
        """Take a bar away."""
        self.gone.append(task)

    def update(self, task: int, *, count: str, **_: object) -> None:
        """Redraw a bar."""
        what, total = self._shown
        self.drawn.append((what, count, total))


def test_calls_between_two_redraws_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 1.0)
    bars = Bars()
    bar = _OneBar(bars)  # type: ignore[arg-type]
    for done in range(1001):
        bar("reading x.csv", done, 1000)
    bar("vectors", 0, None)
    assert bars.drawn == [
        ("reading x.csv", "", 1000),
        ("reading x.csv", "1,000 rows · 100%", 1000),
        ("vectors", "", None),  # not the total of what went before
    ]
    assert bars.gone == [0]


@pytest.mark.parametrize(
    ("what", "done", "total", "seconds", "shown"),
    [
        ("pairs", 0, None, 9.0, ""),
        ("reading t.csv", 20_000, None, 0.5, "20,000 rows"),
        ("reading t.csv", 20_000, None, 2.0, "20,000 rows · 10,000/s"),
        ("reading t.csv", 20_000, 80_000, 2.0, "20,000 rows · 25% · 10,000/s · 6 s left"),
        ("pairs", 5_000, 20_000, 2.0, "5,000 of 20,000 articles · 2,500/s · 6 s left"),
        ("reading posts", 10, 400, 4.0, "10 of 400 posts · 2.5/s · 3 min left"),
        ("reading feeds", 3, 4, 1.0, "3 of 4 files · 3.0/s · 1 s left"),
        ("merging", 30, 40, 1.0, "30 of 40 pairs · 30/s · 1 s left"),
        ("stories", 30, 40, 1.0, "30 of 40 stories · 30/s · 1 s left"),
        ("writing stories.csv", 5, 5, 1.0, "5 of 5 rows · 5.0/s"),
        ("reading posts", 100, 1_000_000, 2.0, "100 of 1,000,000 posts · 50/s · 5.6 h left"),
    ],
)
def test_counts_tell_the_rate_and_the_time_left_where_they_are_known(
    what: str, done: int, total: int | None, seconds: float, shown: str
) -> None:
    assert count_in_words(what, done, total, seconds) == shown


def test_a_file_name_can_neither_fill_the_line_nor_command_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 1.0)
    bars = Bars()
    _OneBar(bars)(f"reading \x1b[2J{'x' * 99}.csv", 0, None)  # type: ignore[arg-type]
    [(what, _, _)] = bars.drawn
    assert what.startswith("reading  [2Jxxx")
    assert len(what) == MAX_ACTIVITY_CHARS


def test_a_report_shows_reading_stages_and_writing(posts: Path) -> None:
    _, shown = run_on_terminal(
        "report", str(posts), probe="from clustering.cli import main; main()"
    )
    for activity in ("reading posts", "pairs", "stories", "writing index.html"):
        assert activity in shown
    assert shown.count("\n") < 40  # the bar is drawn over itself
