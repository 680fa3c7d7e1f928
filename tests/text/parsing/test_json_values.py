"""JSON is read as json reads it, within limits that are ours, and errors are in our words."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.text.parsing import json_values
from clustering.text.parsing.json_values import load_json, load_json_before
from clustering.text.parsing.limits import Unreadable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('[]{}"\\ab'),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('[{"\\'), inner, max_size=3)
    ),
)


def levels_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(levels_of, value.values()), default=0)
    return 1 + max(map(levels_of, value), default=0) if isinstance(value, list) else 0


@given(VALUES, st.integers(0, 4))
def test_values_are_read_up_to_the_depth_that_is_given(value: object, depth: int) -> None:
    text = json.dumps(value)
    with patch.object(json_values, "MAX_DEPTH", depth):
        if levels_of(value) <= depth:
            assert load_json(text) == value
        else:
            with pytest.raises(Unreadable, match="nested deeper than the limit"):
                load_json(text)


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "not valid JSON: it ends within a value", 1),
        ('{"a": 1,\n"b": storm}', "not valid JSON from 'storm}' on", 2),
        ('{"a": "no end', "not valid JSON from '\"no end' on", 1),
        ("[" * 101 + "]" * 101, "nested deeper than the limit of 100 levels", None),
        ("[" * 100_000, "nested deeper than the limit of 100 levels", None),
        ('{"a":' * 100_000, "nested deeper than the limit of 100 levels", None),
        ('["' + "[" * 100_000, "not valid JSON from", 1),
        ("9" * 5_000, "a number has too many digits", None),
    ],
)
def test_what_is_wrong_is_said_in_our_words(text: str, reason: str, line: int | None) -> None:
    with pytest.raises(Unreadable) as raised:
        load_json(text)
    assert str(raised.value).startswith(reason)
    assert raised.value.line == line


def test_a_hundred_levels_are_read() -> None:
    assert levels_of(load_json("[" * 100 + "]" * 100)) == 100


@given(
    st.lists(st.dictionaries(st.text('[{"\\]}'), VALUES, max_size=3), max_size=4),
    st.dictionaries(st.text('[{"\\]}', min_size=1), st.integers() | st.text("[{")),
    st.data(),
)
def test_what_stands_whole_before_a_break_is_read(
    items: list[dict[str, Any]], beside: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps({**beside, "": items})
    first = len(json.dumps({**beside, "": []})) - 2
    ends = [first + len(json.dumps(items[: count + 1])) - 2 for count in range(len(items))]
    at = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(Unreadable) as raised:
        load_json(text[:at])
    whole = sum(end <= at for end in ends)
    read = load_json_before(text[:at], raised.value.position)
    assert (read or {"": []})[""] == items[:whole]  # type: ignore[index]


def test_a_document_after_another_is_told_from_it() -> None:
    with pytest.raises(Unreadable) as raised:
        load_json('{"a": [1]} {"b": 2}')
    assert load_json_before('{"a": [1]} {"b": 2}', raised.value.position) == {"a": [1]}
