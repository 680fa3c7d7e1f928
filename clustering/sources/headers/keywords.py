"""Headers of plain lines: ``Title: …`` as Pelican writes them, ``.. title: …`` as Nikola does."""

from __future__ import annotations

import re

Said = tuple[dict[str, object], int]
"""What a header says, and the position at which the body starts."""

MAX_HEADER_LINES = 200

_KEY_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?")
_NIKOLA_LINE = re.compile(r"\.\. (\w[\w-]{0,40}): ?(.*)")
_TITLE = "title"


def read_key_lines(text: str) -> Said | None:
    """Read lines of ``Key: value`` up to a blank line, or up to ``---`` as old Hexo writes them.

    A line that is indented goes on with the value before it. Only what has a title is a header:
    other text may start with a colon as well.
    """
    values: dict[str, object] = {}
    at, last = 0, ""
    for line in text.split("\n", MAX_HEADER_LINES)[:MAX_HEADER_LINES]:
        end = at + len(line) + 1
        if not line.strip() or line.rstrip() == "---":
            break
        if last and line[0] in " \t":
            values[last] = f"{values[last]} {_value(line)}".strip()
        elif found := _KEY_LINE.fullmatch(line.rstrip()):
            last = found[1].lower()
            values[last] = _value(found[2] or "")
        else:
            return None
        at = end
    else:
        end = at
    return (values, min(end, len(text))) if _TITLE in values else None


def read_nikola(text: str) -> Said | None:
    """Read lines of ``.. key: value`` at the start, in a comment of HTML or without one."""
    values: dict[str, object] = {}
    at = 0
    for line in text.split("\n", MAX_HEADER_LINES)[:MAX_HEADER_LINES]:
        plain = line.strip()
        if found := _NIKOLA_LINE.fullmatch(plain):
            values[found[1].lower()] = found[2].strip()
        elif plain not in ("", "<!--", "-->") or (not plain and values):
            break
        at += len(line) + 1
    return (values, min(at, len(text))) if _TITLE in values else None


def _value(text: str) -> str:
    """Take off the quotation marks that YAML would."""
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
