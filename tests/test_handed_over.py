"""Whatever rows are handed over as, the same stories come back beside the same rows."""

# ruff: noqa: ANN401 - data of any kind
from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import samestory
from clustering.handed_over import hand_over
from clustering.model import Record
from clustering.sources.base import DEFAULT_OPTIONS
from tests.frame_kinds import MAKERS, as_dicts

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ADDED = ["article", "story", "thread", "core", "duplicate_group", "duplicate_kind", "keep"]
TEXT = "Harbour closed, ferries cancelled and schools shut after the storm of the night."
ROWS: list[dict[str, Any]] = [
    {"title": "Storm Ottoline floods the harbour of Brackwater", "outlet": "Gazette", "text": TEXT},
    {"title": "Lentil recipe for winter", "outlet": "Otter", "text": None},
    {"title": "Brackwater harbour flooded by storm Ottoline", "outlet": "Tern", "text": None},
    {"title": "Storm Ottoline floods the harbour of Brackwater", "outlet": "Quay", "text": TEXT},
    {"title": None, "outlet": "Nobody", "text": "Neither a title nor an address."},
]
for _at, _row in enumerate(ROWS):
    _row["published"] = datetime(2025, 3, 14, 8 + _at)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_rows_gets_the_same_stories_in_the_same_order(kind: str) -> None:
    data = MAKERS[kind](ROWS)
    with pytest.warns(UserWarning, match=r"in no story: data:4: neither a title nor a URL"):
        back = samestory.stories_of(data)
    assert type(back) is type(data)
    rows = as_dicts(back)
    assert [list(row) for row in rows] == [[*ROWS[0], *ADDED]] * len(ROWS)
    assert [row["outlet"] for row in rows] == [row["outlet"] for row in ROWS]
    storm, lentils, other, copy, unread = rows
    assert storm["story"] == other["story"] == copy["story"] != lentils["story"]
    assert storm["duplicate_group"] == copy["duplicate_group"] is not None
    assert (storm["duplicate_kind"], lentils["duplicate_kind"]) == (copy["duplicate_kind"], None)
    assert sorted([storm["keep"], copy["keep"]]) == [False, True]
    assert (lentils["keep"], lentils["core"]) == (True, True)
    assert [unread[name] for name in ADDED] == [None] * len(ADDED)


@pytest.mark.parametrize("kind", MAKERS)
def test_no_rows_come_back_with_the_columns(kind: str) -> None:
    data = MAKERS[kind](ROWS[:1])
    empty = data[:0] if isinstance(data, list) else data.head(0) if kind != "pyarrow" else data[:0]
    assert as_dicts(samestory.stories_of(empty)) == []


def test_titles_come_back_as_dicts_or_as_a_frame() -> None:
    titles = [str(row["title"]) for row in ROWS[:3]]
    rows = samestory.stories_of(titles)
    assert [row["title"] for row in rows] == titles
    assert rows[0]["story"] == rows[2]["story"]
    assert samestory.stories_of([]) == []


def test_paths_give_the_rows_of_the_assignments() -> None:
    rows = samestory.stories_of(FIXTURES / "headlines.jsonl", detail=0.6)
    assert list(rows[0])[:3] == ["record", "source", "article"]
    assert rows[0]["published"].tzinfo is not None
    result = samestory.cluster(FIXTURES / "headlines.jsonl", detail=0.6)
    assert {row["story"] for row in rows} == {story.id for story in result.stories}


@pytest.mark.filterwarnings("ignore:skipped")
def test_several_paths_are_read_together_and_texts_that_name_none_are_titles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"title\nKelp wins {name}\n")
    monkeypatch.chdir(tmp_path)
    for data, more in (
        ("a.csv", ["b.csv"]),
        (["a.csv", "b.csv"], []),
        ([Path("a.csv")], ["b.csv"]),
    ):
        if isinstance(data, list) and more:
            continue
        assert [record.source for record in samestory.read(data, *more).records] == [
            "a.csv",
            "b.csv",
        ]
    with pytest.raises(samestory.NothingReadable, match=r"missing\.csv: no such file"):
        samestory.read(["a.csv", "missing.csv"])
    assert samestory.read(["a.csv", "Kelp wins again"]).records[0].source == "data"


def test_records_and_readings_are_taken_as_they_are() -> None:
    records = [Record("1", "own", "Kelp wins"), Record("2", "own", "Gulls lose")]
    assert samestory.read(records).records == records
    reading = samestory.read(records)
    assert hand_over(reading, (), DEFAULT_OPTIONS).reading is reading
    assert len(samestory.cluster(iter(records)).articles) == 2


def test_rows_are_named_by_their_position_or_their_id() -> None:
    reading = samestory.read([{"title": "Kelp"}, {"title": "Gull", "id": 5}])
    assert [record.name for record in reading.records] == ["data:0", "5"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "data: NoneType cannot be read; give a data frame"),
        ({"title": ["Kelp"]}, "data: dict cannot be read"),
        ([1, 2], "data: a list of int cannot be read"),
        (["Kelp", {"title": "Gull"}], "data: item 1 is a dict"),
        ([{"foo": "Kelp"}], r"columns=\{'title': COLUMN\} \(there are: foo\)"),
        ([{"title": b"\xff"}], "'title' holds bytes that are not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: Any, sentence: str) -> None:
    with pytest.raises(samestory.UsageError, match=sentence):
        samestory.stories_of(data)


def test_rows_that_hold_nothing_are_nothing_readable() -> None:
    with pytest.raises(samestory.NothingReadable, match="no row can be read"):
        samestory.stories_of([{"title": None}, {"title": ["a", "list"]}])


@pytest.mark.parametrize("kind", MAKERS)
def test_what_an_earlier_call_gave_is_replaced(kind: str) -> None:
    once = samestory.stories_of(MAKERS[kind](ROWS[:4]), detail=0.5)
    again = samestory.stories_of(once)
    assert as_dicts(again) == as_dicts(samestory.stories_of(MAKERS[kind](ROWS[:4])))


def test_rows_are_asked_about_by_their_position() -> None:
    result = samestory.cluster([{"title": None}, *ROWS[:3]])
    assert result.story(1) == result.story(3) == result.story("data:1")
    assert result.why(1, 3).together
    assert result.select(min_articles=2).why(1, 2).together is False
    for row in (0, 4, -1):
        with pytest.raises(samestory.UsageError, match=f"row {row}: no record is from there"):
            result.story(row)
