"""Text from outside as parts of Markdown: escaped, linked, as code."""

from __future__ import annotations

import re

from clustering.reporting.wording import one_line
from clustering.web.links import linkable

# Characters with a meaning inside a line of CommonMark or GitHub's Markdown.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#]|&(?=[#\w]+;)")
_ENDS_LINK = re.compile(r"[()<>\\`\"]")
_ENTITY = re.compile(r"&(?=[#\w]+;)")  # "&copy;" in an address would become a sign


def escaped(text: str) -> str:
    """Return ``text`` as one line in which no character has a meaning for Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def linked(text: str, url: str) -> str:
    """Return ``text``, escaped, as a link to ``url`` when that is a web address."""
    address = _ENDS_LINK.sub(lambda found: f"%{ord(found[0]):02X}", linkable(url))
    address = _ENTITY.sub("&amp;", address)
    return f"[{escaped(text)}]({address})" if address else escaped(text)


def code(text: str) -> str:
    """Return ``text`` as a code span, whatever back-ticks it holds."""
    text = one_line(text, "?")
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
