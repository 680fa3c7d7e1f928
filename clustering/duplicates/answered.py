"""Parts and joins duplicate groups as people said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from clustering.duplicates import DuplicateGroup
from clustering.duplicates.parting import labelled_group, part_group
from clustering.model import Corpus, Reading
from clustering.settings.model import Settings

if TYPE_CHECKING:
    pass
from clustering.answers.constraints import _SAID, Constraints

_COPY = _SAID["copy"]


def honour_copies(
    reading: Reading,
    corpus: Corpus,
    groups: list[DuplicateGroup],
    constraints: Constraints,
    settings: Settings | None = None,
) -> list[DuplicateGroup]:
    """Part duplicate groups where people said "different", and join them where they said "copy".

    Articles that must not be in one story are no copies.

    Parameters
    ----------
    settings
        With which the parts of a group are searched for copies; ``None`` for the default.
    """
    said_copy = constraints.said == _COPY
    copies = constraints.joined(said_copy, len(corpus))
    ends = np.unique([constraints.left[said_copy], constraints.right[said_copy]]).tolist()
    touched = {int(copies[end]) for end in ends}
    grouped = {member for group in groups for member in group.members}
    # Groups that an answer joins, over shared members and over answers.
    links = _Chain()
    parts_of: dict[int, list[DuplicateGroup]] = {}
    found: list[DuplicateGroup] = []
    for group in groups:
        linked = sorted({int(copies[member]) for member in group.members} & touched)
        if linked:
            links.join(linked)
            parts_of.setdefault(linked[0], []).append(group)
        else:
            found.append(group)
    joined: dict[int, tuple[list[DuplicateGroup], list[int]]] = {}
    for number, parts in parts_of.items():
        joined.setdefault(links.first(number), ([], []))[0].extend(parts)
    for end in ends:
        alone = joined.setdefault(links.first(int(copies[end])), ([], []))[1]
        if end not in grouped:
            alone.append(end)
    found += [_joined(corpus, *parts) for parts in joined.values()]
    story = constraints.joined(constraints.said > 0, len(corpus))
    apart = constraints.said < 0
    pairs = np.stack([story[constraints.left[apart]], story[constraints.right[apart]]], axis=1)
    foes: dict[int, set[int]] = {}
    for one, other in pairs.tolist():
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    chosen = settings or Settings()
    parted = [
        part for group in found for part in part_group(reading, corpus, group, story, foes, chosen)
    ]
    return sorted(parted, key=lambda g: (-len(g.members), -len(g.records), g.id))


class _Chain:
    """Numbers that belong together, each named by the lowest it was joined with."""

    def __init__(self) -> None:
        self._lower: dict[int, int] = {}

    def first(self, number: int) -> int:
        while number in self._lower:
            number = self._lower[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        firsts = sorted({self.first(number) for number in numbers})
        self._lower |= dict.fromkeys(firsts[1:], firsts[0])


def _joined(corpus: Corpus, groups: list[DuplicateGroup], alone: list[int]) -> DuplicateGroup:
    """Make one group of groups and single articles that people said are copies."""
    if len(groups) == 1 and not alone:
        return groups[0]
    # The kept one of the largest group stays, else the first by id.
    return labelled_group(corpus, [member for group in groups for member in group.members] + alone)
