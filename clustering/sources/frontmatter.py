"""From the bytes of a file to the text of its front matter."""

from __future__ import annotations

import re
from typing import NamedTuple

from clustering.sources import encodings
from clustering.text.limits import Unreadable

FENCE = re.compile(r"---[ \t]*(yaml|yml|toml|json)?[ \t\r]*(?=\n)", re.I)
"""The first line of front matter, and the notation where it names one."""


class Fault(NamedTuple):
    """Why something could not be read, and the line of the file where that is known."""

    reason: str
    line: int | None = None


def decode(data: bytes) -> encodings.Decoded:
    """Decode a file; line ends of two characters become one, as YAML reads them."""
    decoded = encodings.decode_text(data)
    if "\r" not in decoded.text:  # a tenth of the time that replacing nothing takes
        return decoded
    return decoded._replace(text=decoded.text.replace("\r\n", "\n"))


def find_front_matter(text: str) -> str:
    """Cut out what stands between the first line and the closing one.

    The cut starts with the end of the first line, so that line numbers in it are those of
    the file.
    """
    fence = FENCE.match(text)
    if fence is None:
        is_empty = not text.strip()
        raise Unreadable("empty file" if is_empty else "no front matter (first line is not '---')")
    first_line_end = fence.end()
    end = _closing_line(text, first_line_end)
    if end < 0:
        raise Unreadable("front matter has no closing line ('---')", 1)
    return text[first_line_end : end + 1]


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
