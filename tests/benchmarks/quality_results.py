"""Keeps what ``quality`` measured, by kind, name and set, for the tables to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clustering.evaluation.metrics import Score
from tests.benchmarks.scoring import Clean


@dataclass(frozen=True)
class Marks:
    """What the marks of stories of several outlets are worth.

    Attributes
    ----------
    one_event
        Stories marked as one event, and those of them that are.
    mixed, looked_at
        Stories that are not one event, and those of them that are marked for a look.
    """

    one_event: Clean
    mixed: int
    looked_at: int


@dataclass(frozen=True)
class SetScore:
    """A run against the labels of one set; of judged pairs only the score is known.

    Attributes
    ----------
    articles, gold_stories, found_stories
        How many; of a set of pairs, the pairs and those judged and found to be one story.
    score
        BCubed, the mean over readers where there are two; that of pairs where a set has pairs.
    low, high
        Ends of the 95 % interval of F1.
    readers
        BCubed F1 of the two readers against each other.
    """

    articles: int
    gold_stories: int
    found_stories: int
    score: Score
    low: float
    high: float
    readers: float | None = None
    clean: Clean | None = None
    marks: Marks | None = None


@dataclass(frozen=True)
class Measured:
    """Everything that was measured, by kind, name and set.

    Attributes
    ----------
    settings
        The default's settings.
    """

    settings: dict[str, Any]
    found: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def of(self, labelled: str) -> SetScore:
        """Return what the default got on a set."""
        found: SetScore = self.found["default", "", labelled]
        return found
