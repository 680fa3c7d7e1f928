"""Which records have one row in assignments.csv but for their name and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.kinds import kind_numbers
from clustering.reporting.records import group_of_records

if TYPE_CHECKING:
    from clustering.result import Result


class SameRows(NamedTuple):
    """The different rows.

    Attributes
    ----------
    first
        Position of the first record with each row; shape ``(rows,)``.
    of
        The row of each record; shape ``(records,)``.
    """

    first: IntArray
    of: IntArray


def same_rows(result: Result) -> SameRows | None:
    """Tell which records that the sources held have one row; ``None`` where each has its own.

    They say the same, went into one article, and are alike in which of its copies to keep.
    """
    kind_of = kind_numbers(result.reading.records)
    if kind_of is None:
        return None
    size = result.reading.read_count
    place = np.zeros(size, dtype=np.int64)
    number = {id(group): 2 * at + 1 for at, group in enumerate(result.duplicate_groups)}
    for position, group in group_of_records(result).items():
        if position < size:
            place[position] = number[id(group)] + (position == group.keep_record)
    told = np.stack([kind_of[:size], result.corpus.article_of[:size], place])
    order = np.lexsort(told)
    ordered = told[:, order]
    begins = np.append(True, (ordered[:, 1:] != ordered[:, :-1]).any(axis=0))[:size]
    of = np.empty(size, dtype=np.int64)
    of[order] = np.cumsum(begins) - 1
    return SameRows(order[begins], of)
