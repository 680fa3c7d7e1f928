"""A sweep over sixty invented articles, some of them with a hostile title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.evaluation.gold import GoldLabels
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.tuning.findings import Findings, sweep_and_choose
from clustering.tuning.values import parse_sweep
from tests.factories import make_reading
from tests.tuning.conftest import random_reading

HOSTILE = "<script>alert('harbour')</script> flood"


@pytest.fixture(scope="session")
def found() -> Findings:
    settings = Settings(jobs=1)
    records = [
        replace(record, title=f"{HOSTILE} {record.title}") if at % 4 == 0 else record
        for at, record in enumerate(random_reading(1, 60, 20).records)
    ]
    result = run(make_reading(records), settings)
    stories = result.cut_tree.cut(0.9)
    gold = GoldLabels(
        "", [(one.id,) for one in result.articles], [f"s{story}" for story in stories]
    )
    return sweep_and_choose(result, settings, parse_sweep("detail=0.05:1:20", settings), gold)
