"""A selection holds fewer stories and still knows the counts of all."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.cli.selection import select
from clustering.pipeline import Result
from tests.factories import make_record


@pytest.fixture(scope="module")
def result() -> Result:
    return cluster(
        [
            make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater"),
            make_record("tern", "Brackwater's old harbour under water after storm Ottoline"),
            make_record("voltpage", "Central bank of Vesland holds its key rate"),
        ]
    )


def test_the_counts_are_those_of_the_whole(result: Result) -> None:
    some = select(result, result.stories[:1])
    assert some.stories == result.stories[:1]
    assert some.counts == result.counts | {"stories_shown": 1}
    assert result.counts["stories"] == 2


def test_everything_else_stays(result: Result) -> None:
    some = select(result, [])
    assert some.articles is result.articles
    assert some.settings is result.settings
    assert some.why("gazette", "tern").together
