"""From the bytes of one file to the values of its front matter; what they mean is posts.py's."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from clustering.sources.base import Limits

MERGED_KEYS = 10_000
"""Keys that YAML merges (``<<``) may give one mapping: nested merges multiply."""


class Fault(NamedTuple):
    """Why something could not be read, and the line of the file where that is known."""

    reason: str
    line: int | None = None


class Unreadable(Exception):
    """A file that cannot be read."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.fault = Fault(reason, line)


def decode(data: bytes) -> str:
    """Decode a file: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Line ends of two characters become one, as YAML reads them.
    """
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the mark.
        at = error.start + len(data) - len(error.object)
        name = "UTF-16" if is_utf16 else "UTF-8"
        raise Unreadable(
            f"not {name} (byte 0x{data[at]:02x}); save it as UTF-8", data.count(b"\n", 0, at) + 1
        ) from None
    return text.replace("\r\n", "\n")


def find_front_matter(text: str) -> str:
    """Cut out what stands between the first line and the closing one.

    The cut starts with the end of the first line, so that line numbers in it are those of
    the file.
    """
    first_line_end = text.find("\n")
    if text[: max(first_line_end, 0)].rstrip() != "---":
        is_empty = not text.strip()
        raise Unreadable("empty file" if is_empty else "no front matter (first line is not '---')")
    end = min(_marker_lines(text, first_line_end), default=None)
    if end is None:
        raise Unreadable("front matter has no closing line ('---')", 1)
    return text[first_line_end : end + 1]


def _marker_lines(text: str, start: int) -> Iterator[int]:
    """First line of its own of either closing marker: the position of the break before it."""
    for marker in ("\n---", "\n..."):
        at = text.find(marker, start)
        while at >= 0:
            line_end = text.find("\n", at + 1)
            if not text[at + len(marker) : line_end if line_end >= 0 else None].strip():
                yield at
                break
            at = text.find(marker, at + 1)


class _TextLoader(yaml.CSafeLoader):
    """Leaves scalars as written (``007``, ``1.10`` and ``No`` can be titles); no tag runs code."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        written = len(node.value)
        super().flatten_mapping(node)
        if len(node.value) > max(written, MERGED_KEYS):
            raise yaml.constructor.ConstructorError(
                None, None, f"merges give a mapping more than {MERGED_KEYS} keys", node.start_mark
            )


_TextLoader.yaml_implicit_resolvers = {
    character: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for character, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _as_written(loader: _TextLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag in ("bool", "int", "float", "timestamp", "binary"):
    _TextLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_written)


def load(text: str, limits: Limits) -> object:
    """Parse YAML into mappings, lists, text and ``None``; of a repeated key the last counts.

    Raises
    ------
    Unreadable
        For invalid YAML, tags that are not YAML's own, and text that goes beyond the
        limits: those are found before anything is built.
    """
    try:
        _guard(text, limits)
        return yaml.load(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        raise Unreadable(*_describe(error, text)) from None


def _guard(text: str, limits: Limits) -> None:
    """Refuse alias bombs and nesting that would overflow the C stack.

    Counting characters bounds both from above and settles every real post; only above the
    bound are the parser's events counted.
    """
    may_nest = text.count("[") + text.count("{") > limits.depth // 2 or re.search(
        rf"[ \t?:-]{{{limits.depth // 4}}}", text
    )
    if not may_nest and text.count("*") <= limits.aliases:
        return
    aliases = depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > limits.depth or aliases > limits.aliases:
            line = event.start_mark.line + 1 if event.start_mark else None
            if depth > limits.depth:
                raise Unreadable(f"nested deeper than the limit of {limits.depth} levels", line)
            raise Unreadable(f"more YAML aliases than the limit of {limits.aliases}", line)


def _describe(error: yaml.YAMLError, text: str) -> Fault:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "cannot be parsed"
        is_valid = isinstance(error, yaml.constructor.ConstructorError)  # but not allowed here
        reason = problem if is_valid else f"not valid YAML: {problem}"
        return Fault(reason, mark.line + 1 if mark else None)
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        return Fault(f"control character 0x{ord(unprintable[0]):02x}", line)
    return Fault(f"not valid YAML: {' '.join(str(error).split())}")
