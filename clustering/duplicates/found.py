"""What the search for duplicates gives: pairs with their evidence, in groups with one to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clustering.arrays.columns import column_at
from clustering.arrays.types import IntArray
from clustering.duplicates.kinds import SAME_HEADLINE
from clustering.model import Article, Record


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """What makes an article a copy of the one to keep.

    Attributes
    ----------
    left, right
        Positions of the two in the corpus, ``left < right``.
    kind
        See :mod:`clustering.duplicates.kinds`.
    title_score
        Share of words the titles have in common, 0 to 1.
    text_score
        Share of the shorter excerpt that stands in the longer; ``None`` when one is missing.
    view
        What matched: ``title and text``, ``title``, ``text``; ``bare title`` where the titles
        match only without a dashed ending or the slug of a series.
    agency
        The agency that either names in its dateline or byline; empty without one.
    """

    left: int
    right: int
    kind: str
    title_score: float
    text_score: float | None
    view: str
    agency: str


@dataclass(frozen=True, repr=False)
class DuplicateGroup:
    """Articles, or records of one article, that are copies of each other.

    Attributes
    ----------
    kind
        The kind most of its pairs have, see :mod:`clustering.duplicates.kinds`; ``labelled``
        where a person made it.
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
    pairs
        What makes each of the others a copy, in the order of ``members``: its pair with the kept
        article, or with another that it matches.
    agency
        The agency that most of the texts name; empty without one.
    """

    kind: str
    keep_record: int
    members: tuple[int, ...]
    articles: tuple[Article, ...]
    records: tuple[int, ...]
    reason: str
    pairs: tuple[DuplicatePair, ...] = ()
    agency: str = ""

    def __repr__(self) -> str:
        title, records = self.keep.title, len(self.records)
        return f"<DuplicateGroup {self.id}: {self.kind}, {records:,} records, keep {title!r}>"

    @property
    def keep(self) -> Article:
        """The article to keep."""
        return self.articles[0]

    @property
    def id(self) -> str:
        """Derived from the id of the kept article."""
        return "d" + self.keep.id[1:]

    def original_of(self) -> dict[int, int]:
        """Return the first member with the text of each one.

        That is the kept one, but for members of whom nothing but their headline is known to be
        the same: they count as reports of their own.
        """
        above = {member: member for member in self.members}

        def top(member: int) -> int:
            while above[member] != member:
                member = above[member]
            return member

        rank = {member: place for place, member in enumerate(self.members)}
        linked = [
            (pair.left, pair.right)
            for pair in self.pairs
            if pair.kind != SAME_HEADLINE and {pair.left, pair.right} <= set(self.members)
        ]
        if not self.pairs:
            linked = [(self.members[0], member) for member in self.members[1:]]
        for one, other in linked:
            first, second = sorted((top(one), top(other)), key=rank.__getitem__)
            above[second] = first
        return {member: top(member) for member in self.members}

    def copies(self) -> dict[int, int]:
        """Return, for each member that shares its text with another, the first with that text.

        A single member whose pages repeat is a copy of itself.
        """
        originals = self.original_of()
        shared = Counter(originals.values())
        if len(self.members) == 1:
            return originals
        return {member: first for member, first in originals.items() if shared[first] > 1}


def without_articles(groups: Iterable[DuplicateGroup]) -> list[DuplicateGroup]:
    """Return groups without their articles, as one process tells another."""
    return [replace(group, articles=()) for group in groups]


def with_articles(
    told: Iterable[DuplicateGroup], articles: Sequence[Article]
) -> list[DuplicateGroup]:
    """Return the groups of which :func:`without_articles` told."""
    return [replace(one, articles=tuple(articles[at] for at in one.members)) for one in told]


def pair_of_each_copy(group: DuplicateGroup) -> dict[int, DuplicatePair]:
    """Return the pair that makes each member, by its position in the corpus, a copy.

    That with the kept article where there is one, else that with the core of the group.
    """
    kept = group.members[0]
    pairs: dict[int, DuplicatePair] = {}
    ordered = sorted(group.pairs, key=lambda pair: kept not in (pair.left, pair.right))
    for pair in ordered:
        for member in (pair.left, pair.right):
            if member != kept:
                pairs.setdefault(member, pair)
    return pairs


def in_order(
    group: DuplicateGroup, records: Sequence[Record], positions: Iterable[int]
) -> list[int]:
    """Sort records of a group: the kept one, then as their articles are ranked, then by name.

    So the versions of a text stand in order, and the order of the rows changes nothing.
    """
    place_of = {
        position: place
        for place, article in enumerate(group.articles)
        for position in article.records
    }

    asked = list(positions)
    names, sources = (column_at(records, asked, name) for name in ("name", "source"))
    is_other = [position != group.keep_record for position in asked]
    places = map(place_of.__getitem__, asked)
    ranked = sorted(zip(is_other, places, names, sources, asked, strict=True))
    return [position for *_, position in ranked]


def copy_classes(groups: Sequence[DuplicateGroup], articles: int) -> IntArray:
    """Return the first article with the text of each copy, -1 for no copy; ``(articles,)``."""
    classes = np.full(articles, -1, dtype=np.int64)
    for group in groups:
        for member, first in group.copies().items():
            classes[member] = first
    return classes
