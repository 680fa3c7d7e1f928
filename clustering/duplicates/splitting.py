"""Splits a duplicate group that holds articles which people said are no copies.

Each part is then described from its own articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from clustering.arrays.compact import picked
from clustering.arrays.types import IntArray
from clustering.duplicates import DuplicateGroup, DuplicatePair, find_duplicates
from clustering.duplicates.kinds import FROM_ANSWERS
from clustering.model import Corpus, Reading
from clustering.pairs.nearest import Pairs
from clustering.settings.model import Settings

# Each article of a part is compared with at most so many before it, so that the cost does not
# grow with the square of a large part.
_MAX_PAIR_DISTANCE = 50


def split_group(
    reading: Reading,
    corpus: Corpus,
    group: DuplicateGroup,
    copies: IntArray,
    cannot_link: Mapping[int, set[int]],
    settings: Settings,
) -> list[DuplicateGroup]:
    """Split a group that holds two articles which are no copies by what people said.

    The members go, in the order in which they would be kept, each to the first part that allows it.
    A part is searched for copies as if the others were not there, so that what is kept, its kind,
    its agency and the evidence of its pairs are its own. ``copies`` numbers the groups that answers
    of "copy" make, shape ``(articles,)``; ``cannot_link`` has for each of these numbers those that
    are no copies of it.
    """
    parts = _parts(group.members, copies[list(group.members)].tolist(), cannot_link)
    if len(parts) == 1:
        return [group]
    found: list[DuplicateGroup] = []
    for part in parts:
        if group.kind == FROM_ANSWERS and len(part) > 1:  # copies by word, whatever the texts say
            found.append(group_from_answers(corpus, part))
        else:
            found += _copies_among(reading, corpus, part, settings)
    return found


def _parts(
    members: Sequence[int], numbers: Sequence[int], cannot_link: Mapping[int, set[int]]
) -> list[list[int]]:
    """Put each member, in order, into the first part that holds none it cannot link to."""
    parts: list[list[int]] = []
    held: list[set[int]] = []
    for member, number in zip(members, numbers, strict=True):
        own = cannot_link.get(number, set())
        for part, inside in zip(parts, held, strict=True):
            if own.isdisjoint(inside):
                part.append(member)
                inside.add(number)
                break
        else:
            parts.append([member])
            held.append({number})
    return parts


def group_from_answers(corpus: Corpus, members: Sequence[int]) -> DuplicateGroup:
    """Make a group of articles that people said are copies; the first one is kept."""
    articles = tuple(corpus.articles[member] for member in members)
    return DuplicateGroup(
        kind=FROM_ANSWERS,
        keep_record=articles[0].text_from,
        members=tuple(members),
        articles=articles,
        records=tuple(sorted(record for article in articles for record in article.records)),
        reason="a person said that these are copies",
    )


def _copies_among(
    reading: Reading, corpus: Corpus, members: Sequence[int], settings: Settings
) -> list[DuplicateGroup]:
    """Find the duplicate groups of some articles alone."""
    places = np.sort(np.array(members, dtype=np.int64))
    few = Corpus(
        picked(corpus.articles, places),
        np.zeros(0, dtype=np.int64),
        np.zeros((0, 2), dtype=np.int64),
    )
    left = np.repeat(np.arange(len(places)), _MAX_PAIR_DISTANCE)
    right = left + np.tile(np.arange(1, _MAX_PAIR_DISTANCE + 1), len(places))
    left, right = left[right < len(places)], right[right < len(places)]
    near = Pairs(left, right, np.ones(len(left)))
    groups = find_duplicates(reading, few, near, settings)
    return [_placed(group, places.tolist()) for group in groups]


def _placed(group: DuplicateGroup, places: Sequence[int]) -> DuplicateGroup:
    """Turn positions among the few articles into positions in the corpus."""

    def placed(pair: DuplicatePair) -> DuplicatePair:
        return replace(pair, left=places[pair.left], right=places[pair.right])

    return replace(
        group,
        members=tuple(places[member] for member in group.members),
        pairs=tuple(placed(pair) for pair in group.pairs),
    )
