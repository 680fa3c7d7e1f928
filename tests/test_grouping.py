"""What a run computed, as later stages read it."""

from __future__ import annotations

import pytest

from clustering import cluster
from tests.factories import make_record

RECORDS = [make_record("tern", "Lentils for winter"), make_record("otter", "Key rate held")]


@pytest.mark.parametrize(("given", "used"), [(0.0, 0.0), (0.25, 0.25)])
def test_the_cohesion_is_the_one_that_was_used(given: float, used: float) -> None:
    assert cluster(RECORDS, cohesion=given).cohesion == used


def test_a_cohesion_that_was_not_given_is_chosen() -> None:
    result = cluster(RECORDS)
    assert result.cohesion == result.settings.cohesion
    assert result.cohesion > 0


def test_articles_are_in_the_order_of_their_ids_whatever_that_of_the_records() -> None:
    ids = [article.id for article in cluster(RECORDS).articles]
    assert ids == sorted(ids) == [article.id for article in cluster(RECORDS[::-1]).articles]
