"""Texts and times as files hold them: nothing that a reader stops at, and UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.reporting.plain_values import folder_of, moment, moments, printable, rounded
from clustering.reporting.wording import one_line


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, None),
        (datetime(2023, 8, 31, 17, 30, tzinfo=UTC), "2023-08-31T17:30:00Z"),
        (datetime(2023, 8, 31, 17, 30, 9, 999, tzinfo=UTC), "2023-08-31T17:30:09Z"),
        (datetime(2023, 8, 31, 1, 0, tzinfo=timezone(timedelta(hours=2))), "2023-08-30T23:00:00Z"),
        (datetime(2023, 8, 31), "2023-08-31T00:00:00Z"),
        (datetime(5, 1, 1, tzinfo=UTC), "0005-01-01T00:00:00Z"),
    ],
)
def test_times_are_iso_in_utc(time: datetime | None, expected: str | None) -> None:
    assert moment(time) == expected


@given(
    st.lists(
        st.none() | st.datetimes(timezones=st.none() | st.just(UTC)) | st.just(datetime.max),
        max_size=5,
    )
)
def test_many_times_are_written_as_each_alone(times: list[datetime | None]) -> None:
    assert moments(times) == [moment(time) or "" for time in times]


def test_times_of_other_zones_are_written_together_as_alone() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    times = [datetime(2242, 1, 1, 2, 3, 4, 999_999, tzinfo=east), None]
    assert moments(times) == ["2241-12-31T20:33:04Z", ""]


def test_text_is_kept_but_for_what_files_cannot_hold() -> None:
    assert printable("a\tb\r\nc\rd") == "a\tb\nc\nd"
    assert printable("a\x00\x1b\x7f\x9b\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
    assert printable("  naïve 🧭 \u202e ") == "  naïve 🧭 \u202e "
    assert one_line(" a\n\tb \u202e\u2067c ") == "a b c"
    assert one_line("\u200fعنوان") == "\u200fعنوان"
    assert one_line(" \n") == "(no title)"


def test_figures_are_rounded_at_any_depth_and_nothing_else_changes() -> None:
    values = {"a": 2 / 3, "b": [1, (0.12345678, "0.12345678")], "c": {"d": None, "e": True}}
    assert rounded(values) == {
        "a": 0.666667,
        "b": [1, [0.123457, "0.12345678"]],
        "c": {"d": None, "e": True},
    }


@pytest.mark.parametrize(
    "file",
    ["a/b/c.md", "x.md", "/x.md", "a//b.md", "a/./b.md", "a/b/", "a/.", "a/..", "https://a/b", ""],
)
def test_folders_of_sources_are_those_of_their_paths(file: str) -> None:
    assert folder_of(file) == str(PurePath(file).parent)
