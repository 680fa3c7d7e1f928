"""Splits and merges duplicate groups as people answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from clustering.answers.constraints import (
    ANSWER_NUMBERS,
    KEEP_LEFT,
    KEEP_RIGHT,
    SAID_COPY,
    Constraints,
)
from clustering.answers.file import NOT_A_COPY
from clustering.arrays.components import connected_components
from clustering.arrays.types import IntArray
from clustering.duplicates import DuplicateGroup
from clustering.duplicates.splitting import group_from_answers, split_group
from clustering.model import Corpus, Reading
from clustering.settings.model import Settings

KEPT_BY_ANSWER = "a person said so"


def apply_answers_to_duplicates(
    reading: Reading,
    corpus: Corpus,
    groups: list[DuplicateGroup],
    constraints: Constraints,
    settings: Settings,
) -> list[DuplicateGroup]:
    """Split duplicate groups where people said "different", merge them where they said "copy".

    Articles that cannot be in one story are no copies, and "not a copy" parts them within one.
    What people said is to be kept comes first in its group.
    """
    said_copy = np.isin(constraints.answers, SAID_COPY)
    copies = constraints.components(said_copy, len(corpus))
    ends = np.unique([constraints.left[said_copy], constraints.right[said_copy]]).tolist()
    touched = {int(copies[end]) for end in ends}
    grouped = {member for group in groups for member in group.members}
    # Groups that answers merge, directly or through members they share.
    links: list[tuple[int, int]] = []
    parts_of: dict[int, list[DuplicateGroup]] = {}
    found: list[DuplicateGroup] = []
    for group in groups:
        linked = sorted({int(copies[member]) for member in group.members} & touched)
        if linked:
            links += [(linked[0], other) for other in linked[1:]]
            parts_of.setdefault(linked[0], []).append(group)
        else:
            found.append(group)
    left, right = np.array(links, dtype=np.int64).reshape(-1, 2).T
    number = connected_components(left, right, len(corpus))
    merged: dict[int, tuple[list[DuplicateGroup], list[int]]] = defaultdict(lambda: ([], []))
    for first, parts in parts_of.items():
        merged[int(number[first])][0].extend(parts)
    for end in ends:
        alone = merged[int(number[copies[end]])][1]
        if end not in grouped:
            alone.append(end)
    found += [_merged(corpus, *parts) for parts in merged.values()]
    cannot_link = _cannot_be_copies(constraints, copies)
    parted = [
        part
        for group in found
        for part in split_group(reading, corpus, group, copies, cannot_link, settings)
    ]
    kept = [_kept_by_answer(group, constraints) for group in parted]
    return sorted(kept, key=lambda g: (-len(g.members), -len(g.records), g.id))


def _cannot_be_copies(constraints: Constraints, copies: IntArray) -> dict[int, set[int]]:
    """Return, for each article that people called a copy or not, those it is no copy of.

    Articles are named by the first that people said they are a copy of, as ``copies`` has it.
    """
    left, right, answers = constraints.left, constraints.right, constraints.answers
    story = constraints.components(answers > 0, len(copies))
    of_story: dict[int, set[int]] = defaultdict(set)
    for end in np.unique([left, right]).tolist():
        of_story[int(story[end])].add(int(copies[end]))
    pairs = {
        (one, other)
        for a, b in zip(left[answers < 0].tolist(), right[answers < 0].tolist(), strict=True)
        for one in of_story[int(story[a])]
        for other in of_story[int(story[b])]
    }
    is_apart = answers == ANSWER_NUMBERS[NOT_A_COPY]
    pairs |= set(
        zip(copies[left[is_apart]].tolist(), copies[right[is_apart]].tolist(), strict=True)
    )
    cannot_link: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            cannot_link[one].add(other)
            cannot_link[other].add(one)
    return cannot_link


def _kept_by_answer(group: DuplicateGroup, constraints: Constraints) -> DuplicateGroup:
    """Put the article first that people said is to be kept, and not another instead of it."""
    members = set(group.members)
    kept, given_up = set(), set()
    for one, other, number in zip(
        constraints.left.tolist(),
        constraints.right.tolist(),
        constraints.answers.tolist(),
        strict=True,
    ):
        if number in (KEEP_LEFT, KEEP_RIGHT) and {one, other} <= members:
            kept.add(one if number == KEEP_LEFT else other)
            given_up.add(other if number == KEEP_LEFT else one)
    best = [member for member in group.members if member in kept - given_up]
    if not best:
        return group
    order = sorted(range(len(group.members)), key=lambda at: group.members[at] != best[0])
    articles = tuple(group.articles[at] for at in order)
    return replace(
        group,
        keep_record=articles[0].text_from,
        members=tuple(group.members[at] for at in order),
        articles=articles,
        reason=KEPT_BY_ANSWER,
    )


def _merged(corpus: Corpus, groups: list[DuplicateGroup], alone: list[int]) -> DuplicateGroup:
    """Make one group of groups and single articles that people said are copies."""
    if len(groups) == 1 and not alone:
        return groups[0]
    # The kept one of the largest group stays, else the first by id.
    return group_from_answers(
        corpus, [member for group in groups for member in group.members] + alone
    )
