"""Loose values become the types of a record."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.sources.values import (
    WrongType,
    read_names,
    read_number,
    read_outlet,
    read_outlets,
    read_text,
    read_urls,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Tide  turns\r\nat\tnoon ", "Tide turns at noon"),
        ("Bell\x07 buoy", "Bell buoy"),
        ("half a \ud83d pair", "half a pair"),
        (None, ""),
        (float("nan"), ""),
        (2024, "2024"),
        (1.5, "1.5"),
        (False, "False"),
    ],
)
def test_text_is_one_printable_line(value: object, text: str) -> None:
    assert read_text(value, "title") == text


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Morningstar%2c Inc.", "Morningstar, Inc."),
        ("Le%20Journal%20d%C3%A9t%c3%a9", "Le Journal dété"),
        ("100% Handball", "100% Handball"),
        ("Rebate 50%off", "Rebate 50%off"),
        ("half %e9 a letter", "half %e9 a letter"),  # not UTF-8
        ("bell%07", "bell%07"),  # not printable
        ("%20", "%20"),
        ("Kelp  Courier", "Kelp Courier"),
    ],
)
def test_the_name_of_an_outlet_is_read_without_its_escapes(written: str, name: str) -> None:
    assert read_outlet(written, "outlet") == name
    assert read_outlets(["Tideline", written, None], "outlet") == ["Tideline", name, ""]


@pytest.mark.parametrize(("value", "name"), [(["a"], "a list"), ({"a": 1}, "a mapping")])
def test_text_of_the_wrong_type_is_named(value: object, name: str) -> None:
    with pytest.raises(WrongType, match=f"title is {name}, not text"):
        read_text(value, "title")


@given(st.text(st.characters()))
def test_any_text_can_be_written_as_one_csv_line(value: str) -> None:
    text = read_text(value, "title")
    written = io.StringIO()
    csv.writer(written).writerow([text])
    assert text == read_text(text, "title")
    assert written.getvalue().encode().count(b"\n") == 1


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (53, 53.0),
        ("53", 53.0),
        (" -1 ", -1.0),
        ("0.5", 0.5),
        ("high", None),
        ("nan", None),
        ("inf", None),
        (10**400, None),
        (True, None),
        ([1], None),
        (None, None),
    ],
)
def test_numbers(value: object, number: float | None) -> None:
    assert read_number(value) == number


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (["AI", "Vision", "AI"], ("AI", "Vision")),
        ("AI; Vision", ("AI", "Vision")),
        ("AI, Vision|Ports", ("AI", "Vision", "Ports")),
        ("AI", ("AI",)),
        ([["AI"], None, "", 5], ("5",)),
        (None, ()),
        ({"AI": 1}, ()),
        ("", ()),
    ],
)
def test_names(value: object, names: tuple[str, ...]) -> None:
    assert read_names(value) == names


@pytest.mark.parametrize(
    "value",
    [
        ["https://a.example/x,1", "https://b.example/"],
        "https://a.example/x,1 https://b.example/",
        "https://a.example/x,1|https://b.example/",
        "https://a.example/x,1, https://b.example/",
        "https://a.example/x,1;https://b.example/",
    ],
)
def test_urls_may_hold_commas(value: object) -> None:
    assert read_urls(value) == ("https://a.example/x,1", "https://b.example/")
