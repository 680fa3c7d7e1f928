"""The user's groups of outlets as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clustering.reporting.group_figures import followers, group_parts
from clustering.reporting.page.figures import OutletFigures, outlet_key
from clustering.reporting.wording import one_line

if TYPE_CHECKING:
    from clustering.result import Result


def group_columns(
    result: Result, outlets: Mapping[str, OutletFigures], count: int
) -> dict[str, Any] | None:
    """Return the groups, which of them each outlet is in, and who follows; ``None`` without any.

    ``parts`` says of each story how many outlets of each group are in its core, and whether no
    article of the group is anywhere in it.

    Parameters
    ----------
    outlets
        The outlets by key, in the order of the page.
    count
        How many stories.
    """
    groups = result.outlet_groups
    if not groups.groups:
        return None
    number = {key: at for at, key in enumerate(outlets)}
    named = {article.outlet for article in result.articles}
    members: list[set[int]] = [set() for _ in outlets]
    for outlet in named:
        members[number[outlet_key(*outlet)]] |= set(groups.of(*outlet))
    return {
        "name": [one_line(group.name) for group in groups.groups],
        "kind": [one_line(group.kind, "") for group in groups.groups],
        "own": -1 if groups.own is None else groups.own,
        "of": [sorted(own) for own in members],
        "parts": [
            [(part.outlets, int(part.is_missing)) for part in group_parts(groups, story)]
            for story in result.stories[:count]
        ],
        "followers": [
            [number[outlet_key(one.name, one.domain)], one.stories, one.median_lag]
            for one in followers(result)
        ],
    }
