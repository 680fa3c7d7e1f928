"""What is new in a store, in every format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, replace

import pytest

from clustering.errors import UsageError
from clustering.reporting.news.show import NEWS_STREAMS, stream_news
from clustering.store.news_items import News, NewsItem

ITEM = NewsItem(
    section="grown",
    story="s1",
    headline="Ferry runs aground off Tarn",
    url="https://tidepost.example/ferry",
    outlet="Tide Post",
    thread="t1",
    articles=14,
    outlets=5,
    first_published="2026-11-27T08:00:00Z",
    last_published="2026-11-28T07:30:00Z",
    came=12,
    new_outlets=("Courier", "The Echo", "Norbek Times"),
    other="",
    other_headline="",
    by_renewal=False,
    mark="one event",
)
ALONE = [
    replace(ITEM, section="new", story=f"n{at}", headline=f"Story {at}", outlets=1, new_outlets=())
    for at in range(30)
]
NEWS = News("n.db", 3, "2026-11-27T07:00:00Z", 5, "2026-11-28T07:00:00Z", (*ALONE, ITEM), 2)
HOSTILE = replace(
    ITEM,
    headline='<script>alert(1)</script> [x](javascript:1) "=cmd',
    url="javascript:alert(1)",
    outlet="=SUM(A1)",
    new_outlets=("<b>", "\x1b[31mred"),
    other_headline="\u202eevil",
)
EMPTY = replace(NEWS, items=())


def written(news: News, style: str) -> str:
    stream = io.StringIO()
    stream_news(news, style, stream)
    return stream.getvalue()


@pytest.mark.parametrize("style", ["table", "md", "html"])
def test_people_read_what_grew_by_how_much_and_who_is_new(style: str) -> None:
    text = written(NEWS, style)
    assert "Ferry runs aground off Tarn" in text
    assert "+12 articles, 3 new outlets: Courier, The Echo, Norbek Times" in text
    assert "5 outlets · 14 articles" in text
    assert "and 20 more" in text
    assert "run 3" in text


@pytest.mark.parametrize("style", ["table", "md", "html"])
def test_nothing_new_is_said(style: str) -> None:
    assert "Nothing new" in written(EMPTY, style)


@pytest.mark.parametrize("style", sorted(NEWS_STREAMS))
def test_hostile_texts_do_no_harm(style: str) -> None:
    text = written(replace(NEWS, items=(HOSTILE,)), style)
    assert "\x1b" not in text
    if style in ("html", "rss", "atom"):
        assert "<script" not in text
        assert 'href="javascript' not in text
    if style == "md":
        assert "](javascript" not in text.replace("\\]", "")
    if style == "csv":
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["outlet"] == "'=SUM(A1)"


def test_json_holds_every_item_with_all_that_is_known() -> None:
    document = json.loads(written(NEWS, "json"))
    assert document["schema_version"] == 1
    assert document["since"] == {"run": 3, "time": "2026-11-27T07:00:00Z"}
    assert document["settled"] == 2
    assert document["items"][-1] == asdict(ITEM) | {
        "new_outlets": list(ITEM.new_outlets),
        "others": [],
    }
    assert len(document["items"]) == len(NEWS.items)


def test_the_table_has_a_row_for_each_item() -> None:
    rows = list(csv.DictReader(io.StringIO(written(NEWS, "csv"))))
    assert len(rows) == len(NEWS.items)
    assert rows[-1]["new_outlets"] == "Courier; The Echo; Norbek Times"


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="atom"):
        written(NEWS, "xml")
