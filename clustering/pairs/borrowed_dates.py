"""Borrowed dates: an article without a date is given that of the nearest article with one.

Feeds and tables lack many dates. Without a date an article is as near to last year's events as
to today's, and links stories that time should separate. With two fifths of the dates removed,
the stories of 4,938 posts agree to 0.922 (BCubed F1) with those of all dates, and to 0.835 when
the dates stay unknown (reports/quality.md). A borrowed date is used for the decay of similarity
alone, and no output states it as the article's own, because it can be wrong. It counts less the
weaker the chain of pairs is over which it was borrowed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from clustering.arrays.components import minimum_spanning_forest
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.pairs.nearest import Pairs, time_decay

# Similarity from which a borrowed date counts fully; below it the date counts in proportion. If
# every borrowed date counted fully, the grouping of 200 articles would depend more on the 20,000
# others around them (adjusted Rand index 0.003 lower).
_FULL_TRUST = 0.5


@dataclass(frozen=True)
class BorrowedDates:
    """By whose publication time each article is judged; arrays of shape ``(articles,)``.

    Attributes
    ----------
    dated_by
        Position of a dated article, its own where it has a date; -1 where no one's is known.
    trust
        How far that time counts, 0 to 1: 1 for an article's own.
    """

    dated_by: IntArray
    trust: FloatArray

    def trust_between(self, left: IntArray, right: IntArray) -> FloatArray:
        """How far the days between pairs count: as far as the less trusted of their times."""
        return np.minimum(self.trust[left], self.trust[right])


def borrow_dates_from_neighbours(days: FloatArray, pairs: Pairs, window: float) -> BorrowedDates:
    """Name the article by whose publication time each article is judged.

    A dated article is judged by its own time. An undated one borrows from the dated article
    that is reached over the best chain of pairs, which is the chain whose weakest pair is the
    strongest; so undated copies of one text find a date together. An article that is equally
    near to dated ones more than ``window`` days apart borrows from none. A date counts fully
    where the weakest pair of its chain has a similarity of 0.5 or more, and in proportion below.
    With ``window`` 0 similarity never decays, and no date is borrowed.

    The chains are those of a maximum spanning tree in which all dated articles are joined
    first (Hu 1961, "The maximum capacity route problem").
    """
    size = len(days)
    is_undated = np.isnan(days)
    itself = np.arange(size)
    if window <= 0 or is_undated.all() or not is_undated.any():
        return BorrowedDates(np.where(is_undated, -1, itself), np.ones(size))
    asked = is_undated[pairs.left] | is_undated[pairs.right]
    pairs = Pairs(*pairs.some(asked))
    is_ambiguous = _is_ambiguous(days, pairs, window)
    used = ~(is_ambiguous[pairs.left] | is_ambiguous[pairs.right])
    dated = np.flatnonzero(~is_undated)
    # A minimum spanning tree of negative similarities; a similarity of 2 joins the dated first.
    weight = np.concatenate([-pairs.similarity[used], np.full(len(dated), -2.0)])
    left = np.concatenate([pairs.left[used], dated])
    right = np.concatenate([pairs.right[used], np.full(len(dated), size)])
    tree = minimum_spanning_forest(left, right, weight, size + 1)
    from scipy.sparse.csgraph import breadth_first_order  # 0.1 s, which dated articles do not need

    _, before = breadth_first_order(tree, size, directed=False)
    borrows = np.flatnonzero(is_undated & (before[:size] >= 0))
    towards = itself.copy()  # the next article on the chain to a date
    towards[borrows] = before[borrows]
    weakest = np.ones(size)
    both_ways = sparse.csr_array(tree + tree.T)
    weakest[borrows] = -np.asarray(both_ways[borrows, towards[borrows]]).ravel()
    # Follow all chains at once, twice as far in each turn: 0 > 1 > 2 > 3 becomes 0 > 2, 1 > 3,
    # 2 > 3, and then 0 > 3, 1 > 3, 2 > 3.
    while not np.array_equal(further := towards[towards], towards):
        weakest = np.minimum(weakest, weakest[towards])
        towards = further
    dated_by = np.where(is_undated & (towards == itself), -1, towards)
    return BorrowedDates(dated_by, np.minimum(weakest / _FULL_TRUST, 1.0))


def days_with_borrowed(days: FloatArray, borrowed: BorrowedDates | None) -> FloatArray:
    """Return publication times, borrowed ones included; ``nan`` where there is none.

    ``borrowed`` is ``None`` where each article has its own date or none.
    """
    if borrowed is None:
        return days
    return np.where(borrowed.dated_by >= 0, days[borrowed.dated_by], np.nan)


def days_and_decay(
    days: FloatArray, borrowed: BorrowedDates | None, left: IntArray, right: IntArray, window: float
) -> tuple[FloatArray, FloatArray]:
    """Return the days between the articles of each pair, and the decay for so many days.

    The days are between the times they are judged by, ``nan`` where one is unknown. The decay is a
    factor from 0 to 1; a borrowed time lets it decay only in the proportion in which the time is
    trusted.

    Parameters
    ----------
    days
        Publication times in days, ``nan`` where unknown; shape ``(articles,)``.
    borrowed
        The borrowed dates; ``None`` where no date is borrowed.
    window
        Days after which similarity has decayed to 0; 0 for no decay.
    """
    judged_by = days_with_borrowed(days, borrowed)
    days_apart = np.abs(judged_by[left] - judged_by[right])
    decay = time_decay(days_apart, window)
    if borrowed is not None:
        decay = 1.0 - borrowed.trust_between(left, right) * (1.0 - decay)
    return days_apart, decay


def _is_ambiguous(days: FloatArray, pairs: Pairs, window: float) -> BoolArray:
    """Whether an article's nearest dated ones are more than ``window`` days apart."""
    size = len(days)
    borrower = np.concatenate([pairs.left, pairs.right])
    dated = np.concatenate([pairs.right, pairs.left])
    can = np.isnan(days[borrower]) & ~np.isnan(days[dated])
    borrower, dated = borrower[can], dated[can]
    similarity = np.concatenate([pairs.similarity, pairs.similarity])[can]
    highest = np.zeros(size)
    np.maximum.at(highest, borrower, similarity)
    nearest = similarity >= highest[borrower] - 1e-6  # single precision tells no more
    first, last = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(first, borrower[nearest], days[dated[nearest]])
    np.maximum.at(last, borrower[nearest], days[dated[nearest]])
    is_ambiguous: BoolArray = last - first > window
    return is_ambiguous
