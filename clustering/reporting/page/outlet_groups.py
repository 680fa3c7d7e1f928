"""The user's groups of outlets as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clustering.arrays.columns import column_of
from clustering.reporting.group_figures import GroupFigures, group_figures, group_parts
from clustering.reporting.page.figures import OutletFigures, outlet_key
from clustering.reporting.wording import one_line

if TYPE_CHECKING:
    from clustering.result import Result


def group_columns(
    result: Result, outlets: Mapping[str, OutletFigures], count: int
) -> dict[str, Any] | None:
    """Return the groups, and which of them each outlet is in; ``None`` without any.

    ``parts`` says of each of the first ``count`` stories how many outlets of each group are in its
    core, and whether no article of the group is anywhere in it. ``outlets`` are those of the page.
    """
    groups = result.outlet_groups
    if not groups.groups:
        return None
    number = {key: at for at, key in enumerate(outlets)}
    named = set(column_of(result.articles, "outlet"))
    members: list[set[int]] = [set() for _ in outlets]
    for outlet in named:
        members[number[outlet_key(outlet)]] |= set(groups.of(*outlet))
    return {
        "name": [one_line(group.name) for group in groups.groups],
        "kind": [one_line(group.kind, "") for group in groups.groups],
        "label": [one_line(group.label) for group in groups.groups],
        "own": -1 if groups.own is None else groups.own,
        "of": [sorted(own) for own in members],
        "parts": [
            [(part.outlets, int(part.is_missing)) for part in group_parts(groups, story)]
            for story in result.stories[:count]
        ],
    }


def told_of_groups(
    result: Result, outlets: Mapping[str, OutletFigures], of: Sequence[Sequence[int]]
) -> GroupFigures:
    """Return what the page's view of the groups tells; ``of`` are the groups of each outlet."""
    members = [
        [outlet for outlet, own in zip(outlets.values(), of, strict=True) if group in own]
        for group in range(len(result.outlet_groups.groups))
    ]
    return group_figures(result, members)
