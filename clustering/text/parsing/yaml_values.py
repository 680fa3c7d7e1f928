"""From YAML text to mappings, lists, text and ``None``, within limits that are ours.

PyYAML tells what is written where. How deep, how many and which of two counts is decided here,
because each release of it decides anew: one overflows the stack at some depth, another refuses
1,000 levels; of two merged mappings the earlier counts in 6.0.3 and mostly the later in 6.0.4.
Whoever has text as YAML asks here; what the values mean is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import yaml

from clustering.text.parsing.limits import (
    MAX_ALIASED,
    MAX_ALIASES,
    MAX_DEPTH,
    TOO_DEEP,
    Unreadable,
    broken_at,
)
from clustering.text.parsing.plain_yaml import read_plain_yaml

_NOT_YAML = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

# Before an alias stands its anchor, and prose with both is rare.
_ANCHOR = re.compile(r"(?:^|[\s,\[{:-])&[^\s&,\[\]{}]")
_ALIAS = re.compile(r"[\s,\[{:-]\*[^\s*,\[\]{}]")

_TAG = "tag:yaml.org,2002:"
_NULL, _MERGE, _TEXT = f"{_TAG}null", f"{_TAG}merge", f"{_TAG}str"
_PLAIN_TAGS = dict.fromkeys(("", "~", "null", "Null", "NULL"), _NULL) | {"<<": _MERGE}
_SCALARS = frozenset(
    _TAG + name for name in ("str", "null", "bool", "int", "float", "timestamp", "binary", "merge")
)
_LISTS = frozenset(_TAG + name for name in ("seq", "omap", "pairs"))
_MAPPINGS = frozenset(_TAG + name for name in ("map", "set"))


class _Loader(yaml.CBaseLoader):
    """Leaves scalars as written (``007``, ``1.10`` and ``No`` can be titles)."""

    def resolve(
        self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool]
    ) -> str | None:
        """Tell the tag of a node that has none; a look-up is quicker than PyYAML's patterns."""
        if kind is not yaml.ScalarNode:
            tag: str | None = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
            return tag
        return _PLAIN_TAGS.get(value or "", _TEXT) if implicit[0] else _TEXT


def load_as_written(text: str) -> object:
    """Read YAML into mappings, lists, text and ``None``; no tag runs code.

    Of a repeated key the last counts; of several merged mappings (``<<``) the first, and what
    a mapping says itself before any.

    Raises
    ------
    Unreadable
        For text that is not YAML, tags that are not YAML's own, and text beyond the limits:
        that is found before anything is built.
    """
    plain = read_plain_yaml(text)
    if plain:
        return plain
    with within_limits(text):
        root = yaml.compose(text, Loader=_Loader)
    try:
        return None if root is None else _Builder().build(root)
    except RecursionError:  # merges lead from the depth of one mapping to that of the next
        raise Unreadable(TOO_DEEP) from None


@contextmanager
def within_limits(text: str) -> Iterator[None]:
    """Refuse a text beyond the limits before the block reads it as YAML.

    Raises
    ------
    Unreadable
        For that, and in our words for any error of PyYAML.
    """
    try:
        _check_limits(text)
        yield
    except yaml.YAMLError as error:
        raise _explain(error, text) from None


def _check_limits(text: str) -> None:
    """Refuse alias bombs and nesting that would overflow the C stack.

    Counting characters bounds both from above and settles every real post. Only above the
    bound, or where there may be an anchor and an alias, are the parser's events counted. The
    parser looks ahead and may give up before it tells of the first level, so that what stands
    before the place is parsed once more.
    """
    may_nest = text.count("[") + text.count("{") > MAX_DEPTH // 2 or re.search(
        rf"[ \t?:-]{{{MAX_DEPTH // 4}}}", text
    )
    may_alias = "&" in text and "*" in text and _ANCHOR.search(text) and _ALIAS.search(text)
    if not may_nest and not may_alias and text.count("*") <= MAX_ALIASES:
        return
    try:
        _count_events(text)
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is not None:
            with suppress(yaml.YAMLError):
                _count_events(text[: error.problem_mark.index])
        raise


def _count_events(text: str) -> None:
    aliases = aliased = 0
    sizes: dict[str, int] = {}  # of what each anchor names
    open_sizes: list[int] = [0]
    open_anchors: list[str | None] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            open_sizes.append(1)
            open_anchors.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            size, anchor = open_sizes.pop(), open_anchors.pop()
            open_sizes[-1] += size
            if anchor:
                sizes[anchor] = size
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            size = sizes.get(event.anchor or "", 1)
            aliased += size
            open_sizes[-1] += size
        elif isinstance(event, yaml.ScalarEvent):
            open_sizes[-1] += 1
        if len(open_anchors) > MAX_DEPTH:
            raise Unreadable(TOO_DEEP, _line(event))
        if aliases > MAX_ALIASES:
            raise Unreadable(f"more YAML aliases than the limit of {MAX_ALIASES}", _line(event))
        if aliased > MAX_ALIASED:
            raise Unreadable(
                f"YAML aliases stand for more than {MAX_ALIASED:,} values", _line(event)
            )


def _line(what: yaml.Event | yaml.Node) -> int | None:
    return what.start_mark.line + 1 if what.start_mark else None


_OPENS = ("", *"\"'[{&*!|>")
"""What a value begins with that is not plain text."""


def _explain(error: yaml.YAMLError, text: str) -> Unreadable:
    """Say where a text stops being YAML; in what words PyYAML says why, changes."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return Unreadable("not valid YAML")
        before = text[: mark.index].rpartition("\n")[2]
        value = before.partition(": ")[2].lstrip()
        is_second = text[mark.index : mark.index + 2] == ": " and value[:1] not in _OPENS
        way_out = "; a value that holds ': ' needs quotes" if is_second else ""
        return Unreadable(broken_at(text, mark.index, "YAML") + way_out, mark.line + 1)
    found = re.search(_NOT_YAML, text)
    if found is None:
        return Unreadable("not valid YAML")
    line = text.count("\n", 0, found.start()) + 1
    return Unreadable(f"control character 0x{ord(found[0]):02x}", line)


class _Builder:
    """Builds the values of one tree of nodes; a node that aliases name is built once."""

    def __init__(self) -> None:
        self._built: dict[yaml.Node, object] = {}
        self._keys: dict[yaml.Node, dict[object, yaml.Node]] = {}

    def build(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):  # nearly all of them are
            if node.tag not in _SCALARS:
                raise _odd_tag(node)
            return None if node.tag == _NULL else node.value
        if node in self._built:
            return self._built[node]
        if isinstance(node, yaml.SequenceNode):
            if node.tag not in _LISTS:
                raise _odd_tag(node)
            items: list[object] = []
            self._built[node] = items  # before its items: one of them may be the list itself
            items += map(self.build, node.value)
            return items
        if node.tag not in _MAPPINGS:
            raise _odd_tag(node)
        values: dict[object, object] = {}
        self._built[node] = values
        for key, value in self._keys_of(node).items():
            values[key] = self.build(value)
        return values

    def _keys_of(self, node: yaml.Node) -> dict[object, yaml.Node]:
        """Return the keys of a mapping; hardly any merges others."""
        if any([key.tag == _MERGE for key, _ in node.value]):
            return self._merge(node)
        return {self._build_key(key): value for key, value in node.value}

    def _merge(self, node: yaml.Node) -> dict[object, yaml.Node]:
        """Return the keys of a mapping with what merges give it."""
        if node in self._keys:
            return self._keys[node]
        self._keys[node] = {}  # what a mapping gets by merging itself
        merged: dict[object, yaml.Node] = {}
        own: dict[object, yaml.Node] = {}
        for key, value in node.value:
            if key.tag != _MERGE:
                own[self._build_key(key)] = value
                continue
            for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if not isinstance(source, yaml.MappingNode):
                    raise Unreadable("merges (<<) what is not a mapping", _line(source))
                for name, given in self._merge(source).items():
                    merged.setdefault(name, given)
        self._keys[node] = merged | own
        return self._keys[node]

    def _build_key(self, node: yaml.Node) -> object:
        if not isinstance(node, yaml.ScalarNode):
            raise Unreadable("a list or a mapping is a key", _line(node))
        return self.build(node)


def _odd_tag(node: yaml.Node) -> Unreadable:
    tag = node.tag.replace(_TAG, "!!", 1)
    return Unreadable(f"a YAML tag that is not read here: {tag}", _line(node))
