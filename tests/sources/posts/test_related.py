"""Reading a related list entry by entry gives what YAML gives for the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.sources.posts import related
from clustering.sources.posts.related import RelatedLists
from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written

PLAIN = """
title: "Harbour: new crane, \\"as tall as a church\\""
topics:
  - Harbour
related:
  - title: "Crane arrives"
    provider:
      name: Tideline
    images:
      - url: 'https://tideline.example/crane.jpg'
        width: 50

  - title: It's here # not in the title

  - title: "Crane arrives"
    quality: -1
secured: "x=="
"""


def read(text: str) -> object:
    return load_as_written(text)


def as_it_is(values: object) -> object:
    return values


def cut_out(
    lists: RelatedLists[Any], text: str, behind: str = ""
) -> tuple[dict[object, object], list[Any], str] | None:
    """Cut front matter, which stands in a file: into what is said before, entries, and the rest."""
    cut = lists.cut(f"---{text}---\n{behind}".encode())
    if cut is None:
        return None
    rest = cut.rest.decode()
    assert (rest[:4], rest[-4 - len(behind) :]) == ("---\n", f"---\n{behind}")
    return cut.before, cut.entries, rest[3 : -4 - len(behind)]


@pytest.mark.parametrize("behind", ["", "The body.\n", "related:\n  - title: a\n  - b\n---\n"])
def test_a_plain_list_is_cut_out(behind: str) -> None:
    text = PLAIN.replace(" # not in the title", "")
    cut = cut_out(RelatedLists(as_it_is), text, behind)
    assert cut is not None
    before, entries, rest = cut
    assert rest == '\nsecured: "x=="\n'
    assert {**before, "related": entries, "secured": "x=="} == read(text)


def test_a_list_in_the_body_is_left_where_it_is() -> None:
    assert cut_out(RelatedLists(as_it_is), "\ntitle: x\n", "\nrelated:\n  - a: b\n\n---\n") is None


def test_a_file_that_is_not_utf_8_or_does_not_end_its_front_matter_is_left_to_yaml() -> None:
    for data in (b"---\ntitle: \xe9\nrelated:\n- a: b\n---\n", b"---\nrelated:\n- a: \xe9\n---\n"):
        assert RelatedLists(as_it_is).cut(data) is None
    assert RelatedLists(as_it_is).cut(b"---\nrelated:\n- a: b\n") is None


def test_an_equal_entry_is_read_once() -> None:
    read: list[object] = []
    lists = RelatedLists(lambda values: read.append(values) or len(read))  # type: ignore[func-returns-value]
    text = "\nrelated:\n- a: 1\n  b: 2\n- c: 3\n- a: 1\n  b: 2\n"
    assert cut_out(lists, text) == cut_out(lists, text) == ({}, [1, 2, 1], "\n")
    assert read == [{"a": "1", "b": "2"}, {"c": "3"}]


def test_the_memory_of_entries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "MAX_ENTRIES_KEPT", 3)
    lists = RelatedLists(as_it_is)
    text = "\nrelated:\n" + "".join(f"  - a: {n}\n" for n in range(10))
    cut = cut_out(lists, text)
    assert cut is not None
    assert cut[1] == [{"a": str(n)} for n in range(10)]
    assert sum(map(len, lists._known.values())) <= 3


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,  # a comment
        "\n  title: x\nrelated:\n  - a: b\n",
        "\nrelated:\n  - a: &x b\n  - *x\n",
        "\nrelated:\n  a: b\n",
        "\nrelated: []\n",
        "\ntitle: x\n",
        "\nrelated:\n  -\n    a: b\n",
        "\nrelated:\n  - a: b\n - c: d\n",
        "\nrelated:\n  - a: b\u2028  - c: d\n",
        "\nrelated:\n  - a: " + "x" * 20_000 + "\n",
        "\nrelated:\n  - a: b\n--- # c\ntitle: x\n",
        "\nrelated:\n  - a: b\n...x\ntitle: x\n",
    ],
)
def test_anything_out_of_the_ordinary_is_left_to_yaml(text: str) -> None:
    assert cut_out(RelatedLists(as_it_is), text) is None


PLAIN_VALUES = ["v", '"a"', "'it''s'", "-1", "2024-05-02", "a:b", "a#b", "a b ", "~", "é"]
ODD_VALUES = ['"a', "'a", "a: b", "a #b", "&x a", "*x", "|", ">-", "[", "[a]", "{a: b}", "- a"]
ODDER_VALUES = ['"a" b', '"\\"', '"\\x', "\tb", "@a", "a\u2028b", "a\x85b", "\xa0b", "#", "!!str a"]
VALUES = st.sampled_from(PLAIN_VALUES) | st.sampled_from(ODD_VALUES + ODDER_VALUES)
KEYS = st.sampled_from(["a", "b", "title", "provider", "related", "<<", '"q"', "? a", "- a", "é"])


@st.composite
def lines(draw: st.DrawFn, indents: list[int]) -> list[str]:
    """Lines of pairs and items, mostly at the first of the indents."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        indent = draw(st.one_of(st.just(indents[0]), st.sampled_from(indents)))
        value = draw(st.one_of(st.sampled_from(["v", '"a"', ""]), VALUES))
        key = draw(st.one_of(st.sampled_from(["a", "b", "c"]), KEYS))
        is_pair = draw(st.integers(0, 9)) < 9
        found.append(" " * indent + (f"{key}: {value}" if is_pair else f"- {value}"))
    return found


@st.composite
def front_matters(draw: st.DrawFn) -> str:
    dash = draw(st.sampled_from([2, 2, 0, 4]))
    found = ["", *draw(lines([0, 2])), "related:"]
    for _ in range(draw(st.integers(1, 4))):
        found.append(f"{' ' * dash}- a: {draw(st.one_of(st.just('v'), VALUES))}")
        found += draw(lines([dash + 2, dash + 4, dash + 1, dash, 0]))
    found += draw(lines([0, 2]))
    return "\n".join(found) + "\n"


@settings(max_examples=200)
@given(front_matters())
def test_a_cut_says_what_the_whole_says(text: str) -> None:
    lists = RelatedLists(as_it_is)
    cut = cut_out(lists, text)
    if cut is None:
        return
    assert cut_out(lists, text) == cut
    before, entries, rest = cut
    try:
        values = read(rest) or {}
    except Unreadable:
        return
    if isinstance(values, dict) and "related" not in values:
        assert {**before, "related": entries, **values} == read(text)
