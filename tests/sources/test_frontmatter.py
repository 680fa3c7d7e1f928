"""Front matter is cut out and loaded exactly, and hostile files are refused quickly."""

from __future__ import annotations

import codecs

import pytest

from clustering.sources.frontmatter import Fault, decode, find_front_matter
from clustering.text.limits import Unreadable
from clustering.text.yaml_values import load_as_written


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as raised:
        load_as_written(find_front_matter(decode(data).text))
    return Fault(raised.value.reason, raised.value.line)


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
    assert load_as_written(find_front_matter(decode(data).text)) == {"title": "Café"}


def test_the_body_is_not_front_matter() -> None:
    text = "---\na: x\n---\nbody: y\n---\n"
    assert load_as_written(find_front_matter(text)) == {"a": "x"}


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
        (b"---\ntitle: x\n\n\xff\x00\xfe\n---\n", "not UTF-8 (byte 0xff); save it as UTF-8", 4),
        (
            codecs.BOM_UTF8 + b"---\ntitle: x\nCaf\xe9\n---\n",
            "not UTF-8 (byte 0xe9); save it as UTF-8",
            3,
        ),
        (b"---\na: x\nb: \x07\n---\n", "control character 0x07", 3),
        (b"---\na: x\nb: \x00\n---\n", "control character 0x00", 3),
        (b'---\na: x\nb: "y\n---\n', "not valid YAML: it ends within a value", 4),
        (b"---\na: x\nb: [y\nc: d\n---\n", "not valid YAML from ': d' on", 4),
        (b"---\na: x\n--- b: y\n---\n", "not valid YAML from '--- b: y' on", 3),
    ],
)
def test_a_broken_file_says_what_and_where(data: bytes, reason: str, line: int | None) -> None:
    assert fault_of(data) == Fault(reason, line)


def test_values_stay_as_written_and_what_is_beyond_the_limits_is_named() -> None:
    assert load_as_written("a: 007\nb:\n") == {"a": "007", "b": None}
    with pytest.raises(Unreadable, match="limit of 100 levels") as raised:
        load_as_written("[" * 101 + "]" * 101)
    assert raised.value.line == 1
    with pytest.raises(Unreadable, match="more YAML aliases than the limit of 100"):
        load_as_written(f"a: &x 1\nb: [{'*x, ' * 101}]")
