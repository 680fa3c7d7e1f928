"""Finds the series: candidate runs, their judgement, and one series at most for each title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.types import IntArray
from clustering.model import Article
from clustering.series.candidates import candidate_runs
from clustering.series.description import Series, describe_series
from clustering.series.jargon import Jargon
from clustering.series.judgement import MIN_UNNUMBERED_TITLES, Judgement
from clustering.series.titles import Titles
from clustering.series.usage import Usage

# A run with this share of its titles in a series already found belongs to that series.
MIN_OVERLAP = 0.5


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
    Candidates are titles of one outlet that share a prefix before their first break, a suffix
    after their last break, four words (or edges) in a row, or the outlet's jargon. Each run is
    judged by the share of the titles its frame covers, by how unlike the other words are, by
    how long it lasts, and by whether other outlets use its subject word at the same time,
    which they do when the word names an event.
    """
    titles = Titles(articles)
    jargon = Jargon(titles)
    runs = candidate_runs(titles, jargon)
    if not len(runs.kind):
        return []
    judgement = Judgement(titles, runs, jargon)
    found, series_of = _choose(judgement, window)
    order = np.argsort(series_of, kind="stable")
    bounds = np.searchsorted(series_of[order], np.arange(len(found) + 1)).tolist()
    series = [
        describe_series(titles, judgement.frame(run), order[low:high])
        for run, (low, high) in zip(found, pairwise(bounds), strict=True)
    ]
    return sorted(series, key=lambda one: (-len(one), one.id))


def _choose(judgement: Judgement, window: float) -> tuple[list[int], IntArray]:
    """Choose the runs that are series, the best first; each title goes to one series at most."""
    likely = judgement.ranked_candidates()
    usage = Usage(judgement.titles, judgement, likely)
    series_of = np.full(len(judgement.titles), -1)
    found: list[int] = []
    for run in likely:
        members = judgement.runs.members(run)
        owners = series_of[members]
        free = members[owners < 0]
        if len(free) < len(members):
            home = int(np.bincount(owners[owners >= 0]).argmax())
            if (owners == home).sum() >= MIN_OVERLAP * len(members):
                series_of[free] = home  # more of the same series
                continue
            if len(free) < MIN_UNNUMBERED_TITLES:
                continue
        if usage.is_series(run, window):
            series_of[free] = len(found)
            found.append(run)
    return found, series_of
