"""From JSON text to values, within the limits of ``limits`` and with errors in our words."""

from __future__ import annotations

import json
import re

from clustering.text.limits import MAX_DEPTH, broken_at, too_deep

# Text, closed or not, so that brackets in it do not count.
_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


class InvalidJson(ValueError):
    """Text that is not JSON, or beyond the limits: why, and the line."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def load_json(text: str, depth: int = MAX_DEPTH) -> object:
    """Read JSON.

    Raises
    ------
    InvalidJson
        For text that is not JSON, nests deeper than ``depth``, or holds a number of thousands
        of digits.
    """
    # Counting settles nearly all texts at once.
    if text.count("[") + text.count("{") > depth and _depth(text) > depth:
        raise InvalidJson(too_deep(depth))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidJson(broken_at(text, error.pos, "JSON"), error.lineno) from None
    except ValueError:  # Python's guard
        raise InvalidJson("a number has too many digits") from None


def _depth(text: str) -> int:
    deepest = depth = 0
    for match in _TEXT_OR_BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest
