"""Articles that list what others tell one at a time: "regions in Italy, New Zealand and Poland".

Where some reports name Poland and others New Zealand, and hardly any names both, an article that
lists the two is about two events, whatever its form.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from clustering.arrays.columns import column_of
from clustering.arrays.keys import span_positions
from clustering.arrays.types import BoolArray, IntArray
from clustering.model import Corpus
from clustering.text.holding import which_hold
from clustering.text.names.listed_names import listed_names
from clustering.vectors.base import Vectors

# Least number of near articles that have either name without the other; of those that have both
# there are at most a third as many. Chosen on azure_2020 (F1 +0.005), where two such posts hold
# two events together; six other sets stay the same, uci_dense loses 0.0003. Of 44,000 unlabelled
# articles it finds some 40; read by eye, most name people or places of several events.
_LEAST_ALONE = 2
_ALONE_FOR_BOTH = 3


def which_list_others(corpus: Corpus, own: Vectors, left: IntArray, right: IntArray) -> BoolArray:
    """Whether each article lists names that those near it have one at a time; ``(articles,)``.

    ``own`` are the vectors of the articles' own words; ``left`` and ``right`` say which articles
    are near each other, each pair once.
    """
    found = np.zeros(len(corpus), dtype=np.bool_)
    names = own.names
    if names is None:
        return found
    article, one, other = _listed(column_of(corpus.articles, "title"), names, own.features)
    lists = np.zeros(len(corpus), dtype=np.bool_)
    lists[article] = True
    here = np.concatenate([left[lists[left]], right[lists[right]]])
    near = np.concatenate([right[lists[left]], left[lists[right]]])
    order = np.argsort(here)
    start, stop = (np.searchsorted(here, article, side, sorter=order) for side in ("left", "right"))
    listing = np.repeat(np.arange(len(article)), stop - start)
    if not len(listing):
        return found
    near = near[order[span_positions(start, stop - start)]]
    has_one, has_other = (
        np.asarray(names[near, column[listing]]).ravel() > 0 for column in (one, other)
    )
    alone, other_alone, both = (
        np.bincount(listing, some, minlength=len(article))
        for some in (has_one & ~has_other, has_other & ~has_one, has_one & has_other)
    )
    least = np.minimum(alone, other_alone)
    found[article[(least >= _LEAST_ALONE) & (least >= _ALONE_FOR_BOTH * both)]] = True
    return found


def _listed(
    titles: Sequence[str], names: sparse.csr_array, features: Sequence[str]
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the articles that list two names, with the columns of these; one row for each two."""
    rows: list[tuple[int, int, int]] = []
    has_several = np.diff(names.indptr) > 1
    for at in np.flatnonzero(has_several & which_hold(titles, [", "])).tolist():
        columns = names.indices[names.indptr[at] : names.indptr[at + 1]].tolist()
        column = {features[number]: number for number in columns}
        rows += [(at, column[a], column[b]) for a, b in listed_names(titles[at], column)]
    found: IntArray = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return found[:, 0], found[:, 1], found[:, 2]
