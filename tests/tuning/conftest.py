"""Invented corpora for sweeps: random headlines about a few events, with days and links."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.factories import make_reading, make_record

WORDS = (
    *("harbour", "flood", "storm", "ferry", "strike", "union", "bank", "rate"),
    *("otter", "bridge", "crack", "pillar", "council", "vote", "museum", "theft"),
    *("painting", "orchard", "frost", "harvest", "tunnel", "fire", "rescue", "port"),
    *("crane", "league", "cup", "final", "penalty", "keeper", "trial", "verdict"),
    *("appeal", "judge", "glacier", "melt", "survey", "telescope", "comet", "launch"),
)
MANY_WORDS = [f"{first}{second}" for first in WORDS for second in WORDS]


def random_reading(
    seed: int,
    articles: int = 40,
    events: int = 8,
    words: Sequence[str] = WORDS,
    undated: float = 0.1,
) -> Reading:
    """Make headlines of six words each, four of them the event's own.

    Parameters
    ----------
    undated
        Share of the articles without a date.
    """
    generator = np.random.default_rng(seed)
    records = []
    for number in range(articles):
        event = int(generator.integers(events))
        own = np.random.default_rng([seed, event]).choice(len(words), 6, replace=False)
        chosen = [*generator.choice(own, 4, replace=False), *generator.integers(len(words), size=2)]
        day = (
            None if generator.random() < undated else event % 3 * 8 + float(generator.random() * 6)
        )
        other = int(generator.integers(articles))
        records.append(
            make_record(
                f"n{number}",
                " ".join(words[at] for at in chosen).capitalize(),
                day,
                outlet_domain=f"outlet{number % 5}.example",
                related_urls=(f"https://n{other}.example/n{other}",) if number % 4 == 0 else (),
            )
        )
    return make_reading(records)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(jobs=1)


@pytest.fixture(scope="session")
def result(settings: Settings) -> Result:
    """Run over 60 invented articles, whose stories change all over the range of the detail."""
    return run(random_reading(1, 60, 20), settings)
