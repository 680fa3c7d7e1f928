"""Puts the versions of one text in order, the newest first, so that it is the one that is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.dates import SORTS_LAST
from clustering.duplicates.groups import Compare, CopyGroup, rooted
from clustering.duplicates.versions import are_hours_apart
from clustering.model import Article

NEWEST = "is the newest version"  # why it is kept

_MAX_VERSIONS_APART = 3  # each article of an outlet is compared with so many that follow it


def newest_first(
    groups: Sequence[CopyGroup], articles: Sequence[Article], outlet: IntArray, compare: Compare
) -> list[CopyGroup]:
    """Put the versions of one text together, the newest of them first.

    They stand where the first of them stood, so that the newest is kept where an older one was.
    A version that is only mentioned in a related list is not put before a post.
    """
    asked: list[tuple[int, int]] = []
    for group in groups:
        of: dict[tuple[int, bool], list[int]] = {}
        for member in group.members.tolist():
            of.setdefault((int(outlet[member]), articles[member].is_own), []).append(member)
        for some in of.values():
            some.sort(key=lambda member: (articles[member].published or SORTS_LAST, member))
            for step in range(1, _MAX_VERSIONS_APART + 1):
                asked += [
                    (a, b)
                    for a, b in zip(some, some[step:], strict=False)
                    if are_hours_apart(articles[a], articles[b])
                ]
    if not asked:
        return list(groups)
    older, newer = np.array(asked, dtype=np.int64).T
    is_version = compare(older, newer).is_version
    follows = dict(zip(older[is_version].tolist(), newer[is_version].tolist(), strict=True))
    return [_newest_first(group, follows, articles) for group in groups]


def _newest_first(
    group: CopyGroup, follows: dict[int, int], articles: Sequence[Article]
) -> CopyGroup:
    """Reorder one group; ``follows`` gives the newest version of each older one."""

    def newest(member: int) -> int:
        while member in follows:
            member = follows[member]
        return member

    members = group.members.tolist()
    in_time = sorted(members, key=lambda member: articles[member].published or SORTS_LAST)
    age = {member: -place for place, member in enumerate(in_time)}
    first: dict[int, int] = {}
    for place, member in enumerate(members):
        first.setdefault(newest(member), place)
    ordered = sorted(members, key=lambda member: (first[newest(member)], age[member]))
    return rooted(np.array(ordered, dtype=np.int64), group.tree())
