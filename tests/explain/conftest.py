"""A small run whose pairs are explained."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.result import Result
from tests.factories import make_record

RECORDS = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: ferries cancelled at the Brackwater harbour", 0.6),
    make_record("voltpage", "Central bank of Vesland holds its key rate", 0.1),
    make_record("again", "Ferries cancelled as rail strike begins in Rome", 0.5),
]


@pytest.fixture(scope="module")
def result() -> Result:
    return cluster(RECORDS)
