"""One table of names: whatever it lists is understood in posts, tables and feeds alike."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.model import Record
from clustering.sources import read_sources
from clustering.sources.names import FIELD_NAMES, find_layout

WRITTEN = {
    "title": "Otter leaves the lock",
    "excerpt": "Barges wait.",
    "url": "https://courier.example/otter",
    "outlet": "Corrin Courier",
    "domain": "courier.example",
    "published": "2025-03-26T11:00:00Z",
    "topics": "Otters",
    "quality": "7",
}
READ = {
    "title": WRITTEN["title"],
    "excerpt": WRITTEN["excerpt"],
    "urls": (WRITTEN["url"],),
    "outlet_name": WRITTEN["outlet"],
    "outlet_domain": WRITTEN["domain"],
    "published": datetime(2025, 3, 26, 11, 0, tzinfo=UTC),
    "topics": ("Otters",),
    "quality": 7.0,
}
USUAL = [(field, name) for field, names in FIELD_NAMES.items() for name in names.usual]


def keys_with(field: str, name: str) -> dict[str, str]:
    """Name each field by its first usual name, and one of them by another."""
    first = {one: names.usual[0] for one, names in FIELD_NAMES.items() if one in WRITTEN}
    return {(first | {field: name})[one]: WRITTEN[one] for one in first}


def of_interest(record: Record) -> dict[str, object]:
    return {attribute: getattr(record, attribute) for attribute in READ}


@pytest.mark.parametrize(("field", "name"), [pair for pair in USUAL if pair[0] in WRITTEN])
def test_every_usual_name_means_the_same_in_posts_and_tables(
    tmp_path: Path, field: str, name: str
) -> None:
    keys = keys_with(field, name)
    lines = "\n".join(f'{key}: "{value}"' for key, value in keys.items())
    (tmp_path / "x.md").write_text(f"---\n{lines}\n---\n")
    (tmp_path / "t.csv").write_text(
        ",".join(keys) + "\n" + ",".join(f'"{value}"' for value in keys.values()) + "\n"
    )
    (tmp_path / "t.jsonl").write_text(json.dumps(keys) + "\n")
    for source in ("x.md", "t.csv", "t.jsonl"):
        [record] = read_sources([tmp_path / source]).records
        assert of_interest(record) == READ, source


@pytest.mark.parametrize("name", ["WEB URL", "web_url", "web-url", "weburl"])
def test_a_name_may_be_spelled_in_any_way(name: str) -> None:
    assert find_layout(["x", name]).url == (1,)


def test_of_several_names_the_earlier_one_goes_first_and_none_is_lost() -> None:
    layout = find_layout(["date", "link", "x", "published", "url"])
    assert (layout.url, layout.published, layout.others) == ((4, 1), (3, 0), (2,))


def test_a_position_that_is_known_is_used_for_nothing_else() -> None:
    layout = find_layout(["title", "link"], {"outlet": [0]})
    assert (layout.outlet, layout.title, layout.url, layout.others) == ((0,), (), (1,), ())


def test_no_name_stands_for_two_fields() -> None:
    names = [find_layout([name]) for _, name in USUAL]
    assert [layout.fields_found for layout in names] == [1] * len(USUAL)


def test_no_reader_has_names_of_its_own() -> None:
    folder = Path(find_layout.__code__.co_filename).parent
    own = {"cdnAmpWebUrl", "publishedAt", "feedburner_origlink", "content_text", "external_url"}
    for path in folder.glob("*.py"):
        found = {name for name in own if name in path.read_text("utf-8")}
        assert found == (own if path.name == "names.py" else set()), path
