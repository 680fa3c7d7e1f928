"""Scores found stories against one or two people's labels: BCubed, clean stories, marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.evaluation.metrics import Score, bcubed, contingency_table
from clustering.model import Corpus

_CLEAN = 0.9  # share of its articles that a clean story has of one event


@dataclass(frozen=True, slots=True)
class Clean:
    """Stories of several outlets, and those of them that are one event."""

    wide: int
    clean: int

    @property
    def share(self) -> float:
        """Share of them that are one event; 1 where there are none."""
        return self.clean / self.wide if self.wide else 1.0


def score(golds: Sequence[IntArray], found: IntArray) -> Score:
    """BCubed against each person's labels; the means.

    Parameters
    ----------
    golds
        Story of each article, negative without one; each of shape ``(articles,)``.
    found
        The story found for each.
    """
    scores = [bcubed(contingency_table(gold, found)) for gold in golds]
    return Score(
        fmean(one.precision for one in scores),
        fmean(one.recall for one in scores),
        fmean(one.f1 for one in scores),
    )


def bcubed_of(chosen: BoolArray, gold: IntArray, found: IntArray) -> Score:
    """BCubed of some labelled articles, each held against all labelled ones.

    Parameters
    ----------
    chosen
        Which articles count; those they are mixed with need not.
    gold, found
        Story of each article, negative without one in ``gold``; all of shape ``(articles,)``.
    """
    precision, recall = of_each(gold, found)
    counted = chosen & (gold >= 0)
    return Score.of(float(precision[counted].mean()), float(recall[counted].mean()))


def of_each(gold: IntArray, found: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return BCubed precision and recall of each article; ``nan`` for one without a label."""
    labelled = gold >= 0
    a, b = gold[labelled], found[labelled]
    _, in_gold, gold_sizes = np.unique(a, return_inverse=True, return_counts=True)
    _, in_found, found_sizes = np.unique(b, return_inverse=True, return_counts=True)
    both = in_gold * len(found_sizes) + in_found
    _, in_both, shared = np.unique(both, return_inverse=True, return_counts=True)
    precision, recall = np.full(len(gold), np.nan), np.full(len(gold), np.nan)
    precision[labelled] = shared[in_both] / found_sizes[in_found]
    recall[labelled] = shared[in_both] / gold_sizes[in_gold]
    return precision, recall


def clean_stories(golds: Sequence[IntArray], found: IntArray, corpus: Corpus) -> dict[int, bool]:
    """Say of each found story of several outlets whether it is one event for somebody.

    It is where nine tenths of its articles have one label. Articles without a label do not
    count, nor do outlets that have no other.

    Returns
    -------
    dict
        By the number of the found story.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for article in np.flatnonzero(golds[0] >= 0).tolist():
        members[int(found[article])].append(article)
    is_clean: dict[int, bool] = {}
    for story, articles in members.items():
        if len({corpus.articles[article].outlet.key for article in articles}) > 1:
            most = max(max(Counter(gold[articles].tolist()).values()) for gold in golds)
            is_clean[story] = most >= _CLEAN * len(articles)
    return is_clean
