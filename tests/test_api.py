"""The Python doors: reading with a mapping of columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering import cluster, read
from clustering.errors import UsageError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("KOP,adres,kort\nKelp wins,https://a.example/1,\n,,Gulls\n")
    return path


def test_columns_are_mapped(table: Path) -> None:
    columns = {"title": ["KOP", "kort"], "url": "adres"}
    records = read(table, columns=columns).records
    assert [record.title for record in records] == ["Kelp wins", "Gulls"]
    assert records[0].urls == ("https://a.example/1",)
    assert len(cluster(read(table, columns=columns)).articles) == 2


def test_wrong_fields_and_columns_are_refused(table: Path) -> None:
    with pytest.raises(UsageError, match=r"columns: there is no field 'titel'; the fields are id,"):
        read(table, columns={"titel": "KOP"})
    with pytest.raises(UsageError, match="no column 'Kopp' to take the title from"):
        read(table, columns={"title": "Kopp"})


def test_without_a_mapping_usual_names_are_needed(table: Path) -> None:
    with pytest.raises(UsageError, match="no column for a title or a URL"):
        read(table)
