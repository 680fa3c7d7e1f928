"""What people ask of a result: an article by any of its names, and the story it is in."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.errors import UsageError
from tests.factories import make_record

STORM = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: harbour of Brackwater flooded, ferries cancelled", 0.6),
]


BANK = [
    make_record("voltpage", "Central bank of Vesland holds its key rate at 3.25 per cent", 0.1),
    make_record("quay", "Vesland's central bank keeps key rate at 3.25%", 0.3),
]


ALONE = [make_record("otter", "A lentil recipe for long winter evenings", 0.4)]


ALL = STORM + BANK + ALONE


def test_articles_are_found_by_id_url_path_and_record_name() -> None:
    result = cluster(ALL)
    article = result.articles[result.find("gazette")]
    for name in (article.id, STORM[0].urls[0], STORM[0].urls[0] + "?utm_source=x"):
        assert result.articles[result.find(name)] is article
    assert article in result.story("tern").articles


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'gazette'"):
        cluster(ALL).find("gazete")
