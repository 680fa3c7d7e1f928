"""Copies as the desk shows them."""

from __future__ import annotations

from pathlib import Path

from clustering.desk.copies import groups_of_copies
from clustering.store import open_store
from tests.factories import make_record
from tests.store.streams import bring

TEXT = "The old harbour of Brackwater stood under water on Monday; ferries were cancelled." * 2


def test_groups_come_the_newest_first_each_with_the_one_to_keep(tmp_path: Path) -> None:
    records = [
        make_record(f"{event}{at}", f"{event} floods the old harbour", day, excerpt=event + TEXT)
        for event, day in (("Ottoline", 0.0), ("Zephyrine", 2.5))
        for at in range(2)
    ]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records)
        groups = groups_of_copies(store.connection, 0, 9)
        assert [group.articles[0].title.split()[0] for group in groups] == ["Zephyrine", "Ottoline"]
        assert all(group.articles[0].is_kept for group in groups)
        assert all(group.kind == "wire_copy" for group in groups)
        assert groups_of_copies(store.connection, 1, 1) == groups[1:]
