"""Crowds of articles that are alike cost what their number says, and no more."""

from __future__ import annotations

import pytest

from tests.benchmarks.crowds import KINDS, Cost, grows_too_fast, measure, records_of


@pytest.mark.parametrize("kind", KINDS)
def test_each_crowd_runs_to_its_end(kind: str) -> None:
    records = list(records_of(kind, 40))
    assert len({record.name for record in records}) == 40
    assert measure(kind, 40).seconds < 20


def test_growth_is_told() -> None:
    assert not grows_too_fast(Cost(10, 100), Cost(40, 400))
    assert grows_too_fast(Cost(10, 100), Cost(160, 400))
    assert grows_too_fast(Cost(10, 100), Cost(40, 1_600))
    assert not grows_too_fast(Cost(0.01, 1), Cost(1.0, 100))
