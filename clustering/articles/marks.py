"""What identifies each record: the keys of its addresses, or marks that are made of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import Tuples, picked
from clustering.arrays.components import connected_components
from clustering.arrays.keys import repeated_texts
from clustering.arrays.types import IntArray
from clustering.articles.shared_keys import SEPARATOR, Marks, told_apart
from clustering.engines.base import Engine
from clustering.model import Outlet, Record
from clustering.text.clean import clean_title
from clustering.text.tokenizer import Numbering
from clustering.web.keys import canonical, domain

_AT_ONCE = 10_000  # records; bounds the memory


def marks_of(records: Sequence[Record], engine: Engine) -> Tuples[str]:
    """Return what identifies each record, where the engine keeps texts.

    Records with a mark in common are one article; a record without any stands alone.
    """
    marks = _gathered(_marks(records), engine)
    changed = told_apart(records, marks)
    return _gathered(_changed(marks, changed), engine) if changed else marks


def connected_by(marks: Tuples[str]) -> IntArray:
    """Return the number of each record's group, joined by marks; shape ``(records,)``."""
    places = repeated_texts(marks.flat)
    if not len(places):
        return np.arange(len(marks))
    node_of = Numbering()
    ends = node_of.of(picked(marks.flat, places)) + len(marks)
    rows = np.repeat(np.arange(len(marks)), marks.sizes)[places]
    return connected_components(rows, ends, len(marks) + len(node_of))[: len(marks)]


def _marks(records: Sequence[Record]) -> Iterator[Tuples[str]]:
    """Give what identifies each record, many at a time; nothing where it stands alone."""
    names = ("urls", "outlet_name", "outlet_domain", "title", "published")
    columns = [column_of(records, name) for name in names]
    for start in range(0, len(records), _AT_ONCE):
        urls, *others = (column[start : start + _AT_ONCE] for column in columns)
        if isinstance(urls, Tuples) and urls.are_of_one:
            keys = list(map(canonical, urls.flat))
            if all(map(_is_page, keys)):
                yield Tuples.of_one(keys)
                continue
        rows = zip(*others, strict=True)
        yield Tuples.of([_keys(some) or _mark(*row) for some, row in zip(urls, rows, strict=True)])


def _changed(marks: Tuples[str], changed: Mapping[int, Marks]) -> Iterator[Tuples[str]]:
    """Give the marks, many at a time, with some of them changed."""
    for start in range(0, len(marks), _AT_ONCE):
        some = enumerate(marks[start : start + _AT_ONCE], start)
        yield Tuples.of([changed.get(at, own) for at, own in some])


def _gathered(pieces: Iterable[Tuples[str]], engine: Engine) -> Tuples[str]:
    """Put marks together where the engine keeps texts."""
    texts = engine.texts()
    marks: Tuples[str] = Tuples(cast(Any, texts), range(1))
    for some in pieces:
        marks.extend(some)
    return Tuples(texts.finished(), marks.bounds)


@lru_cache(maxsize=65_536)  # related lists repeat their addresses: 166,000 records hold 7,700
def _keys(urls: tuple[str, ...]) -> Marks:
    """Return the keys of the addresses of a record that identify it."""
    return tuple(dict.fromkeys([key for key in map(canonical, urls) if _is_page(key)]))


def _mark(name: str, listed: str, title: str, published: datetime | None) -> Marks:
    """Return what identifies a record without an address."""
    outlet = Outlet(name, domain(listed))
    publisher = outlet.key
    title = clean_title(title, outlet).casefold()
    if not publisher or not title:
        return ()
    day = published.date().isoformat() if published else ""
    return (SEPARATOR.join((publisher, title, day)),)


def _is_page(key: str) -> bool:
    """Whether a canonical key has more than a host, which many articles share."""
    return "/" in key[2:] or "?" in key or "#" in key
