"""What the desk tells of the user's groups of outlets."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.desk.correct import Corrections
from clustering.desk.search import SearchIndex
from clustering.serve.grouped import GroupTeller
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from clustering.store import open_store
from tests.factories import make_record
from tests.store.streams import bring

GROUPS = OutletGroups(
    (
        OutletGroup("", "own", ("tern.example",)),
        OutletGroup("", "rivals", ("Gazette", "ledger.example", "nobody.example")),
        OutletGroup("size", "big", ("gazette.example", "mirror.example")),
        OutletGroup("size", "small", ("otter.example",)),
    )
)
STORM = "Storm Ottoline floods the old harbour of Brackwater and forty houses"
CHESS = "Chess champion Arkady Lindqvist keeps his title after a draw in Valdria"
RECORDS = [
    make_record("tern", STORM, 0.0),
    make_record("gazette", f"{STORM} near it", 0.1),
    make_record("mirror", f"{STORM}, ferries stop", 0.2),
    make_record("gazette2", CHESS, 0.5, outlet_name="Gazette", outlet_domain="gazette.example"),
    make_record("ledger", f"{CHESS} city", 0.6),
]


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        bring(store, RECORDS)
    return Corrections(path, tmp_path / "labels.yaml", SearchIndex().stories_near)


def test_what_each_group_carried_and_lacks_is_counted(corrections: Corrections) -> None:
    grouping = GroupTeller(GROUPS)
    with corrections.open() as store:
        figures = grouping.figures(store.connection)
        heads = dict(store.connection.execute("SELECT id, headline FROM stories"))
    assert [(row.group.label, row.carried, row.missing) for row in figures.rows] == [
        ("own", 1, 1),
        ("rivals", 2, 0),
        ("size: big", 2, 0),
        ("size: small", 0, 2),
    ]
    assert [one.name for one in figures.rows[1].outlets] == ["Gazette", "Ledger"]
    assert [heads[story][:5] for story in figures.blind("", "own")] == ["Chess"]
    assert len(figures.blind("size: big", "size: small")) == 2
    assert figures.blind("size: small", "size: big") == []
    assert [(one.name, one.stories) for one in figures.followers] == [("Gazette", 1), ("Mirror", 1)]


def test_figures_follow_what_comes(corrections: Corrections) -> None:
    grouping = GroupTeller(GROUPS)
    with corrections.open() as store:
        assert grouping.figures(store.connection) is grouping.figures(store.connection)
        bring(store, [make_record("tern2", f"{CHESS} today", 0.7, outlet_domain="tern.example")])
        assert grouping.figures(store.connection).blind("", "own") == []


def test_without_groups_nothing_is_told(corrections: Corrections) -> None:
    assert not GroupTeller()
    with corrections.open() as store:
        assert GroupTeller().of(store.connection, []) == {}
