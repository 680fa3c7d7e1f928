"""Front matter in TOML and JSON is cut and read within the limits."""

from __future__ import annotations

import pytest

from clustering.sources.headers.notations import cut_json, cut_toml, read_json, read_toml
from clustering.text.parsing.limits import Unreadable


def test_times_of_toml_become_text_wherever_they_stand() -> None:
    text = "date = 2024-05-02T06:10:00Z\ndays = [2024-05-02]\n[extra]\nat = 06:10:00\n"
    assert read_toml(text) == {
        "date": "2024-05-02T06:10:00+00:00",
        "days": ["2024-05-02"],
        "extra": {"at": "06:10:00"},
    }


def test_toml_and_json_nest_no_deeper_than_the_limit() -> None:
    deep = "[" * 101 + "]" * 101
    for read, text in ((read_toml, f"a = {deep}"), (read_json, deep)):
        with pytest.raises(Unreadable, match="deeper than the limit of 100 levels"):
            read(text)


def test_cuts_end_behind_the_closing_line_or_bracket() -> None:
    text = '+++\na = "+++"\n+++\nBody'
    assert text[cut_toml(text)[1] :] == "\nBody"
    text = '{"a": "}"}\nBody'
    assert cut_json(text) == ('{"a": "}"}', 10)
    assert cut_json('"a": "b",\n;;;\nBody') == ('{"a": "b"}', 13)
    assert cut_json('"a quotation" starts a text') is None


def test_json_that_is_no_object_is_no_header() -> None:
    with pytest.raises(Unreadable, match="front matter is no object"):
        read_json("[1]")
