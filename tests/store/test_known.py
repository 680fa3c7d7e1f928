"""What a store has of articles that were read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clustering.articles.merge import merge
from clustering.store import open_store
from clustering.store.known import find_places
from tests.factories import make_record
from tests.store.streams import WINDOW, bring

OLD = make_record("old", "Ferry runs aground off Tarn", day=0.0)
FERRY = make_record("ferry", "Ferry is towed free", day=4 * WINDOW)
MUSEUM = make_record("museum", "Museum of Valdria opens its doors", day=4 * WINDOW)


def test_articles_are_new_repeated_told_anew_or_settled(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [FERRY])
        elsewhere = replace(FERRY, source="other.csv", name="other.csv:7")
        told_anew = replace(FERRY, title="Ferry is towed free at last")
        for record, is_known, is_settled, is_repeated in (
            (MUSEUM, False, False, False),
            (FERRY, True, False, True),
            (elsewhere, True, False, True),
            (told_anew, True, False, False),
            (OLD, True, True, False),
        ):
            (place,) = find_places(store.connection, [record], merge([record]))
            assert (bool(place.stories), place.is_settled, place.is_repeated) == (
                is_known,
                is_settled,
                is_repeated,
            )
