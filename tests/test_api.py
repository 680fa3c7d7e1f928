"""The Python doors: reading with a mapping of columns, and records of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from clustering import cluster, read, reporting, stories_of
from clustering.errors import UsageError
from clustering.model import Record
from tests.tiny_encoder import embed


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


def test_an_outlet_is_named() -> None:
    rows = [{"title": "Kelp wins"}, {"title": "Gulls lose", "outlet": "Daily"}]
    assert {one.outlet_name for one in read(rows, outlet=" Our  Paper").records} == {
        "Our Paper",
        "Daily",
    }
    assert cluster(rows[:1], outlet="Ours").articles[0].outlet.name == "Ours"


def test_wrong_fields_and_columns_are_refused(table: Path) -> None:
    with pytest.raises(UsageError, match=r"columns: there is no field 'titel'; the fields are id,"):
        read(table, columns={"titel": "KOP"})
    with pytest.raises(UsageError, match="no column 'Kopp' to take the title from"):
        read(table, columns={"title": "Kopp"})


def test_without_a_mapping_usual_names_are_needed(table: Path) -> None:
    with pytest.raises(UsageError, match="no column for a title or a URL"):
        read(table)


EAST, WEST = timezone(timedelta(hours=5)), timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("published", "taken"),
    [
        (datetime(2025, 3, 14, 9, 30), datetime(2025, 3, 14, 9, 30, tzinfo=UTC)),
        (datetime(2025, 3, 14, 9, 30, tzinfo=EAST), datetime(2025, 3, 14, 4, 30, tzinfo=UTC)),
        (datetime.min.replace(tzinfo=EAST), None),
        (datetime.max.replace(tzinfo=WEST), None),
        (datetime.max, datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_times_of_all_zones_and_ages_are_taken_as_utc_and_written(
    published: datetime, taken: datetime | None, tmp_path: Path
) -> None:
    own = Record("1", "api", "Kelp wins", published=published)
    result = cluster([own, Record("2", "api", "Gulls lose")])
    assert result.reading.records[0].published == taken
    reporting.write(result, tmp_path / "report", ["html", "json", "csv"])
    assert (tmp_path / "report" / "index.html").exists()


def test_any_function_joins_languages() -> None:
    titles = ["Strong quake near Tavrela", "Schweres Beben bei der Stadt Tawrela", "A lentil soup"]
    assert len(cluster(titles, embed=embed).stories) == 2
    assert len(cluster(titles, embed=embed, meaning="off").stories) == 3
    rows = stories_of(titles, embed=embed)
    assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"]


def test_rows_without_titles_are_warned_of_with_the_column_that_may_hold_them() -> None:
    rows = [
        {"KOP": "Storm Ottoline floods the old harbour of Graywick", "url": "https://a.example/1"},
        {"KOP": "A lentil soup for the long nights of the winter", "url": "https://b.example/2"},
    ]
    with pytest.warns(UserWarning, match=r"no titles found; KOP may .*columns=\{'title': 'KOP'\}"):
        stories_of(rows)
    stories_of(rows, columns={"title": "KOP"})
