"""Splits and merges duplicate groups as people answered."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from clustering.answers.constraints import ANSWER_NUMBERS, Constraints
from clustering.duplicates import DuplicateGroup
from clustering.duplicates.splitting import group_from_answers, split_group
from clustering.model import Corpus, Reading
from clustering.settings.model import Settings

_COPY = ANSWER_NUMBERS["copy"]


def apply_answers_to_duplicates(
    reading: Reading,
    corpus: Corpus,
    groups: list[DuplicateGroup],
    constraints: Constraints,
    settings: Settings | None = None,
) -> list[DuplicateGroup]:
    """Split duplicate groups where people said "different", merge them where they said "copy".

    Articles that cannot be in one story are no copies.

    Parameters
    ----------
    settings
        With which the parts of a group are searched for copies; ``None`` for the default.
    """
    said_copy = constraints.answers == _COPY
    copies = constraints.components(said_copy, len(corpus))
    ends = np.unique([constraints.left[said_copy], constraints.right[said_copy]]).tolist()
    touched = {int(copies[end]) for end in ends}
    grouped = {member for group in groups for member in group.members}
    # Groups that answers merge, directly or through members they share.
    links = _DisjointSets()
    parts_of: dict[int, list[DuplicateGroup]] = {}
    found: list[DuplicateGroup] = []
    for group in groups:
        linked = sorted({int(copies[member]) for member in group.members} & touched)
        if linked:
            links.join(linked)
            parts_of.setdefault(linked[0], []).append(group)
        else:
            found.append(group)
    merged: dict[int, tuple[list[DuplicateGroup], list[int]]] = {}
    for number, parts in parts_of.items():
        merged.setdefault(links.first(number), ([], []))[0].extend(parts)
    for end in ends:
        alone = merged.setdefault(links.first(int(copies[end])), ([], []))[1]
        if end not in grouped:
            alone.append(end)
    found += [_merged(corpus, *parts) for parts in merged.values()]
    must_link_group = constraints.components(constraints.answers > 0, len(corpus))
    apart = constraints.answers < 0
    pairs = np.stack(
        [must_link_group[constraints.left[apart]], must_link_group[constraints.right[apart]]],
        axis=1,
    )
    cannot_link: dict[int, set[int]] = {}
    for one, other in pairs.tolist():
        cannot_link.setdefault(one, set()).add(other)
        cannot_link.setdefault(other, set()).add(one)
    chosen = settings or Settings()
    parted = [
        part
        for group in found
        for part in split_group(reading, corpus, group, must_link_group, cannot_link, chosen)
    ]
    return sorted(parted, key=lambda g: (-len(g.members), -len(g.records), g.id))


class _DisjointSets:
    """Disjoint sets of numbers, each set named by its lowest number."""

    def __init__(self) -> None:
        self._lower: dict[int, int] = {}

    def first(self, number: int) -> int:
        while number in self._lower:
            number = self._lower[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        firsts = sorted({self.first(number) for number in numbers})
        self._lower |= dict.fromkeys(firsts[1:], firsts[0])


def _merged(corpus: Corpus, groups: list[DuplicateGroup], alone: list[int]) -> DuplicateGroup:
    """Make one group of groups and single articles that people said are copies."""
    if len(groups) == 1 and not alone:
        return groups[0]
    # The kept one of the largest group stays, else the first by id.
    return group_from_answers(
        corpus, [member for group in groups for member in group.members] + alone
    )
