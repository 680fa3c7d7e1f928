"""Which articles are copies of each other, of what kind, and which one to keep."""

from __future__ import annotations

from dataclasses import dataclass

from clustering.article import Article


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
