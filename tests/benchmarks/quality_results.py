"""Keeps what ``quality`` measured, by kind, name and set, for the tables to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clustering.evaluation.evaluate import Evaluation, PairEvaluation


@dataclass(frozen=True)
class CohesionCurves:
    """BCubed F1 of one set at many values of cohesion.

    Attributes
    ----------
    chosen
        The cohesion the default uses on this set.
    constants, factors
        F1 at each value, and at each multiple of ``chosen``.
    """

    chosen: float
    constants: dict[float, float]
    factors: dict[float, float]


@dataclass(frozen=True)
class Measured:
    """Everything that was measured, by kind, name and set.

    Attributes
    ----------
    default
        Name of the variant in which nothing is changed.
    settings
        The default's settings.
    """

    default: str
    variants: list[str]
    settings: dict[str, Any]
    found: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def evaluation(self, variant: str, labelled: str) -> Evaluation | PairEvaluation:
        """Return what a variant got on a set."""
        found: Evaluation | PairEvaluation = self.found["variant", variant, labelled]
        return found

    def f1(self, variant: str, labelled: str) -> float:
        """Return BCubed F1, or that of pairs where a set has pairs."""
        found = self.evaluation(variant, labelled)
        return (found.scores.bcubed if isinstance(found, Evaluation) else found.score).f1

    def names(self, kind: str) -> list[str]:
        """Return what was measured of a kind: variants in their order, then others by name."""
        found = {name for one, name, _ in self.found if one == kind}
        known = [name for name in self.variants if name in found]
        return known + sorted(found - set(known))
