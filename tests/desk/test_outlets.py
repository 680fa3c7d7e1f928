"""The outlets of a store."""

from __future__ import annotations

from pathlib import Path

from clustering.desk.outlets import outlets, stories_of_outlet, stories_without_outlet
from clustering.store import open_store
from tests.factories import make_record
from tests.store.streams import bring

FERRY = [make_record(n, f"Ferry runs aground off Tarn {n}", day=0.1) for n in "abc"]
MUSEUM = make_record(
    "a2", "Museum of Valdria opens its doors", day=0.1, outlet_domain="a.example", outlet_name="A"
)


def test_outlets_have_what_they_carry_and_lack_what_others_do(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [*FERRY, MUSEUM])
        listed = {one.key: one for one in outlets(store.connection, 9)}
        counts = {key: (one.articles, one.stories, one.shared) for key, one in listed.items()}
        first = next(iter(listed))
        assert first == "a.example"
        assert counts == {"a.example": (2, 2, 1), "b.example": (1, 1, 1), "c.example": (1, 1, 1)}
        (shared,) = stories_of_outlet(store.connection, "b.example", 9)
        assert shared in stories_of_outlet(store.connection, "a.example", 9)
        assert stories_without_outlet(store.connection, "b.example", 9) == []
        assert stories_without_outlet(store.connection, "nobody", 9) == [shared]
        assert len(outlets(store.connection, 1)) == 1
