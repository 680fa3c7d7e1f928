"""Runs of the search for duplicates over a handful of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from clustering.articles.merge import merge
from clustering.duplicates import DuplicateGroup, find_duplicates
from clustering.model import Reading, Record
from clustering.pairs.nearest import nearest_pairs
from clustering.settings.model import Settings
from clustering.vectors.words import vectorize

Find = Callable[..., list[DuplicateGroup]]
Together = Callable[..., list[set[str]]]


def find_in(records: Iterable[Record], **changes: Any) -> list[DuplicateGroup]:  # noqa: ANN401
    """Find the duplicate groups of records as a run does."""
    settings = Settings(jobs=1, **changes)
    reading = Reading(list(records), [])
    corpus = merge(reading.records)
    matrix = vectorize(corpus.articles, settings).matrix
    near = nearest_pairs(matrix, corpus.days, settings.neighbours, 0.1, settings.window, 1)
    return find_duplicates(reading, corpus, near, settings)


@pytest.fixture
def find() -> Find:
    """Return the function that finds groups."""
    return find_in


@pytest.fixture
def together() -> Together:
    """Return a function that gives the names of the records in each group."""

    def names(records: Iterable[Record], **changes: Any) -> list[set[str]]:  # noqa: ANN401
        listed = list(records)
        return [
            {listed[place].name for place in group.records} for group in find_in(listed, **changes)
        ]

    return names
