"""Progress bars on stderr, on a terminal only; silence everywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from clustering.sources.base import Progress

INTERVAL = 0.05  # seconds between updates of a bar: a call for each of 400,000 articles is fine


@contextmanager
def progress_bars(*, quiet: bool) -> Iterator[Progress | None]:
    """Show what is being done until the block ends; the bar leaves nothing behind.

    Parameters
    ----------
    quiet
        Whether the user asked for silence.

    Yields
    ------
    Progress or None
        What to call with the progress; ``None`` where nothing is shown.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[count]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _OneBar(bars)


class _OneBar:
    """Shows the present activity, redrawn at most every ``INTERVAL`` seconds."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task = bars.add_task("", total=None, count="", visible=False)
        self._activity = ""
        self._drawn = 0.0

    def __call__(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if what != self._activity:
            self._activity = what
            self._bars.reset(self._task, description=what, visible=True)
        elif done != total and now - self._drawn < INTERVAL:
            return
        self._drawn = now
        count = f"{done:,}" if done else ""
        if done and total:
            count += f" of {total:,}"
        self._bars.update(self._task, completed=done, total=total, count=count)
