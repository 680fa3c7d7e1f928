"""Figures of the overview: outlets ranked and compared, articles and stories over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from clustering.arrays.columns import column_of
from clustering.reporting.group_figures import Lagging
from clustering.reporting.wording import one_line, outlet_caption
from clustering.text.time_zones import local

if TYPE_CHECKING:
    from clustering.model import Outlet
    from clustering.result import Result
    from clustering.stories.story import First, StoryOutlet

MAX_BARS = 160  # of the chart over time
_OUTLIER_SHARE = 0.02  # of the articles, at each end
_MIN_TO_TRIM = 50  # so few articles are all shown, however far apart
MAX_COMPANIONS = 12  # of an outlet; and pairs of outlets that are shown as the closest
MATRIX_OUTLETS = 14  # outlets whose shared stories are compared with each other
_STEPS = (("day", 1), ("week", 7), ("month", 30))


@dataclass
class OutletFigures(Lagging):
    """What one outlet did.

    Attributes
    ----------
    stories
        Stories whose core holds an article of the outlet.
    coverage
        Those of them that other outlets carried too.
    first
        Shared stories in which it is known to be the first.
    followed
        Shared stories in which it is known not to be the first.
    copies
        Its articles that are copies of another article, which is the one to keep.
    """

    name: str
    domain: str
    articles: int = 0
    stories: int = 0
    coverage: int = 0
    first: int = 0
    followed: int = 0
    copies: int = 0

    @property
    def key(self) -> str:
        """What links of the page name it by."""
        return one_line(self.domain, "") or self.name


class Bars(NamedTuple):
    """Counts over time: the starts of the steps (seconds since 1970) and the counts in each.

    ``outside`` is the number of articles before the first step or after the last.
    """

    step: str
    starts: list[int]
    articles: list[int]
    stories: list[int]
    outside: int


def outlet_key(outlet: Outlet | StoryOutlet) -> str:
    """Return the key that tells outlets apart, as stories do: the domain, else the name."""
    return outlet.domain or outlet.name


def copied_members(result: Result) -> set[int]:
    """Return the articles that are copies of another one, which is to be kept."""
    pairs = (pair for group in result.duplicate_groups for pair in group.copies().items())
    return {member for member, first in pairs if member != first}


def outlet_figures(result: Result) -> dict[str, OutletFigures]:
    """Count what each outlet did, by its key; the outlets with most stories first."""
    found: dict[str, OutletFigures] = {}
    coverage = {story.id for story in result.coverage}
    for outlet in column_of(result.articles, "outlet"):
        key = outlet_key(outlet)
        if key not in found:
            found[key] = OutletFigures(outlet_caption(*outlet), outlet.domain)
        found[key].articles += 1
    for story in result.stories:
        for outlet in story.outlets:
            figures = found[outlet_key(outlet)]
            figures.stories += 1
            if story.id in coverage:
                figures.coverage += 1
                _count_place(figures, outlet, story.first)
    for member in copied_members(result):
        found[outlet_key(result.articles[member].outlet)].copies += 1
    ranked = sorted(found, key=lambda key: (-found[key].stories, -found[key].articles, key))
    return {key: found[key] for key in ranked}


def _count_place(figures: OutletFigures, outlet: StoryOutlet, first: First) -> None:
    """Count whether an outlet was first with a story, or how far it was behind."""
    if outlet_key(outlet) in map(outlet_key, first.outlets):
        figures.first += first.is_known
    elif outlet.first_published and first.published:
        figures.followed += 1
        figures.count_lag(first, outlet)


class Shared(NamedTuple):
    """How many stories outlets share; they are named by their positions in the list of all.

    ``companions`` has the outlets that each shares most stories with, and how many; ``closest`` the
    two outlets and the stories of the pairs that share most; ``matrix`` how many each two of the
    first outlets share, and how many each has, of those of several outlets.
    """

    companions: list[list[tuple[int, int]]]
    closest: list[list[int]]
    matrix: list[list[int]]


def shared_stories(result: Result, keys: Sequence[str]) -> Shared:
    """Count the stories that each two outlets share; ``keys`` names the outlets."""
    number = {key: at for at, key in enumerate(keys)}
    carried = [
        (at, number[outlet_key(outlet)])
        for at, story in enumerate(result.coverage)
        for outlet in story.outlets
    ]
    rows, columns = np.array(carried, dtype=np.int64).reshape(-1, 2).T
    ones = np.ones(len(rows), dtype=np.int64)
    shape = (max(len(result.coverage), 1), len(keys))
    who = sparse.csr_array((ones, (rows, columns)), shape=shape)
    both = sparse.coo_array(who.T @ who)
    apart = both.row != both.col
    left, right, count = both.row[apart], both.col[apart], both.data[apart]
    found: list[list[tuple[int, int]]] = [[] for _ in keys]
    for at in np.lexsort((right, -count, left)).tolist():
        if len(found[left[at]]) < MAX_COMPANIONS:
            found[left[at]].append((int(right[at]), int(count[at])))
    order = np.lexsort((right, left, -count))
    closest = order[left[order] < right[order]][:MAX_COMPANIONS]
    return Shared(
        found,
        np.column_stack([left, right, count])[closest].tolist(),
        both.tocsr()[:MATRIX_OUTLETS, :MATRIX_OUTLETS].toarray().tolist(),
    )


def over_time(result: Result) -> Bars:
    """Count articles over time, and stories of several articles by their first day.

    Where the first and the last 2 % of the articles take up half of the span, they are left out:
    one wrong year would squeeze everything else into a corner.
    """
    days = sorted(_there(time) for time in column_of(result.articles, "published") if time)
    if not days:
        return Bars("day", [], [], [], 0)
    first, last = days[0], days[-1]
    odd = ceil(_OUTLIER_SHARE * len(days))
    if len(days) > _MIN_TO_TRIM and 2 * (days[-1 - odd] - days[odd]) < last - first:
        first, last = days[odd], days[-1 - odd]
    span = (last - first).days + 1
    step = next((name for name, length in _STEPS if span <= length * MAX_BARS), "year")
    articles = Counter(_start(day, step) for day in days)
    stories = Counter(
        _start(_there(story.first_published), step)
        for story in result.stories
        if story.first_published and not story.is_alone
    )
    starts, end = [_start(first, step)], _start(last, step)
    while starts[-1] < end:
        starts.append(_next(starts[-1], step))
    return Bars(
        step,
        [int(start.timestamp()) for start in starts],
        [articles[start] for start in starts],
        [stories[start] for start in starts],
        len(days) - sum(articles[start] for start in starts),
    )


class Figures(NamedTuple):
    """What is counted for the page: of outlets, by key; of each two of them; and over time."""

    outlets: dict[str, OutletFigures]
    shared: Shared
    bars: Bars

    @classmethod
    def of(cls, result: Result) -> Figures:
        """Count."""
        outlets = outlet_figures(result)
        return cls(outlets, shared_stories(result, list(outlets)), over_time(result))


def _there(time: datetime) -> datetime:
    """Return a time as the clocks of the chosen zone show it."""
    return local(time).replace(tzinfo=None)


def _start(time: datetime, step: str) -> datetime:
    day = time.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if step == "month" else day


def _next(start: datetime, step: str) -> datetime:
    if step == "year":
        return start.replace(year=start.year + 1)
    if step == "month":
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if step == "week" else 1)
