"""Which articles the related lists of posts, and the related addresses of rows, join."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import Tuples
from clustering.arrays.types import IntArray
from clustering.articles.kinds import Kinds
from clustering.model import Record
from clustering.web.keys import canonical


def links_of(
    records: Sequence[Record], marks: Tuples[str], kinds: Kinds, article_of: IntArray
) -> IntArray:
    """Return the article pairs that related lists join, unique and sorted; shape ``(links, 2)``.

    Parameters
    ----------
    marks
        What identifies the records of each kind.
    article_of
        Position of each record's article.
    """
    related_to, related_urls = column_of(records, "related_to"), column_of(records, "related_urls")
    post_names = set(related_to) - {""}
    names = column_of(records, "name") if post_names else ()
    post_of = {name: one for one, name in enumerate(names) if name in post_names}
    related = {url: canonical(url) for urls in set(related_urls) for url in urls}
    wanted = set(related.values())
    record_of = (
        {
            mark: one
            for one, some in zip(kinds.first.tolist(), marks, strict=True)
            for mark in some
            if mark in wanted
        }
        if wanted
        else {}
    )
    ends = [(post_of[post], one) for one, post in enumerate(related_to) if post in post_of]
    ends += [
        (one, record_of[related[url]])
        for one, urls in enumerate(related_urls)
        for url in urls
        if related[url] in record_of
    ]
    pairs = np.sort(article_of[np.array(ends, dtype=np.int64).reshape(-1, 2)], axis=1)
    return np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)
