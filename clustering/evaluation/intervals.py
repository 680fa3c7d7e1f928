"""How sure a score is: bootstrap intervals over gold stories, and over judged pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.evaluation.metrics import Contingency, pair_count

RESAMPLES = 1000  # of as many stories or pairs as there are, with replacement
_SEED = 0
CONFIDENCE_LEVEL = 0.95
_BLOCK = 4_000_000  # drawn stories held at once, 32 MB


@dataclass(frozen=True, slots=True)
class Interval:
    """The range that holds a score in 95 of 100 resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScoreInterval:
    """Intervals of the three figures of a score."""

    precision: Interval
    recall: Interval
    f1: Interval


def story_terms(table: Contingency) -> FloatArray:
    """Add up what each gold story adds to the BCubed and the pairwise score.

    Returns
    -------
    FloatArray
        Shape ``(gold stories, 6)``: articles, the sums of their BCubed precision and recall,
        pairs that gold and found share, found pairs, gold pairs. A found pair that joins two
        gold stories counts half in each.
    """
    stories = len(table.gold_numbers)
    square = table.count.astype(np.float64) ** 2
    precision = np.bincount(table.gold, square / table.found_sizes[table.found], stories)
    recall = np.bincount(table.gold, square, stories) / table.gold_sizes
    shared = np.bincount(table.gold, pair_count(table.count), stories)
    strangers = table.count * (table.found_sizes[table.found] - table.count) / 2
    found = shared + np.bincount(table.gold, strangers, stories)
    gold = pair_count(table.gold_sizes)
    terms = [table.gold_sizes, precision, recall, shared, found, gold]
    return np.stack([term.astype(np.float64) for term in terms], axis=1)


def rates_of(sums: FloatArray) -> FloatArray:
    """Return BCubed precision, recall and F1, then the pairwise ones, of sums of terms.

    Both of shape ``(..., 6)``.
    """
    articles, precision, recall, shared, found, gold = np.moveaxis(sums, -1, 0)
    return np.stack(
        [
            *_with_f1(_ratio(precision, articles), _ratio(recall, articles)),
            *_with_f1(_ratio(shared, found), _ratio(shared, gold)),
        ],
        axis=-1,
    )


def pair_rates(sums: FloatArray) -> FloatArray:
    """Return precision, recall, F1 and accuracy of judged pairs; shape ``(..., 4)``.

    Parameters
    ----------
    sums
        Pairs that are one story in the run and in the judgement, in the run, in the judgement;
        pairs on which they agree, and all pairs; shape ``(..., 5)``.
    """
    shared, found, said, right, pairs = np.moveaxis(sums, -1, 0)
    score = _with_f1(_ratio(shared, found), _ratio(shared, said))
    return np.stack([*score, _ratio(right, pairs)], axis=-1)


def story_intervals(table: Contingency) -> tuple[ScoreInterval, ScoreInterval]:
    """Bootstrap the BCubed and the pairwise score over gold stories; 95 % percentile intervals.

    The same stories are drawn, whatever was found.

    Notes
    -----
    Stories are drawn, not articles, because articles of one story succeed or fail together (a
    cluster bootstrap, Davison & Hinkley 1997, 3.8). An article's recall depends on its gold
    story alone. Its precision also depends on the articles of other gold stories in its found
    story. These count as they were found, whether or not their own gold story is drawn. So the
    interval says how much the score depends on which stories were labelled, given the grouping.
    """
    terms = story_terms(table)
    stories = len(table.gold_numbers)
    generator = np.random.default_rng(_SEED)
    block = max(1, _BLOCK // stories)
    rates = [
        rates_of(_draw(generator, stories, min(block, RESAMPLES - start)) @ terms)
        for start in range(0, RESAMPLES, block)
    ]
    ends = percentile_intervals(np.concatenate(rates))
    return ScoreInterval(*ends[:3]), ScoreInterval(*ends[3:])


def pair_interval(counts: tuple[int, int, int, int]) -> tuple[ScoreInterval, Interval]:
    """Bootstrap judged pairs; return 95 % percentile intervals of the score and of the accuracy.

    ``counts`` are the pairs that are one story in the run and in the judgement, in the run only, in
    the judgement only, in neither.
    """
    total = sum(counts)
    drawn = np.random.default_rng(_SEED).multinomial(total, np.array(counts) / total, RESAMPLES)
    both, found_only, gold_only, neither = drawn.T.astype(np.float64)
    terms = [both, both + found_only, both + gold_only, both + neither, np.full(RESAMPLES, total)]
    *score, accuracy = percentile_intervals(pair_rates(np.stack(terms, axis=-1)))
    return ScoreInterval(*score), accuracy


def _draw(generator: np.random.Generator, stories: int, resamples: int) -> FloatArray:
    """How often each story is drawn in each resample; shape ``(resamples, stories)``."""
    drawn: IntArray = generator.integers(0, stories, size=(resamples, stories))
    drawn += np.arange(resamples)[:, np.newaxis] * stories
    counts = np.bincount(drawn.ravel(), minlength=resamples * stories)
    return counts.reshape(resamples, stories).astype(np.float64)


def percentile_intervals(rates: FloatArray) -> list[Interval]:
    """Return the interval of each figure, of its values in all resamples."""
    tail = 100 * (1 - CONFIDENCE_LEVEL) / 2
    return list(map(Interval, *np.percentile(rates, [tail, 100 - tail], axis=0).tolist()))


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return ``part / whole``, 1 where ``whole`` is 0."""
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)


def _with_f1(precision: FloatArray, recall: FloatArray) -> tuple[FloatArray, ...]:
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
    return precision, recall, f1
