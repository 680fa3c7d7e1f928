"""What is fuzzed: each target takes an input, and may refuse it only in our own words."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from clustering import reporting
from clustering.answers.file import read_answers
from clustering.errors import SamestoryError
from clustering.pipeline import run
from clustering.settings.model import Settings, choose_settings
from clustering.settings.write import plan_change
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.dates import read_date, unread_date
from clustering.web.keys import canonical, domain
from clustering.web.links import is_web
from clustering.web.slugs import slug
from clustering.web.url_dates import date_in
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import ADDRESSES, DATES, FILES, LABELS, SETTINGS

CPU_SECONDS = 5.0
"""Processor time that one input may take."""
RUN_EVERY = 8
"""Of so many files one goes through the whole corridor, into a report."""


class TooLong(BaseException):
    """An input took too long; no reader may take it for a fault of the file."""


class Input(NamedTuple):
    """One input: what it is for, the name of its file, and what it holds."""

    kind: str
    name: str
    data: bytes


def make_input(seed: int) -> Input:
    """Make the input of a seed."""
    rng = random.Random(seed)
    kind = rng.choices(KINDS, WEIGHTS)[0]
    if kind == "file":
        name, data = rng.choice(FILES)
        if rng.random() < 0.1:  # one kind under the name of another
            name = rng.choice(FILES)[0]
        return Input(kind, name, mutated(data, rng))
    if kind in ("address", "date"):
        text = rng.choice(ADDRESSES if kind == "address" else DATES)
        return Input(kind, kind, mutated(text.encode(), rng))
    return Input(kind, f"{kind}.yaml", mutated(SETTINGS if kind == "settings" else LABELS, rng))


def try_input(given: Input, folder: Path, *, whole: bool) -> None:
    """Give an input to its target; whatever is raised is a bug.

    Parameters
    ----------
    folder
        An empty folder for the file and the report.
    whole
        Whether a file goes through the whole corridor.
    """
    path = folder / given.name
    path.write_bytes(given.data)
    with at_most(CPU_SECONDS):
        try:
            if given.kind == "file":
                _read(path, folder, whole)
            else:
                TARGETS[given.kind](path)
        except SamestoryError as error:
            assert str(error)


def _read(path: Path, folder: Path, whole: bool) -> None:
    reading = read_sources([path], ReadOptions(jobs=1, keep_columns=True))
    for skip in reading.skipped:
        assert str(skip).isprintable() or "\n" in str(skip)
    if whole:
        result = run(reading, Settings(jobs=1))
        reporting.write(result, folder / "report")
        if len(result.articles) > 1:
            result.why(result.articles[0].id, result.articles[1].id)


def _read_address(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    for rule in (canonical, domain, slug, date_in, is_web):
        rule(text)


def _read_date(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    moment = read_date(text)
    assert moment is None or moment.tzinfo is not None
    unread_date(text)


def _read_settings(path: Path) -> None:
    choose_settings(config=path)
    plan_change(path, {"detail": 0.4})


TARGETS: dict[str, Callable[[Path], object]] = {
    "settings": _read_settings,
    "labels": read_answers,
    "address": _read_address,
    "date": _read_date,
}
KINDS = ("file", *TARGETS)
WEIGHTS = (12, 2, 2, 2, 2)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise :class:`TooLong` when the block takes more processor time than that."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLong(f"more than {seconds} s of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
