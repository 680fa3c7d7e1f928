"""Which articles are copies of each other, of what kind, and which one to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from clustering.article import Article, Corpus, IntArray, Reading
from clustering.text import same_text_key


@dataclass(frozen=True)
class DuplicateGroup:
    """Articles, or records of one article, that are copies of each other.

    Attributes
    ----------
    id
        Derived from the id of the kept article.
    kind
        ``same_page`` (one page recorded more than once) or ``same_text``.
    keep
        The article to keep.
    keep_record
        Position in the reading of the record to keep.
    members
        Positions of the articles in the corpus, the kept one first; a single one when
        only records of one page repeat.
    articles
        The articles, in the order of ``members``.
    records
        Positions in the reading of all records of these articles, in input order.
    reason
        Why the kept one is kept, in words.
    """

    id: str
    kind: str
    keep: Article
    keep_record: int
    members: tuple[int, ...]
    articles: tuple[Article, ...]
    records: tuple[int, ...]
    reason: str


def text_classes(articles: list[Article]) -> IntArray:
    """Give each article the number of its text: equal cleaned texts, equal numbers.

    Texts are equal when they differ only in case, punctuation, spacing or accents. An
    article without words is equal only to itself. Shape ``(articles,)``.
    """
    seen: dict[str, int] = {}
    return np.array(
        [
            seen.setdefault(same_text_key(a.title, a.excerpt) or f"\0{a.id}", len(seen))
            for a in articles
        ],
        dtype=np.int64,
    )


def find_duplicates(reading: Reading, corpus: Corpus, texts: IntArray) -> list[DuplicateGroup]:
    """Group the articles with the same text, and the pages recorded more than once.

    Parameters
    ----------
    texts
        Class of each article's text, from :func:`text_classes`.

    Returns
    -------
    list of DuplicateGroup
        Sorted by number of articles, then records, then id.
    """
    members_of: dict[int, list[int]] = {}
    for position, text in enumerate(texts.tolist()):
        members_of.setdefault(text, []).append(position)
    groups: list[DuplicateGroup] = []
    for members in members_of.values():
        same_page = len(members) == 1
        own_records = [
            record
            for member in members
            for record in corpus.articles[member].records
            if reading.records[record].is_own
        ]
        if same_page and len(own_records) < 2:
            continue
        groups.append(_group(reading, corpus, members, "same_page" if same_page else "same_text"))
    return sorted(groups, key=lambda g: (-len(g.members), -len(g.records), g.id))


def _group(reading: Reading, corpus: Corpus, members: list[int], kind: str) -> DuplicateGroup:
    articles = corpus.articles
    members = sorted(members, key=lambda m: _keep_order(articles[m]))
    keep = articles[members[0]]
    return DuplicateGroup(
        id="d" + keep.id[1:],
        kind=kind,
        keep=keep,
        keep_record=keep.text_from,
        members=tuple(members),
        articles=tuple(articles[m] for m in members),
        records=tuple(sorted(r for m in members for r in articles[m].records)),
        reason=_reason(keep, [articles[m] for m in members[1:]]),
    )


def _keep_order(article: Article) -> tuple[bool, datetime, int, float, str]:
    """Own post before related entry, first published, longer text, higher quality, id."""
    return (
        not article.is_own,
        article.published or datetime.max.replace(tzinfo=UTC),
        -len(article.excerpt),
        -(article.quality or 0.0),
        article.id,
    )


def _reason(keep: Article, others: list[Article]) -> str:
    if not others:
        return "the richest record of the page"
    mine = _keep_order(keep)
    theirs = min(_keep_order(other) for other in others)
    words = (
        "the only one with a post of its own" if keep.is_own else "",
        "published first",
        "has the longer text",
        "has the higher quality",
        "first by id",
    )
    return next(word for word, a, b in zip(words, mine, theirs, strict=True) if a != b)
