"""A sweep over six invented articles, one of them with a hostile title."""

from __future__ import annotations

import pytest

from clustering.evaluation.gold import GoldLabels
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.tuning.findings import Findings, sweep_and_choose
from clustering.tuning.values import parse_sweep
from tests.factories import make_reading, make_record

HOSTILE = "<script>alert('harbour')</script> flood"


RECORDS = [
    make_record(f"n{at}", f"{HOSTILE} {word}", at / 10)
    for at, word in enumerate(["storm", "ferry", "harbour", "bridge", "storm"])
] + [make_record("soup", "Ten soups for cold evenings", 1.0)]


@pytest.fixture(scope="module")
def found() -> Findings:
    settings = Settings(jobs=1)
    result = run(make_reading(RECORDS), settings)
    gold = GoldLabels("", [(one.id,) for one in result.articles], list("aabbcc"))
    return sweep_and_choose(
        result, settings, parse_sweep("cohesion=0.01:0.6:20", result.settings), gold
    )
