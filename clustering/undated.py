"""The date an article without one is judged by: that of the nearest article that has one.

Feeds and tables lack many dates, and an undated article used to be as near to last year's
events as to today's: it joined what time should keep apart. With two fifths of the dates taken
away, the stories of 4,938 posts agree to 0.93 (BCubed F1) with those of all dates, and to 0.83
where they are left unknown (reports/quality.md). Nothing but its likeness to others fades by a
borrowed date, and no output states it as the article's own: an article that is near to none of
its time borrows a wrong one, which parts it from nothing.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from clustering.article import BoolArray, FloatArray, IntArray
from clustering.components import connected
from clustering.pairs import Pairs


def lend_dates(days: FloatArray, pairs: Pairs, window: float) -> IntArray:
    """Name the article by whose publication time each article is judged.

    An article's own, where it has one; else that of the dated article to which the chain of
    pairs with the strongest weakest link leads, so that undated copies of one text look for a
    date together. An article as near to dated ones from more than ``window`` days apart
    borrows from none of them.

    Parameters
    ----------
    days
        Publication times in days, ``nan`` where unknown; shape ``(articles,)``.
    pairs
        Near pairs of the articles.
    window
        Days after which likeness has faded to nothing; with 0 it never fades and nothing is
        lent.

    Returns
    -------
    IntArray
        Positions of dated articles, -1 where no one's date is known; shape ``(articles,)``.

    Notes
    -----
    The chains are those of a maximum spanning tree in which all dated articles are joined
    first (Hu 1961, "The maximum capacity route problem").
    """
    size = len(days)
    is_undated = np.isnan(days)
    own = np.where(is_undated, -1, np.arange(size))
    if window <= 0 or is_undated.all() or not is_undated.any():
        return own
    asked = is_undated[pairs.left] | is_undated[pairs.right]
    pairs = Pairs(pairs.left[asked], pairs.right[asked], pairs.similarity[asked])
    torn = _torn(days, pairs, window)
    used = ~(torn[pairs.left] | torn[pairs.right])
    dated = np.flatnonzero(~is_undated)
    # The tree is a minimum one of negative likeness; a likeness of 2 joins the dated first.
    weight = np.concatenate([-pairs.similarity[used], np.full(len(dated), -2.0)])
    ends = (
        np.concatenate([pairs.left[used], dated]),
        np.concatenate([pairs.right[used], np.full(len(dated), size)]),
    )
    from scipy.sparse.csgraph import minimum_spanning_tree  # takes 30 ms to load

    tree = minimum_spanning_tree(sparse.csr_array((weight, ends), shape=(size + 1, size + 1)))
    left, right = (ends.astype(np.int64) for ends in tree.tocoo().coords)
    inside = (left < size) & (right < size)
    group = connected(left[inside], right[inside], size)
    lender = np.full(int(group.max()) + 1, -1, dtype=np.int64)
    lender[group[dated]] = dated
    return np.where(is_undated, lender[group], own)


def lent_days(days: FloatArray, lender: IntArray | None) -> FloatArray:
    """Publication times with those that were lent; ``nan`` where no one's is known.

    ``None`` for the lenders where each article has its own date or none.
    """
    return days if lender is None else np.where(lender >= 0, days[lender], np.nan)


def _torn(days: FloatArray, pairs: Pairs, window: float) -> BoolArray:
    """Which articles are as near to one time as to another; shape ``(articles,)``."""
    size = len(days)
    borrower = np.concatenate([pairs.left, pairs.right])
    dated = np.concatenate([pairs.right, pairs.left])
    can = np.isnan(days[borrower]) & ~np.isnan(days[dated])
    borrower, dated = borrower[can], dated[can]
    likeness = np.concatenate([pairs.similarity, pairs.similarity])[can]
    likest = np.zeros(size)
    np.maximum.at(likest, borrower, likeness)
    nearest = likeness >= likest[borrower] - 1e-6  # single precision tells no more
    first, last = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(first, borrower[nearest], days[dated[nearest]])
    np.maximum.at(last, borrower[nearest], days[dated[nearest]])
    torn: BoolArray = last - first > window
    return torn
