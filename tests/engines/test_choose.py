"""Auto keeps in memory what fits there, and on disk what does not."""

from __future__ import annotations

import sys

import pytest

from clustering.engines import choose
from clustering.engines.choose import (
    characters_that_count,
    choose_engine,
    needed_bytes,
    prepare_engine,
    room_for_texts,
    spilled_bytes,
)


@pytest.mark.parametrize(("records", "expected"), [(399_999, ["kept"]), (400_000, [])])
def test_freed_memory_is_kept_where_few_records_were_read(
    monkeypatch: pytest.MonkeyPatch, records: int, expected: list[str]
) -> None:
    told: list[str] = []
    monkeypatch.setattr(choose, "keep_freed_memory", lambda: told.append("kept"))
    choose.keep_memory_for(records)
    assert told == expected


@pytest.mark.parametrize(
    ("name", "memory", "expected"),
    [
        ("inline", "1MB", "inline"),
        ("spill", "100GB", "spill"),
        ("auto", "4GB", "inline"),
        ("auto", "2GB", "spill"),
    ],
)
def test_a_million_headlines(name: str, memory: str, expected: str) -> None:
    assert choose_engine(name, memory, 1_000_000, 0).name == expected


@pytest.mark.parametrize(
    ("memory", "rows"), [("4GB", 50_000), ("1GB", 20_000), ("500MB", 10_000), ("1MB", 5_000)]
)
def test_blocks_are_smaller_where_little_memory_may_be_taken(memory: str, rows: int | None) -> None:
    assert choose_engine("spill", memory, 1_000_000, 0).block_rows == rows


def test_what_is_free_says_nothing_of_blocks_so_that_a_later_run_goes_on_with_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clustering.engines.choose.free_memory_bytes", lambda: 500e6)
    assert choose_engine("spill", "free", 1_000_000, 0).block_rows is None


def test_without_a_size_it_goes_by_what_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    for free, expected in ((3e9, "inline"), (2e9, "spill"), (None, "inline")):
        monkeypatch.setattr("clustering.engines.choose.free_memory_bytes", lambda free=free: free)
        assert choose_engine("auto", "free", 900_000, 0).name == expected


def test_of_each_text_only_what_is_looked_at_counts() -> None:
    assert characters_that_count(["", "abcdef", "abc"], 4) == 7
    assert characters_that_count(["", ""], 4) == 0


def test_texts_take_room() -> None:
    assert needed_bytes(1_000, 400_000) > needed_bytes(1_000, 0)


def test_a_run_with_a_part_in_files_takes_less() -> None:
    assert 2 * spilled_bytes(1_000_000, 0) < needed_bytes(1_000_000, 0)
    assert spilled_bytes(1_000, 400_000) > spilled_bytes(1_000, 0)
    assert spilled_bytes(1_000, 0, 500) > spilled_bytes(1_000, 0)


@pytest.mark.parametrize(
    ("records", "characters", "undated", "held"),
    [
        (100_000, 0, 0, 322e6),
        (1_000_000, 0, 0, 572e6),
        (5_000_000, 0, 0, 1_708e6),
        (100_000, 0, 100_000, 406e6),
        (300_000, 0, 300_000, 485e6),
        (20_000, 8_000_000, 0, 350e6),
    ],
)
def test_no_run_that_was_measured_held_more_than_is_said(
    records: int, characters: int, undated: int, held: float
) -> None:
    assert spilled_bytes(records, characters, undated) > held


def test_nothing_is_started_for_engines_of_this_process() -> None:
    before = {*sys.modules}
    for name in ("auto", "inline", "spill"):
        prepare_engine(name, 2)
    assert not {name for name in {*sys.modules} - before if name.startswith("pyspark")}


@pytest.mark.parametrize(
    ("name", "memory", "expected"),
    [
        ("inline", "1MB", [False, False, False]),
        ("spill", "100GB", [True, True, True]),
        ("auto", "2GB", [False, False, True]),
    ],
)
def test_texts_go_to_files_once_the_rows_that_were_read_do_not_fit(
    name: str, memory: str, expected: list[bool]
) -> None:
    room = room_for_texts(name, memory)
    assert [room(count) is not None for count in (1_000, 100_000, 2_000_000)] == expected
