"""What a value looks like decides which field it can be."""

from __future__ import annotations

import pytest

from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.tables.row_fields import first_of, open_block, read_block
from clustering.sources.taken import Tally


def read(**row: object) -> dict[str, object]:
    block = open_block(tuple(row), [[value] for value in row.values()], ColumnFinder(()))
    fields = read_block(block, Tally())
    return {name: next(iter(values)) for name, values in fields.items()}


@pytest.mark.parametrize(
    ("row", "outlet", "domain", "urls"),
    [
        ({"source": "Tide Post"}, "Tide Post", "", ()),
        (
            {"source": "https://tide.example/a"},
            "",
            "https://tide.example/a",
            ("https://tide.example/a",),
        ),
        (
            {"source": "https://tide.example", "url": "https://tide.example/a"},
            "",
            "https://tide.example",
            ("https://tide.example/a",),
        ),
        (
            {"source": {"name": "Tide", "url": "https://tide.example"}},
            "Tide",
            "https://tide.example",
            (),
        ),
        ({"source.name": "Tide", "source.id": 3}, "Tide", "", None),
        ({"provider": [{"name": "Tide"}]}, "Tide", "", None),
        (
            {"outlet": "", "publisher": {"name": "Tide", "domain": "tide.example"}},
            "Tide",
            "tide.example",
            None,
        ),
    ],
)
def test_an_address_is_no_outlet(
    row: dict[str, object], outlet: str, domain: str, urls: tuple[str, ...] | None
) -> None:
    read_row = read(title="x", **row)
    assert (read_row["outlet_name"], read_row["outlet_domain"]) == (outlet, domain)
    assert read_row.get("urls") == urls


def test_a_part_of_a_site_is_no_address() -> None:
    assert read(permalink="/r/a/1", url="https://a.example")["urls"] == ("https://a.example",)
    assert read(title="x", permalink="/r/a/1")["urls"] == ()


def test_text_goes_before_mappings_and_later_columns_fill_gaps() -> None:
    values, names = first_of([("a", ["", {"x": 1}, "1"]), ("b", ["2", "3", "4"])])
    assert (list(values), names) == (["2", "3", "1"], ["a", "b"])
    values, names = first_of([("a", [["x"]]), ("b", ["y"])], text=False)
    assert (list(values), names) == ([["x"]], ["a"])


def test_columns_inside_of_mappings_are_not_passed_on() -> None:
    block = open_block(("title", "fields"), [["x"], [{"trailText": "y"}]], ColumnFinder(()))
    assert block.names == ("title", "fields", "fields.trailText")
    assert [block.names[at] for at in block.layout.others] == ["fields"]
