"""Front matter in YAML, TOML and JSON: where it ends; and what TOML and JSON say."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time

from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import MAX_DEPTH, TOO_DEEP, Unreadable

FENCE = re.compile(r"---[ \t]*(yaml|yml|toml|json)?[ \t\r]*(?=\n)", re.I)
"""The first line of front matter, and the notation where it names one."""

_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.M)
_JSON_END = re.compile(r"^;;;[ \t]*$", re.M)
_TOML_LINE = re.compile(r"line (\d+)")


def cut_yaml(text: str, start: int) -> tuple[str, int]:
    """Cut out what stands before the line that closes it, and say where the body starts.

    The cut starts with the end of the first line (``start``), so that line numbers in it are those
    of the file.

    Raises
    ------
    Unreadable
        When nothing closes it.
    """
    end = _closing_line(text, start)
    if end < 0:
        raise Unreadable("front matter has no closing line ('---')", 1)
    body = text.find("\n", end + 1)
    return text[start : end + 1], body if body >= 0 else len(text)


def cut_toml(text: str) -> tuple[str, int]:
    """Cut out what stands between the lines ``+++``, and say where the body starts.

    Raises
    ------
    Unreadable
        When nothing closes it.
    """
    start = text.find("\n") + 1
    end = _TOML_END.search(text, start)
    if end is None:
        raise Unreadable("front matter has no closing line ('+++')", 1)
    return "\n" + text[start : end.start()], end.end()


def cut_json(text: str) -> tuple[str, int] | None:
    """Cut out an object at the start of a text, or lines up to ``;;;`` as Hexo writes them."""
    if text.startswith("{"):
        try:
            _, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return text, len(text)  # reading it says what is wrong
        return text[:end], end
    start = 3 if text.startswith(";;;") else 0
    end_line = _JSON_END.search(text, start)
    if end_line is None:
        return None
    return f"{{{text[start : end_line.start()].strip().rstrip(',')}}}", end_line.end()


def read_toml(text: str) -> dict[str, object]:
    """Read TOML; its times become text.

    Raises
    ------
    Unreadable
        For anything else, and beyond the depth that is read.
    """
    if text.count("[") + text.count("{") > MAX_DEPTH and _nesting(text) > MAX_DEPTH:
        raise Unreadable(TOO_DEEP)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        line = _TOML_LINE.search(str(error))
        raise Unreadable(
            f"not valid TOML ({str(error)[:100]})", int(line[1]) if line else None
        ) from None
    return {name: _as_text(value) for name, value in values.items()}


def read_json(text: str) -> dict[str, object]:
    """Read a JSON object.

    Raises
    ------
    Unreadable
        For anything else.
    """
    values = load_json(text)
    if not isinstance(values, dict):
        raise Unreadable("front matter is no object")
    return values


def _closing_line(text: str, start: int) -> int:
    """Return the position of the break before the first line that is a closing marker, or -1."""
    end = len(text)
    found = -1
    for marker in ("\n---", "\n..."):
        at = text.find(marker, start, end)
        while at >= 0:
            line_end = text.find("\n", at + 1)
            if not text[at + len(marker) : line_end if line_end >= 0 else None].strip():
                found, end = at, at  # the other marker counts only before it
                break
            at = text.find(marker, at + 1, end)
    return found


def _nesting(text: str) -> int:
    """Return the greatest depth there may be: brackets in text count as well."""
    deepest = now = 0
    for sign in re.findall(r"[\[\]{}]", text):
        now = now + 1 if sign in "[{" else max(now - 1, 0)
        deepest = max(deepest, now)
    return deepest


def _as_text(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value
