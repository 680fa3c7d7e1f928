"""Pairs of articles that people judged, and where these articles are in a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clustering.arrays.types import IntArray
from clustering.articles.names import ArticleNames, nothing_matches
from clustering.model import Corpus, Reading


class LocatedPairs(NamedTuple):
    """Judged pairs whose two records are in the corpus; all of shape ``(pairs,)``.

    ``kept`` are their positions among all pairs that were read; ``left`` and ``right`` those of the
    two articles, equal when the records are one article.
    """

    kept: IntArray
    left: IntArray
    right: IntArray
    same_story: npt.NDArray[np.bool_]


def locate_pairs(reading: Reading, corpus: Corpus, gold: JudgedPairs) -> LocatedPairs:
    """Find the articles of judged pairs; refuse them where none names two records of the run."""
    known = ArticleNames(reading, corpus)
    left, right = (
        np.array([known.look_up(name) for name in side], dtype=np.int64)
        for side in (gold.left, gold.right)
    )
    kept = np.flatnonzero((left >= 0) & (right >= 0))
    if not len(kept):
        raise nothing_matches(gold.origin, gold.left[0], reading)
    return LocatedPairs(kept, left[kept], right[kept], np.array(gold.same_story)[kept])


@dataclass(frozen=True)
class JudgedPairs:
    """Names of pairs of records, and whether people judged each to be the same story.

    ``origin`` is the file they come from.
    """

    origin: str
    left: list[str]
    right: list[str]
    same_story: list[bool]

    def __len__(self) -> int:
        return len(self.same_story)
