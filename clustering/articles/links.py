"""Which articles the related lists of posts, and the related addresses of rows, join."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import Tuples
from clustering.arrays.compact_values import different, numbers_of
from clustering.arrays.keys import sorted_unique
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
    post_names = set(different(related_to)) - {""}
    names = column_of(records, "name") if post_names else ()
    post_of = {name: one for one, name in enumerate(names) if name in post_names}
    related = {url: canonical(url) for urls in set(different(related_urls)) for url in urls}
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
    posts = numbers_of(related_to, lambda name: post_of.get(name, -1))
    entries = np.flatnonzero(posts >= 0)
    ends = np.stack([posts[entries], entries], axis=1)
    if record_of:
        named = [
            (one, record_of[related[url]])
            for one, urls in enumerate(related_urls)
            for url in urls
            if related[url] in record_of
        ]
        ends = np.concatenate([ends, np.array(named, dtype=np.int64).reshape(-1, 2)])
    pairs = np.sort(article_of[ends], axis=1)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    articles = article_of.max(initial=0) + 1
    links = sorted_unique(pairs[:, 0] * articles + pairs[:, 1])
    return np.stack(np.divmod(links, articles), axis=1)
