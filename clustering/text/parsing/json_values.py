"""From JSON text to values, within the limits of ``limits`` and with errors in our words."""

from __future__ import annotations

import json
import re

from clustering.text.parsing.limits import MAX_DEPTH, TOO_DEEP, Unreadable, broken_at

# Text, closed or not, so that brackets in it do not count.
_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def load_json(text: str) -> object:
    """Read JSON.

    Raises
    ------
    Unreadable
        For text that is not JSON, nests deeper than ``MAX_DEPTH``, or holds a number of thousands
        of digits.
    """
    # Counting settles nearly all texts at once.
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise Unreadable(TOO_DEEP)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(broken_at(text, error.pos, "JSON"), error.lineno, error.pos) from None
    except ValueError:  # Python's guard
        raise Unreadable("a number has too many digits") from None


def load_json_before(text: str, position: int) -> object:
    """Read what stands whole before the place at which JSON breaks off, or ``None``.

    Of the outermost list that is open there, the lists and objects before the last one are read;
    where it has none, or no list is open, what stands whole before in the object around it.

    >>> load_json_before('{"articles": [{"title": "Kelp wins"}, {"title": "Otter l', 38)
    {'articles': [{'title': 'Kelp wins'}]}
    """
    opened: list[tuple[str, int]] = []  # each with the end of the last one inside
    for match in _TEXT_OR_BRACKET.finditer(text, 0, position):
        if match[0] in "[{":
            opened.append((match[0], 0))
        elif match[0] in "]}":
            opened.pop()
            if not opened:
                return load_json(text[: match.end()])
            opened[-1] = (opened[-1][0], match.end())
    outermost = next((place for place, (sign, _) in enumerate(opened) if sign == "["), 0)
    place = next((place for place in range(outermost, -1, -1) if opened and opened[place][1]), -1)
    if place < 0:
        return None
    closing = "".join("]" if sign == "[" else "}" for sign, _ in reversed(opened[: place + 1]))
    return load_json(text[: opened[place][1]] + closing)


def _depth(text: str) -> int:
    deepest = depth = 0
    for match in _TEXT_OR_BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest
