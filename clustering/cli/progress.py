"""Progress bars on stderr, on a terminal only; silence everywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from clustering.system.progress import Progress

# Seconds between updates of a bar; so a stage may report each of 400,000 articles.
UPDATE_INTERVAL = 0.05
MIN_SECONDS_FOR_RATE = 1.0  # before this a rate is too uncertain to show
MAX_ACTIVITY_CHARS = 32  # of an activity, which may name a file

# What a stage counts; the stages that are not here count rows.
_UNITS = {
    "reading posts": "posts",
    "fetching": "addresses",
    "reading feeds": "files",
    "pairs": "articles",
    "merging": "pairs",
    "stories": "stories",
}


@contextmanager
def progress_bars(*, quiet: bool) -> Iterator[Progress | None]:
    """Show what is being done until the block ends; the bar leaves nothing behind.

    Gives what to call with the progress; ``None`` where nothing is shown.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[count]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _OneBar(bars)


class _OneBar:
    """Shows the present activity, redrawn at most every ``UPDATE_INTERVAL`` seconds."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None
        self._activity = ""
        self._began = 0.0
        self._drawn = 0.0

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if self._task is None or what != self._activity:
            self._activity, self._began = what, now
            if self._task is not None:  # a bar cannot lose the total it has
                self._bars.remove_task(self._task)
            self._task = self._bars.add_task(_shown(what), total=total, count="")
        elif done != total and now - self._drawn < UPDATE_INTERVAL:
            return
        self._drawn = now
        count = count_in_words(what, done, total, now - self._began)
        self._bars.update(self._task, completed=done, total=total, count=count)


def count_in_words(what: str, done: int, total: int | None, seconds: float) -> str:
    """Say how much is done, how fast it goes, and how long it takes where the end is known.

    After ``MIN_SECONDS_FOR_RATE`` seconds a rate is shown.
    """
    if not done:
        return ""
    unit = _UNITS.get(what, "rows")
    if total and what.startswith("reading ") and what not in _UNITS:
        parts = [f"{done:,} {unit}", f"{done / total:.0%}"]  # of a table the total is an estimate
    else:
        parts = [f"{done:,} of {total:,} {unit}" if total else f"{done:,} {unit}"]
    if seconds >= MIN_SECONDS_FOR_RATE:
        rate = done / seconds
        parts.append(f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if total and done < total:
            parts.append(f"{_span((total - done) / rate)} left")
    return " · ".join(parts)


def _span(seconds: float) -> str:
    if seconds < 60:
        return f"{max(round(seconds), 1)} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


def _shown(what: str) -> str:
    """Cut an activity to what fits a line, and drop characters that control the terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in what)
    return plain if len(plain) <= MAX_ACTIVITY_CHARS else f"{plain[: MAX_ACTIVITY_CHARS - 1]}…"
