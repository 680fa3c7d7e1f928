"""Texts, times and figures as every file of a report holds them: printable, in UTC, rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from os.path import split
from pathlib import PurePath
from typing import Any

import numpy as np

from clustering.arrays.compact_values import Moments
from clustering.articles.dates import timestamp
from clustering.model import Skip

# Control characters other than tab and line feed: no reader wants them, XML and many CSV
# readers stop at them, and a terminal obeys them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CARRIAGE_RETURN = re.compile(r"\r\n?")


def printable(text: str) -> str:
    """Return ``text`` without what files cannot hold: control characters, lone surrogates.

    Tabs and line feeds stay; other line ends become line feeds. Everything else is exact.
    """
    if text.isprintable():  # nearly every text, and far quicker than the patterns
        return text
    text = _CARRIAGE_RETURN.sub("\n", text)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


def skipped_place(skip: Skip) -> str:
    """Return what was skipped: the file, and the line where it is known."""
    return printable(f"{skip.path}:{skip.line}" if skip.line else skip.path)


def folder_of(file: str) -> str:
    """Return the folder of a file, as ``pathlib`` writes it."""
    folder, name = split(file)
    return _plain(folder) if name.strip(".") else str(PurePath(file).parent)


@lru_cache(maxsize=1_000)  # to read the path of each file takes .05 s of 5,000
def _plain(folder: str) -> str:
    return str(PurePath(folder))


def moment(time: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, with ``Z``; ``None`` for no time."""
    return None if time is None else timestamp(time)


def moments(times: Sequence[datetime | None]) -> list[str]:
    """Return many times as :func:`moment` writes them, the empty text for no time."""
    if not isinstance(times, Moments):
        if any(time is not None and time.tzinfo is None for time in times):
            return [moment(time) or "" for time in times]
        times = Moments.of(times)
    whole = times.array.view("datetime64[us]").astype("datetime64[s]")
    texts = np.datetime_as_string(whole, timezone="UTC")
    written: list[str] = np.where(times.is_known, texts, "").tolist()
    return written


DIGITS = 6


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Return plain values with every number rounded, at whatever depth; tuples become lists."""
    return {key: _round(value) for key, value in values.items()}


def _round(value: object) -> object:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return rounded(value)
    if isinstance(value, list | tuple):
        return [_round(item) for item in value]
    return value
