"""The date an article without one is judged by: that of its nearest neighbour.

Feeds and tables lack many dates, and an undated article used to be as near to last year's
events as to today's: it joined what time should keep apart. Lending it the date of the article
whose words are most like its own lifted macro BCubed F1 from 0.831 to 0.836 on the labelled
sets, and from 0.787 to 0.792 in a crowd of which two fifths have no date. Nothing but the
likeness to others fades by a borrowed date; no output states it as the article's own.
"""

from __future__ import annotations

import numpy as np

from clustering.article import FloatArray, IntArray
from clustering.pairs import Pairs


def lend_dates(days: FloatArray, pairs: Pairs) -> IntArray:
    """Name the article by whose publication time each article is judged.

    An article's own, where it has one; else the nearest neighbour's, or that of the nearest
    neighbour's own nearest, and so on. A neighbour with a date goes before an undated one that
    is as near, then the lower position. Undated articles nearest to each other stay undated,
    and with them those that lean on them.

    Parameters
    ----------
    days
        Publication times in days, ``nan`` where unknown; shape ``(articles,)``.
    pairs
        Near pairs of the articles.

    Returns
    -------
    IntArray
        Positions of dated articles, -1 where no one's date is known; shape ``(articles,)``.
    """
    is_undated = np.isnan(days)
    lender = np.arange(len(days), dtype=np.int64)
    borrower = np.concatenate([pairs.left, pairs.right])
    other = np.concatenate([pairs.right, pairs.left])
    likeness = np.concatenate([pairs.similarity, pairs.similarity])
    asks = is_undated[borrower]
    borrower, other, likeness = borrower[asks], other[asks], likeness[asks]
    nearest_first = np.lexsort((other, is_undated[other], -likeness, borrower))
    borrowers, first = np.unique(borrower[nearest_first], return_index=True)
    lender[borrowers] = other[nearest_first][first]
    # Likeness grows along a chain of nearest neighbours, so it ends in a dated article or in
    # two that are nearest to each other; each round doubles how far everyone looks.
    while not np.array_equal(further := lender[lender], lender):
        lender = further
    return np.where(is_undated[lender], -1, lender)


def lent_days(days: FloatArray, lender: IntArray) -> FloatArray:
    """Publication times with those that were lent; ``nan`` where no one's is known."""
    return np.where(lender >= 0, days[lender], np.nan)
