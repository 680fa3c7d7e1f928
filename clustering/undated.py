"""The date an article without one is judged by: that of its nearest neighbour.

Feeds and tables lack many dates, and an undated article used to be as near to last year's
events as to today's: it joined what time should keep apart. Lending it the date of the article
whose words are most like its own lifted macro BCubed F1 from 0.830 to 0.836 on the labelled
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
    if is_undated.all():
        return np.full(len(days), -1, dtype=np.int64)
    lender = np.arange(len(days), dtype=np.int64)
    likest = np.zeros(len(days))
    np.maximum.at(likest, pairs.left, pairs.similarity)
    np.maximum.at(likest, pairs.right, pairs.similarity)
    to_right = is_undated[pairs.left] & (pairs.similarity == likest[pairs.left])
    to_left = is_undated[pairs.right] & (pairs.similarity == likest[pairs.right])
    borrower = np.concatenate([pairs.left[to_right], pairs.right[to_left]])
    nearest = np.concatenate([pairs.right[to_right], pairs.left[to_left]])
    order = np.lexsort((nearest, is_undated[nearest], borrower))
    borrowers, first = np.unique(borrower[order], return_index=True)
    lender[borrowers] = nearest[order][first]
    # Likeness grows along a chain of nearest neighbours, so it ends in a dated article or in
    # two that are nearest to each other; each round doubles how far everyone looks.
    while not np.array_equal(further := lender[lender], lender):
        lender = further
    return np.where(is_undated[lender], -1, lender)


def lent_days(days: FloatArray, lender: IntArray) -> FloatArray:
    """Publication times with those that were lent; ``nan`` where no one's is known."""
    return np.where(lender >= 0, days[lender], np.nan)
