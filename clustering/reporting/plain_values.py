"""Texts and times as every file of a report holds them: printable, and in UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from clustering.articles.dates import timestamp

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


def moment(time: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, with ``Z``; ``None`` for no time."""
    return None if time is None else timestamp(time)


def moments(times: Sequence[datetime | None]) -> list[str]:
    """Return many times as :func:`moment` writes them, the empty text for no time."""
    distinct = list(set(times))  # the same times stand in many rows
    if any(time is not None and time.tzinfo is None for time in distinct):
        return [moment(time) or "" for time in times]
    # Less the part of a second, which far from now is too fine for floating point.
    seconds = [time.timestamp() - time.microsecond / 1e6 if time else np.nan for time in distinct]
    whole = np.rint(np.array(seconds, dtype=np.float64)).astype("datetime64[s]")
    texts: list[str] = np.datetime_as_string(whole, timezone="UTC").tolist()
    written = {
        time: "" if text == "NaT" else text for time, text in zip(distinct, texts, strict=True)
    }
    return [written[time] for time in times]
