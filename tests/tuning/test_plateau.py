"""How much changes around each value, and the stretch where it is least."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.plateau import change_rate, find_plateau
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep


def swept(result: Result, text: str, cohesion: float, change: float = 0.02) -> Sweep:
    """Sweep with the same change at every step, whatever was found."""
    settings = Settings(jobs=1, cohesion=cohesion)
    found = sweep_settings(result, settings, parse_sweep(text, settings))
    object.__setattr__(found, "now", (cohesion,))
    for at, step in enumerate(found.steps):
        object.__setattr__(step, "stability", None if at == 0 else 1 - change)
    return found


def test_the_rate_is_change_by_width(result: Result) -> None:
    values = "/".join(f"{value:.6f}" for value in np.geomspace(0.05, 0.5, 40))
    found = swept(result, f"cohesion={values}", 0.05)
    width = float(np.log(10) / 39)
    assert change_rate(found, range(40)) == pytest.approx(np.full(40, 0.02 / width), rel=1e-3)


def test_at_cohesion_0_there_is_no_rate(result: Result) -> None:
    found = swept(result, "cohesion=0/0.1/0.2/0.3", 0.1)
    rate = change_rate(found, range(len(found.steps)))
    assert np.isnan(rate[0])
    assert np.isfinite(rate[1:]).all()


def test_even_change_is_everywhere(result: Result) -> None:
    plateau = find_plateau(swept(result, "cohesion=0.05:0.5:40", 0.2, 0.0))
    assert plateau is not None
    assert plateau.is_everywhere
    assert (plateau.change, plateau.change_now) == (0.0, 0.0)


def test_too_few_values_near_the_present_show_none(result: Result) -> None:
    assert find_plateau(swept(result, "cohesion=0.01/0.5", 0.1)) is None
