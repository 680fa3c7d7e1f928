"""Front matter is cut out and loaded exactly, and hostile files are refused quickly."""

from __future__ import annotations

import codecs

import pytest

from clustering.sources.base import Limits
from clustering.sources.frontmatter import Fault, Unreadable, decode, find_front_matter, load

LIMITS = Limits()


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as raised:
        load(find_front_matter(decode(data)), LIMITS)
    return raised.value.fault


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntitle: Caf\xc3\xa9\n---\n",
        b"---\ntitle: Caf\xc3\xa9\n---",
        b"---\ntitle: Caf\xc3\xa9\n...\nbody\n---\n",
        b"---  \r\ntitle: Caf\xc3\xa9\r\n---\t\r\nbody: x\r\n",
        b"---\ntitle: Caf\xc3\xa9\n----\n---\n".replace(b"----\n", b""),
        codecs.BOM_UTF8 + b"---\ntitle: Caf\xc3\xa9\n---\n",
        "---\ntitle: Café\n---\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "---\ntitle: Café\n---\n".encode("utf-16-be"),
    ],
)
def test_front_matter_in_every_accepted_form(data: bytes) -> None:
    assert load(find_front_matter(decode(data)), LIMITS) == {"title": "Café"}


def test_the_body_is_not_front_matter() -> None:
    text = "---\na: x\n---\nbody: y\n---\n"
    assert load(find_front_matter(text), LIMITS) == {"a": "x"}


def test_dashes_that_only_start_a_line_do_not_close() -> None:
    assert find_front_matter("---\na: |\n  x\n---- \n---\n") == "\na: |\n  x\n---- \n"


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "empty file", None),
        (b" \n\n", "empty file", None),
        (b"# Notes\n---\n", "no front matter (first line is not '---')", None),
        (b"---", "no front matter (first line is not '---')", None),
        (b"---\ntitle: x\n", "front matter has no closing line ('---')", 1),
        (b"---\ntitle: x\n\nCaf\xe9\n---\n", "not UTF-8 (byte 0xe9); save it as UTF-8", 4),
        (
            codecs.BOM_UTF8 + b"---\ntitle: x\nCaf\xe9\n---\n",
            "not UTF-8 (byte 0xe9); save it as UTF-8",
            3,
        ),
        (b"---\na: x\nb: \x07\n---\n", "control character 0x07", 3),
        (b"---\na: x\nb: \x00\n---\n", "control character 0x00", 3),
        (b'---\na: x\nb: "y\n---\n', "not valid YAML: found unexpected end of stream", 4),
        (b"---\na: x\nb: [y\nc: d\n---\n", "not valid YAML: did not find expected ',' or ']'", 4),
        (
            b"---\na: x\n--- b: y\n---\n",
            "not valid YAML: but found another document",
            3,
        ),
    ],
)
def test_a_broken_file_says_what_and_where(data: bytes, reason: str, line: int | None) -> None:
    assert fault_of(data) == Fault(reason, line)


def test_scalars_stay_as_written() -> None:
    text = "a: 007\nb: 1.10\nc: No\nd: 2024-05-02\ne: !!int '5'\nf: 12:30:45\n"
    assert load(text, LIMITS) == {
        "a": "007",
        "b": "1.10",
        "c": "No",
        "d": "2024-05-02",
        "e": "5",
        "f": "12:30:45",
    }


def test_null_is_missing_unless_quoted() -> None:
    assert load("a: null\nb: ~\nc:\nd: 'null'\n", LIMITS) == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
    }


def test_the_last_of_two_equal_keys_counts() -> None:
    assert load("a: x\na: y\n", LIMITS) == {"a": "y"}


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['echo']",
        "a: !!python/name:os.system ''",
        "!!python/object:pathlib.Path {}",
        "a: !own x",
        "[a, b]: c",
        "a: !!str [b]",
        "a: *nothing",
    ],
)
def test_no_tag_runs_code_or_raises_anything_else(text: str) -> None:
    with pytest.raises(Unreadable):
        load(text, LIMITS)


@pytest.mark.parametrize("tag", ["bool", "int", "float", "timestamp", "binary", "null", "str"])
def test_explicit_tags_with_wrong_content_do_not_raise(tag: str) -> None:
    load(f"a: !!{tag} wrong\nb: !!{tag} ''", LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 200_000,
        "- " * 200_000 + "x",
        "? " * 200_000 + "x",
        "a:\r" + "- " * 200_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
    ],
)
def test_deep_nesting_is_refused_before_it_overflows_the_stack(text: str) -> None:
    with pytest.raises(Unreadable, match="nested deeper than the limit of 100 levels"):
        load(text, LIMITS)


def test_the_depth_limit_is_the_one_given() -> None:
    limits = Limits(depth=8)
    assert load("[[[[[[[[x]]]]]]]]", limits) == [[[[[[[["x"]]]]]]]]
    with pytest.raises(Unreadable, match="limit of 8 levels"):
        load("[[[[[[[[[x]]]]]]]]]", limits)


def test_aliases_are_counted() -> None:
    text = "a: &x 1\nb: [" + "*x," * 5 + "]"
    assert load(text, Limits(aliases=5)) == {"a": "1", "b": ["1"] * 5}
    with pytest.raises(Unreadable, match="more YAML aliases than the limit of 4"):
        load(text, Limits(aliases=4))


def test_stars_and_brackets_in_text_are_neither_aliases_nor_nesting() -> None:
    text = 'a: "' + "*x [{ " * 500 + '"\n'
    assert load(text, LIMITS) == {"a": ("*x [{ " * 500)}


def test_merge_keys_are_read() -> None:
    assert load("a: &x {k: 1}\nb: {<<: *x, l: 2}", LIMITS) == {
        "a": {"k": "1"},
        "b": {"k": "1", "l": "2"},
    }


def test_nested_merges_do_not_take_the_memory() -> None:
    lines = ["m0: &m0 {" + ", ".join(f"k{n}: 1" for n in range(100)) + "}"]
    for level in range(1, 10):
        lines.append(f"m{level}: &m{level} {{<<: [{', '.join([f'*m{level - 1}'] * 9)}]}}")
    with pytest.raises(Unreadable, match="more than 10000 keys"):
        load("\n".join(lines), LIMITS)


def test_a_mapping_may_hold_itself() -> None:
    found = load("a: &x\n  b: *x\n", LIMITS)
    assert isinstance(found, dict)
    assert found["a"]["b"] is found["a"]


def test_a_very_long_line_is_read() -> None:
    assert load(f'a: "{"x" * 5_000_000}"\n', LIMITS) == {"a": "x" * 5_000_000}
