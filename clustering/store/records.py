"""Records in and out of a store: those that are new or changed are kept, as they were read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, fields, replace
from datetime import datetime
from itertools import chain
from typing import Any

from clustering.arrays.columns import Columnar
from clustering.model import Corpus, Record
from clustering.web.keys import canonical

_EMPTY = Record(name="", source="", title="")
_TUPLES = [field.name for field in fields(Record) if isinstance(getattr(_EMPTY, field.name), tuple)]
_FIELDS = {field.name for field in fields(Record)}
_ALWAYS = ("name", "source", "title")  # these are kept even where they are empty
_AT_ONCE = 500  # names in one query; SQLite allows 999 and more


def record_key(record: Record) -> str:
    """Return what a record is known by when its source is read again.

    That is its source, its address and its own id; where it has neither, its title.
    """
    address = canonical(record.urls[0]) if record.urls else ""
    is_place = record.name.startswith(record.source)  # such as feed.xml:3
    own = "" if is_place and address else record.title if is_place else record.name
    return "\n".join((record.source, record.related_to, address, own))


def content(record: Record) -> Record:
    """Return what a record says, whatever file it stands in and whatever it is called there."""
    return replace(record, name="", source="")


def rows_about(
    connection: sqlite3.Connection, query: str, names: Iterable[str], *more: object
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query about any number of names, which stand where it has ``IN ({})``.

    ``more`` are the values of the query's other places, which stand behind the names.
    """
    for places, some in _in_parts(sorted(set(names))):
        yield from connection.execute(query.format(places), [*some, *more])


def _in_parts(names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Cut a list of names into parts that fit a query, each with its placeholders."""
    listed = list(names)
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        yield ",".join("?" * len(some)), some


def load_records(
    connection: sqlite3.Connection, articles: Iterable[str]
) -> Iterator[tuple[str, Record]]:
    """Read the records of some articles, each with its key."""
    for places, some in _in_parts(articles):
        query = f"SELECT key, data FROM records WHERE article IN ({places}) ORDER BY key"
        rows = connection.execute(query, some).fetchall()
        # One text of all of them is read in half the time.
        held = json.loads(f"[{','.join(data for _, data in rows)}]")
        yield from zip((key for key, _ in rows), _records(held), strict=True)


def with_own_names(records: Sequence[Record], taken: set[str]) -> list[Record]:
    """Rename records whose name another one has: the third entry of a feed changes every hour.

    The related entries of a post go by the new name of their post.
    """
    named: dict[str, str] = {}
    for record in records:
        if record.is_own:
            named[record.name] = _free(record.name, taken)
    renamed = []
    for record in records:
        post = ""
        if record.is_own:
            name = named[record.name]
        else:
            post = named.get(record.related_to, record.related_to)
            name = _free(post + record.name.removeprefix(record.related_to), taken)
        is_free = name == record.name and post == record.related_to
        renamed.append(record if is_free else replace(record, name=name, related_to=post))
    return renamed


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


def save_records(
    connection: sqlite3.Connection,
    records: Sequence[Record],
    corpus: Corpus,
    run: int,
    repeated: Set[int],
) -> None:
    """Keep the records that are new or changed; they are the first of the corpus.

    ``repeated`` are the positions of those that say what a record in the store says.
    """
    articles = [corpus.articles[at].id for at in corpus.article_of[: len(records)].tolist()]
    connection.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
        "article = excluded.article, run = excluded.run, data = excluded.data "
        "WHERE data != excluded.data OR article != excluded.article",
        [
            (record_key(record), article, run, _data(record))
            for at, (record, article) in enumerate(zip(records, articles, strict=True))
            if at not in repeated
        ],
    )


def _data(record: Record) -> str:
    held = {
        name: value
        for name, value in asdict(record).items()
        if value != getattr(_EMPTY, name) or name in _ALWAYS
    }
    if record.published:
        held["published"] = record.published.isoformat()
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def _records(held: Sequence[Mapping[str, Any]]) -> list[Record]:
    columns: dict[str, list[Any]] = {}
    for name in _FIELDS.intersection(chain(_ALWAYS, *held)):
        empty = getattr(_EMPTY, name)
        values = [one.get(name, empty) for one in held]
        if name in _TUPLES:
            values = list(map(tuple, values))
        elif name == "published":
            values = [datetime.fromisoformat(value) if value else None for value in values]
        columns[name] = values
    return list(Columnar(Record, len(held), columns))
