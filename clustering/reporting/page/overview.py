"""What the overview tells beside its chart: outlets ranked, who shares stories, figures by day."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from clustering.reporting.page.figures import Figures
from clustering.reporting.wording import shortened

MAX_RANKED = 12
_MAX_NAME_CHARS = 30  # of an outlet beside another


class Ranked(NamedTuple):
    """One outlet or two, by their names in links, and a figure."""

    name: str
    value: int
    outlets: list[str]


def overview(figures: Figures) -> dict[str, Any]:
    """Return the parts of the overview, by their names in the template."""
    outlets = list(figures.outlets.values())
    names = [outlet.name for outlet in outlets]
    ids = [outlet.key for outlet in outlets]

    def ranked(column: str) -> list[Ranked]:
        rows = map(Ranked, names, map(attrgetter(column), outlets), ([one] for one in ids))
        return sorted((row for row in rows if row.value), key=lambda row: -row.value)[:MAX_RANKED]

    def both(one: int, other: int) -> str:
        return " and ".join(shortened(names[at], _MAX_NAME_CHARS) for at in (one, other))

    matrix, bars = figures.shared.matrix, figures.bars
    return {
        "outlets": list(zip(names, ids, strict=True)),
        "ranked": {column: ranked(column) for column in ("stories", "first", "copies")},
        "closest": [
            Ranked(both(one, other), shared, [ids[one], ids[other]])
            for one, other, shared in figures.shared.closest
        ],
        "matrix": matrix,
        "most_shared": max((n for at, row in enumerate(matrix) for n in row[:at]), default=1) or 1,
        "by_day": [
            (f"{datetime.fromtimestamp(start, UTC):%Y-%m-%d}", articles, stories)
            for start, articles, stories in zip(
                bars.starts, bars.articles, bars.stories, strict=True
            )
        ],
    }
