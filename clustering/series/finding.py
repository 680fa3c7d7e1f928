"""The way from articles to series: candidates, what speaks for them, and who gets which title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.types import IntArray
from clustering.model import Article
from clustering.series.candidates import candidates
from clustering.series.description import Series, describe
from clustering.series.jargon import Jargon
from clustering.series.judgement import LEAST_UNNUMBERED, Judgement
from clustering.series.titles import Titles
from clustering.series.usage import Usage

# Two frames that share this part of the smaller one's articles are one series.
SAME = 0.5


def find_series(articles: Sequence[Article], window: float = 14.0) -> list[Series]:
    """Find the series of each outlet.

    Parameters
    ----------
    articles
        In any order; the order changes nothing but the positions in ``members``.
    window
        Days an event lasts: a frame must live longer, unless its numbers change or it comes
        once a day. 0 for no such test.

    Returns
    -------
    list of Series
        The largest first, then by id. No article is in two.

    Notes
    -----
    Candidates are the labels before the first and after the last break of a title, any
    four words (or edges) in a row that several different titles of one outlet share, and
    titles that an outlet's jargon makes up. Each is judged by how much of the titles it
    fills, how unlike their remainders are, how long it lasts, and whether other outlets use
    its telling word at the same time, which they do when it names an event.
    """
    titles = Titles(articles)
    jargon = Jargon(titles)
    runs = candidates(titles, jargon)
    if not len(runs.kind):
        return []
    judgement = Judgement(titles, runs, jargon)
    found, series_of = _choose(judgement, window)
    order = np.argsort(series_of, kind="stable")
    bounds = np.searchsorted(series_of[order], np.arange(len(found) + 1)).tolist()
    series = [
        describe(titles, judgement.frame(run), order[low:high])
        for run, (low, high) in zip(found, pairwise(bounds), strict=True)
    ]
    return sorted(series, key=lambda one: (-len(one), one.id))


def _choose(judgement: Judgement, window: float) -> tuple[list[int], IntArray]:
    """Pick the runs that are series, the worthiest first, and give each title to one at most."""
    likely = judgement.by_worth()
    usage = Usage(judgement.titles, judgement, likely)
    series_of = np.full(len(judgement.titles), -1)
    found: list[int] = []
    for run in likely:
        members = judgement.runs.members(run)
        owners = series_of[members]
        free = members[owners < 0]
        if len(free) < len(members):
            home = int(np.bincount(owners[owners >= 0]).argmax())
            if (owners == home).sum() >= SAME * len(members):
                series_of[free] = home  # more of the same series
                continue
            if len(free) < LEAST_UNNUMBERED:
                continue
        if usage.is_series(run, window):
            series_of[free] = len(found)
            found.append(run)
    return found, series_of
