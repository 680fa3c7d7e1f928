"""What meaning says of two articles: how near they are, and what both name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from clustering.graph.across import reach_of_unrelated
from clustering.graph.shared_evidence import shared_countries, shared_names, shared_numbers
from clustering.grouping import Grouping
from clustering.text.languages import NAMES

NAMES_SHOWN = 5


@dataclass(frozen=True)
class MeaningBetween:
    """How near two articles are in meaning.

    ``cosine`` is 1 for one meaning, about 0 for unrelated articles, which reach ``reach`` at most.
    ``countries``, in English, ``names`` that sound alike and ``numbers`` are what both have.
    """

    cosine: float
    reach: float
    languages: tuple[str, str]
    countries: list[str]
    names: list[tuple[str, str]]
    numbers: list[float]

    def lines(self) -> list[str]:
        """Return what `explain` says of it."""
        names = ", ".join(NAMES.get(code, code) for code in self.languages)
        unrelated = f"unrelated ones reach {self.reach:.2f}"
        lines = [f"Similar in meaning {self.cosine:.2f} ({names}; {unrelated})."]
        if self.countries:
            lines.append(f"Countries that both name: {', '.join(self.countries)}.")
        shared = [one if one == other else f"{one}/{other}" for one, other in self.names]
        shared = [*shared[:NAMES_SHOWN], *(f"{number:,g}" for number in self.numbers)]
        if shared:
            lines.append(f"Names that sound alike, and the same numbers: {', '.join(shared)}.")
        return lines

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "meaning": round(self.cosine, 4),
            "unrelated": round(self.reach, 4),
            "languages": list(self.languages),
            "countries": self.countries,
            "names": [list(pair) for pair in self.names],
            "numbers": self.numbers,
        }


def meaning_between(result: Grouping, left: int, right: int) -> MeaningBetween | None:
    """Tell what meaning says of two articles; ``None`` where nobody asked, or of one language."""
    meaning = result.meaning
    if meaning is None or left == right:
        return None
    ends = np.array([left]), np.array([right])
    if not meaning.differ(*ends)[0]:
        return None
    one, other = result.articles[left], result.articles[right]
    codes = (meaning.codes[left], meaning.codes[right])
    return MeaningBetween(
        float(meaning.cosines(*ends)[0]),
        float(reach_of_unrelated(meaning, *ends)[0]),
        codes,
        shared_countries(one, other, codes),
        shared_names(one, other),
        shared_numbers(one, other),
    )
