"""Plain lines say what they say to a YAML parser; what is not plain is left to it."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.text.parsing import yaml_values
from clustering.text.parsing.plain_yaml import read_plain_yaml
from clustering.text.parsing.yaml_values import load_as_written

POST = r"""
title: "Harbour: a \"new\" crane,\nas tall as a church caf\u00e9"
quality: 007
published: No

provider:
  name: 'Tideline''s'
  images:
    - url: https://tideline.example/crane.jpg#top
      width: 50
topics:
- Harbour
- "Cranes"
related:
"""


def read_by_yaml(text: str) -> object:
    """Read a text as YAML alone does."""
    with patch.object(yaml_values, "read_plain_yaml", lambda *_: None):
        return load_as_written(text)


def test_plain_lines_are_read_as_written() -> None:
    assert read_plain_yaml(POST) == read_by_yaml(POST)
    assert read_plain_yaml(POST) == {
        "title": 'Harbour: a "new" crane,\nas tall as a church café',
        "quality": "007",
        "published": "No",
        "provider": {
            "name": "Tideline's",
            "images": [{"url": "https://tideline.example/crane.jpg#top", "width": "50"}],
        },
        "topics": ["Harbour", "Cranes"],
        "related": None,
    }


def test_of_a_repeated_key_the_last_counts() -> None:
    assert read_plain_yaml("a:\n  b: c\nd: e\na: f\n") == {"a": "f", "d": "e"}


@pytest.mark.parametrize("text", ["", "\n", "  \n \n"])
def test_blank_lines_say_nothing(text: str) -> None:
    assert read_plain_yaml(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !!str b\n",
        "a: [b]\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a:\n    b: c\n  d: e\n",
        "  a: b\nc: d\n",
        "a: b\n- c\n",
        "- a\n",
        "a:\n-\n",
        "a\n",
        "<<: a\n",
        "null: a\n",
        'a: "\\x41"\n',
        'a: "\\ud83d"\n',
        'a: "b\n  c"\n',
        "a:\tb\n",
        "a: b\u2028c\n",
        "---\na: b\n",
        "? a\n: b\n",
    ],
)
def test_what_is_not_plain_is_left_to_yaml(text: str) -> None:
    assert read_plain_yaml(text) is None


def test_what_nests_too_deep_is_left_to_yaml_which_refuses_it() -> None:
    def nested(depth: int) -> str:
        return "".join(f"{' ' * level}a:\n" for level in range(depth))

    assert read_plain_yaml(nested(100)) == read_by_yaml(nested(100))
    assert read_plain_yaml(nested(101)) is None
    assert read_plain_yaml("a:\n- - b\n") is None
    assert read_plain_yaml(nested(99) + f"{' ' * 99}- b: c\n") is None


VALUES = [
    *["v", "", '"a"', "'it''s'", "-1", "2024-05-02", "12:30:00", "012", "1_000", "yes", "on"],
    *["a:b", "a#b", "a b ", "~", "null", "é", "=", "''", '""', "'a' ", '"\\n\\u00e9"', "\xa0b"],
    *['"a', "'a", "a: b", "a #b", "&x a", "*x", "|", ">-", "[a]", "{a: b}", "- a", "#", "%a", "`a"],
    *['"a" b', '"\\"', '"\\x41"', '"\\ud800"', "\tb", "@a", "a\u2028b", "a\x85b", "!!int a", "..."],
]
KEYS = ["a", "b", "c", "null", "~", "<<", '"q"', "? a", "- a", "é", "a b", "no", "x" * 62]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw lines that are mostly plain, mostly in the columns of the lines around them."""
    found = []
    for _ in range(draw(st.integers(1, 7))):
        indent = draw(st.sampled_from([0, 0, 0, 2, 2, 4, 1, 3]))
        dash = draw(st.sampled_from(["", "", "- "]))
        is_usual = draw(st.integers(0, 9)) < 8
        key = draw(st.sampled_from(["a", "b", "c"] if is_usual else KEYS))
        value = draw(st.sampled_from(["v", "", ""] if is_usual else VALUES))
        is_pair = draw(st.integers(0, 9)) < 8
        found.append(" " * indent + dash + (f"{key}: {value}" if is_pair else value))
    return "\n".join(found) + draw(st.sampled_from(["\n", ""]))


@settings(max_examples=500)
@given(texts())
def test_plain_lines_say_what_they_say_to_yaml(text: str) -> None:
    plain = read_plain_yaml(text)
    if plain is not None:
        said = read_by_yaml(text) or {}
        assert repr(plain) == repr(said)  # which tells the order of keys, too


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["{}", '"{}"', "'{}'", "v{}"]))
def test_any_value_says_what_it_says_to_yaml(value: str, quotes: str) -> None:
    text = f"a: {quotes.format(value)}\n"
    plain = read_plain_yaml(text)
    if plain is not None:
        assert plain == (read_by_yaml(text) or {})
