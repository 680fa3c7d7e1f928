"""The nouns of the corridor: record, outlet, article. Reading and merging are done elsewhere."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import not_
from typing import NamedTuple

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import each, picked
from clustering.arrays.compact_values import different
from clustering.arrays.keys import repeated_texts
from clustering.arrays.types import FloatArray, IntArray


class Outlet(NamedTuple):
    """Who published an article: the name people know and the registered domain."""

    name: str
    domain: str

    @property
    def key(self) -> str:
        """What tells outlets apart: the domain, else the name in whatever case; or nothing."""
        return self.domain or self.name.casefold()


@dataclass(frozen=True, slots=True)
class Record:
    """One row or file as it came in: a post, a related entry, a table row, a feed entry.

    Attributes
    ----------
    name
        The row's own ``id`` where the input has one, else ``path``, ``path#related[i]``
        or ``path:line``. Unique within a run; what ``assignments.csv`` calls ``record``.
    source
        Path of the file the record was read from, as the user would name it.
    urls
        Every URL the record knows the article by, the preferred one first.
    published
        Publication time in UTC; ``None`` when missing or unreadable.
    unread_date
        Publication time as it is written, where it cannot be read; else empty.
    related_to
        Name of the post whose ``related`` list holds this record; empty for the others.
    related_urls
        URLs the record itself calls related (tables carry them in a column).
    extra
        Values of the columns that are only passed on, in the order of
        ``Reading.extra_columns``; empty unless they are kept.
    """

    name: str
    source: str
    title: str
    excerpt: str = ""
    urls: tuple[str, ...] = ()
    outlet_name: str = ""
    outlet_domain: str = ""
    published: datetime | None = None
    topics: tuple[str, ...] = ()
    quality: float | None = None
    related_to: str = ""
    related_urls: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unread_date: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the record stands for itself rather than in another post's related list."""
        return not self.related_to


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that could not be read: where, and why."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else self.path
        return f"{place}: {self.reason}"


class FieldTaken(NamedTuple):
    """Where a source holds a field: the columns or keys it was read from, and for how many."""

    field: str
    names: tuple[str, ...]
    records: int


@dataclass(frozen=True)
class Taken:
    """What was taken of one source for what: the ``fields`` that were found.

    Attributes
    ----------
    records
        Its posts, rows or entries; what stands in related lists is not counted.
    not_used
        Columns or keys that give no field.
    likely
        For dates or titles that no record has: which of ``not_used`` may hold them.
    left_out, without_outlet
        How many posts are no published ones, by what they are; how many of the others have neither
        an outlet nor an address.
    notes
        What else was done, in words: encodings that were recognized, texts that were mended.
    """

    source: str
    records: int
    fields: tuple[FieldTaken, ...] = ()
    not_used: tuple[str, ...] = ()
    likely: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    without_outlet: int = 0


@dataclass(frozen=True, repr=False)
class Reading:
    """What the sources held, in input order: records, and what was skipped and why.

    Attributes
    ----------
    taken
        What was taken for what, one for each source.
    extra_columns
        Names of the columns that are only passed on to ``assignments.csv``.
    remembered
        How many of the records, the last ones, come from a store rather than from the sources.
    """

    records: Sequence[Record]
    skipped: list[Skip]
    files: int = 0
    extra_columns: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    remembered: int = 0

    @property
    def read_count(self) -> int:
        """How many records the sources held."""
        return len(self.records) - self.remembered

    def __repr__(self) -> str:
        return f"<Reading: {self.read_count:,} records, {len(self.skipped):,} skipped>"

    @cached_property
    def is_own(self) -> Sequence[bool]:
        """Whether each record stands for itself, as :attr:`Record.is_own`."""
        return each(not_, column_of(self.records, "related_to"))

    @cached_property
    def unread_dates(self) -> list[Record]:
        """Records whose publication time is written such that it cannot be read."""
        unread = column_of(self.records, "unread_date")
        told = enumerate(unread) if any(different(unread)) else ()
        return [self.records[at] for at, written in told if written]


@dataclass(frozen=True, slots=True)
class Article:
    """One published piece, merged from every record that knew one of its URLs.

    Attributes
    ----------
    id
        Short and stable: derived from the canonical URL, or from outlet, title and
        date when there is none.
    url
        The address to open, as a record gave it; empty when no record had one.
    keys
        Canonical forms of all its URLs, sorted.
    records
        Positions of its records in the reading, in input order.
    text_from, date_from
        Position of the record that supplied the text and of the one that supplied the
        date: the visible choice of identity merging. ``date_from`` is ``-1`` where no
        record has a date; ``published`` is then the day in the URL, if there is one.
    is_own
        Whether one of its records stands for itself (a post, a row), rather than only
        in related lists.
    """

    id: str
    title: str
    excerpt: str
    url: str
    keys: tuple[str, ...]
    outlet: Outlet
    published: datetime | None
    topics: tuple[str, ...]
    quality: float | None
    is_own: bool
    records: tuple[int, ...]
    text_from: int
    date_from: int


@dataclass(frozen=True, repr=False)
class Corpus:
    """The articles of a run and where each record went.

    Attributes
    ----------
    articles
        Sorted by ``id``, so that every later step is independent of input order.
    article_of
        Shape ``(records,)``: position of each record's article.
    links
        Shape ``(links, 2)``: unordered article pairs ``left < right`` that a related
        list joins, unique and sorted.
    seen
        When each article was first seen, in days since 1970; undated articles are judged by it.
        ``nan`` where nobody knows, ``None`` where nobody does of any.
    main_outlets
        Keys of outlets that tell nothing of their articles, because they have half of all: an
        archive of one outlet tells every event in pieces. ``None`` to tell it from these articles.
    """

    articles: Sequence[Article]
    article_of: IntArray
    links: IntArray
    seen: FloatArray | None = None
    main_outlets: Set[str] | None = None

    def __len__(self) -> int:
        return len(self.articles)

    def __repr__(self) -> str:
        return f"<Corpus: {len(self):,} articles>"

    @cached_property
    def published_seconds(self) -> FloatArray:
        """Times of publication in seconds since 1970, ``nan`` where unknown; ``(articles,)``."""
        published = column_of(self.articles, "published")
        seconds = (moment.timestamp() if moment else np.nan for moment in published)
        return np.fromiter(seconds, dtype=np.float64, count=len(self))

    @cached_property
    def days(self) -> FloatArray:
        """Days of publication since 1970, else when first seen, else ``nan``; ``(articles,)``."""
        published = self.published_seconds / 86400.0
        if self.seen is None:
            return published
        return np.where(np.isnan(published), self.seen, published)

    @cached_property
    def outlet_numbers(self) -> tuple[list[Outlet], IntArray]:
        """The different outlets, sorted by domain and name, and the number of each article's."""
        outlets = column_of(self.articles, "outlet")
        listed = sorted(set(outlets), key=lambda outlet: (outlet.domain, outlet.name))
        number = {outlet: at for at, outlet in enumerate(listed)}
        return listed, np.fromiter(map(number.__getitem__, outlets), np.int64, len(outlets))

    @cached_property
    def outlet_keys(self) -> tuple[list[str], IntArray]:
        """The different keys of outlets, sorted, and the number of each article's."""
        listed, numbers = self.outlet_numbers
        keys = [outlet.key for outlet in listed]
        number = {key: at for at, key in enumerate(sorted(set(keys)))}
        return list(number), np.array([number[key] for key in keys], dtype=np.int64)[numbers]

    @cached_property
    def outlets(self) -> IntArray:
        """Number of each article's outlet, -1 for unknown or main ones; shape ``(articles,)``."""
        keys, numbers = self.outlet_keys
        main = self.told_main_outlets if self.main_outlets is None else self.main_outlets
        tells_nothing = np.array([not key or key in main for key in keys], dtype=np.bool_)
        return np.where(tells_nothing[numbers], -1, numbers) if keys else numbers

    @cached_property
    def told_main_outlets(self) -> frozenset[str]:
        """Keys of the outlets that have half of these articles."""
        keys, numbers = self.outlet_keys
        found = zip(keys, np.bincount(numbers).tolist(), strict=True)
        return frozenset(key for key, count in found if key and 2 * count >= len(self))

    @cached_property
    def title_classes(self) -> IntArray:
        """Number of each article's title, whatever its case; -1 for none; ``(articles,)``."""
        titles = column_of(self.articles, "title")
        classes = np.arange(len(self))
        alike = repeated_texts(map(str.casefold, titles))
        first: dict[str, int] = {}
        for at, title in zip(alike.tolist(), picked(titles, alike), strict=True):
            classes[at] = first.setdefault(title.casefold(), at)
        classes[[at for at, title in enumerate(titles) if not title]] = -1
        return classes
