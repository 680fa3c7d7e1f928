"""Runs: sets of titles of one outlet that share something, which may be series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clustering.arrays.keys import KeyArray, differs_from_previous, hash64
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.series.titles import Titles

# Fewest different titles of a run: three numbered parts can be a series.
MIN_RUN_TITLES = 3
# Fewest titles of a run, as a share of its outlet's: an outlet of 100,000 titles repeats any
# four words by chance.
MIN_RUN_SHARE = 0.001

# What the titles of a run share, the strongest evidence first.
PREFIXED, SUFFIXED, SHARED_PHRASE, FORMULAIC = 0, 1, 2, 3


class Runs(NamedTuple):
    """Sets of titles of one outlet that share a prefix, a suffix, four words or jargon.

    Attributes
    ----------
    title
        Titles of all runs, one run after the other; shape ``(entries,)``.
    start
        Where each run begins; shape ``(runs + 1,)``.
    kind
        ``PREFIXED``, ``SUFFIXED``, ``SHARED_PHRASE`` or ``FORMULAIC``; shape ``(runs,)``, as of
        all below.
    words
        How many words its titles share for certain.
    anchored
        Whether these stand at the beginning or end of a title.
    ratio_to_others
        How many times as often the outlet uses them as the others do.
    """

    title: IntArray
    start: IntArray
    kind: IntArray
    words: IntArray
    anchored: BoolArray
    ratio_to_others: FloatArray

    @property
    def size(self) -> IntArray:
        """Different titles in each run."""
        return np.diff(self.start)

    @property
    def run(self) -> IntArray:
        """Run of each entry."""
        return np.repeat(np.arange(len(self.kind)), self.size)

    @property
    def earliest(self) -> IntArray:
        """First title of each run, by number."""
        return self.title[self.start[:-1]]

    def members(self, run: int) -> IntArray:
        """Titles of a run."""
        return self.title[self.start[run] : self.start[run + 1]]

    def only(self, kept: BoolArray) -> Runs:
        """Return the runs that are kept, shape of ``kept`` ``(runs,)``."""
        stays = np.repeat(kept, self.size)
        return Runs(
            self.title[stays],
            _starts(self.size[kept]),
            self.kind[kept],
            self.words[kept],
            self.anchored[kept],
            self.ratio_to_others[kept],
        )


def _starts(sizes: IntArray) -> IntArray:
    return np.concatenate([[0], np.cumsum(sizes)])


def gather_runs(
    titles: Titles,
    key: KeyArray,
    title: IntArray,
    kind: int,
    words: IntArray,
    anchored: BoolArray,
    uses: IntArray | None = None,
) -> Runs:
    """Group titles by key; ``MIN_RUN_TITLES`` and ``MIN_RUN_SHARE`` say how many make a run.

    Parameters
    ----------
    uses
        How often all outlets use the words; by default only as often as the outlet itself.
    """
    order = np.lexsort((title, key))
    order = order[differs_from_previous(key[order], title[order])]
    begins = np.flatnonzero(differs_from_previous(key[order]))
    first = order[begins]
    size = np.diff(begins, append=len(order))
    own = titles.outlet_size[titles.outlet[title[first]]]
    others = np.maximum(len(titles) - own, 0)
    said = np.maximum((size if uses is None else uses[first]) - size, 0)
    ratio_to_others = (size / own) * (others + 1) / (said + 1)
    runs = Runs(
        title[order],
        _starts(size),
        np.full(len(first), kind),
        words[first],
        anchored[first],
        np.where(others > 0, ratio_to_others, 0.0),
    )
    return runs.only(
        size >= np.maximum(MIN_RUN_TITLES, MIN_RUN_SHARE * own if kind == SHARED_PHRASE else 0)
    )


def concatenate_runs(pieces: Sequence[Runs]) -> Runs:
    """Put several sets of runs one after the other."""
    sizes = np.concatenate([piece.size for piece in pieces])
    title, _, *columns = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return Runs(title, _starts(sizes), *columns)


def distinct_runs(runs: Runs) -> Runs:
    """Keep one of the runs that hold the same titles, as overlapping phrases of one frame do."""
    if not len(runs.kind):
        return runs
    sums = np.add.reduceat(hash64(runs.title), runs.start[:-1])
    # A prefix is stronger evidence than four words, and four words at an end than in the middle.
    order = np.lexsort((~runs.anchored, runs.kind, sums))
    kept = np.zeros(len(order), dtype=np.bool_)
    kept[order[differs_from_previous(sums[order])]] = True
    return runs.only(kept)
