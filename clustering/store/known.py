"""What a store has of articles that were read: the story of each, and whether anything is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clustering.epoch import names_of
from clustering.model import Corpus, Record
from clustering.store.records import content, load_records, rows_about


class Place(NamedTuple):
    """Where an article that was read is in a store.

    ``stories`` are its own by all that it is known by, none for one that is new; ``is_settled``
    says whether all of them are; ``is_repeated`` whether the store has all that was read of it.
    """

    stories: frozenset[str] = frozenset()
    is_settled: bool = False
    is_repeated: bool = False


def find_places(
    connection: sqlite3.Connection, records: Sequence[Record], corpus: Corpus
) -> list[Place]:
    """Look up the articles of a corpus, which was made of the records."""
    names = [names_of(article) for article in corpus.articles]
    known = _by_name(connection, (name for some in names for name in some))
    found = [{known[name] for name in some if name in known} for some in names]
    is_open = [any(not settled for _, _, settled in some) for some in found]
    stored = {
        article for some, look in zip(found, is_open, strict=True) if look for article, *_ in some
    }
    said = {content(record) for _, record in load_records(connection, sorted(stored))}
    says_more = {
        own
        for record, own in zip(records, corpus.article_of.tolist(), strict=True)
        if is_open[own] and content(record) not in said
    }
    return [
        Place(
            frozenset(story for _, story, _ in some),
            bool(some) and not is_open[at],
            is_open[at] and at not in says_more,
        )
        for at, some in enumerate(found)
    ]


def _by_name(
    connection: sqlite3.Connection, names: Iterable[str]
) -> dict[str, tuple[str, str, bool]]:
    """Article, story, and whether it is settled, by the ids and keys that the store knows."""
    found: dict[str, tuple[str, str, bool]] = {}
    told = "a.id, s.id, s.settled IS NOT NULL"
    asked = set(names)
    for query in (
        f"SELECT k.key, {told} FROM keys k JOIN articles a ON a.id = k.article "
        "JOIN stories s ON s.id = a.story WHERE k.key IN ({})",
        f"SELECT a.id, {told} FROM articles a JOIN stories s ON s.id = a.story "
        "WHERE a.id IN ({})",
    ):
        for name, article, story, is_settled in rows_about(connection, query, asked):
            found[name] = article, story, bool(is_settled)
    return found
