"""Reads plainly written YAML line by line, in a part of the time that a YAML parser takes.

Front matter is mostly plain: each line is blank, a key, a key with a value, or an item of a list,
and no value reaches over the end of its line. Whatever else a line may be in YAML (a comment, an
anchor, a tag, a list in brackets, the text of a block) is left to ``yaml_values.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from clustering.text.parsing.limits import MAX_DEPTH

KEY = r"[A-Za-z_]\w{0,60}+:"
"""A plain key with its colon, as a pattern."""

# Characters that YAML refuses, or takes for a line break.
_SPECIAL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_IN_PLAIN = rf"[^ :#{_SPECIAL}]"
_VALUE = (
    rf'"[^"\\{_SPECIAL}]*+(?:\\[^{_SPECIAL}][^"\\{_SPECIAL}]*+)*+"'
    rf"|'[^'{_SPECIAL}]*+(?:''[^'{_SPECIAL}]*+)*+'"
    rf"|(?:[\w/.+~$(]|-(?=\d)){_IN_PLAIN}*+(?:(?::(?=\S)|(?<! )\#|[ ](?!\#)){_IN_PLAIN}*+)*+"
)
# Indent, dash, key and value of one line. The last group takes the first line that is not plain,
# and all text after it.
_LINE = re.compile(
    rf"([ ]*+)(?:(-[ ])?+(?:({KEY})(?:[ ]++|(?=\n)))?+({_VALUE})?+[ ]*+)?+\n|([\s\S]++)"
)

_NULLS = frozenset(("~", "null", "Null", "NULL"))
# An escaped surrogate is kept out of the first group, so that it is left to YAML.
_ESCAPE = re.compile(r"\\(?:u(?![dD][89a-fA-F])([0-9a-fA-F]{4})|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


class _NotPlain(Exception):
    """The text is not plain; it is left to the YAML parser."""


def read_plain_yaml(text: str) -> dict[object, object] | None:
    """Read a mapping whose lines are all plain; ``None`` where anything else stands there.

    Values are those of ``load_as_written`` in ``yaml_values.py``: text as written, ``None``, lists
    and mappings. What nests deeper than ``MAX_DEPTH`` is not read here either.
    """
    lines = _LINE.findall(text if text.endswith("\n") else text + "\n")
    if lines[-1][4]:
        return None
    try:
        return _put_together(lines)
    except _NotPlain:
        return None


def _put_together(lines: Iterable[tuple[str, str, str, str, str]]) -> dict[object, object]:
    open_ = _Open()
    # The mapping that the line before added to, and the column of its keys. -1 where the next key
    # may belong to another mapping.
    column, here = -1, open_.root
    for indent, dash, key, written, _ in lines:
        at = len(indent)
        value = _value(written) if written else None
        if not key:
            if dash and written:
                open_.find(at, list).append(value)
                column = -1
            elif dash or written:
                raise _NotPlain
            continue
        if dash:
            here = {}
            open_.find(at, list).append(here)
            column = at + 2
            open_.begin(column, here)
        elif at != column:
            here, column = open_.find(at, dict), at
        name = key[:-1]
        if name in _NULLS:
            raise _NotPlain
        here[name] = value
        if not written:
            open_.unfilled, column = name, -1
    return open_.root


class _Open:
    """The mappings and lists that are open, one inside the other.

    Attributes
    ----------
    unfilled
        The last key, where it has no value yet.
    """

    def __init__(self) -> None:
        self.root: dict[object, object] = {}
        self.unfilled = ""
        self._columns: list[int] = []  # where the keys or dashes of each stand
        self._values: list[Any] = []

    def find(self, at: int, kind: type) -> Any:  # noqa: ANN401
        """Return the mapping or the list whose keys or dashes stand in a column."""
        columns, values = self._columns, self._values
        if not columns and kind is dict:
            return self.begin(at, self.root)
        key, self.unfilled = self.unfilled, ""
        # The first line below a key without a value begins its value. A list may stand in the
        # column of its key.
        if key and (at > columns[-1] or (at == columns[-1] and kind is list)):
            value = values[-1][key] = kind()
            return self.begin(at, value)
        # Close what stands further in, and a list in the column of its key where a key follows.
        while columns and (at < columns[-1] or (type(values[-1]) is list and kind is dict)):
            columns.pop()
            values.pop()
        if not columns or at != columns[-1] or type(values[-1]) is not kind:
            raise _NotPlain
        return values[-1]

    def begin(self, at: int, value: Any) -> Any:  # noqa: ANN401
        """Open a mapping or a list inside of the last one."""
        if len(self._columns) >= MAX_DEPTH:
            raise _NotPlain
        self._columns.append(at)
        self._values.append(value)
        return value


def _value(written: str) -> str | None:
    if written[0] == '"':
        inner = written[1:-1]
        return _ESCAPE.sub(_unescape, inner) if "\\" in inner else inner
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    plain = written.rstrip(" ")
    return None if plain in _NULLS else plain


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2] not in _ESCAPED:
        raise _NotPlain
    return _ESCAPED[found[2]]
