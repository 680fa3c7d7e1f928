"""How deep and how often text may nest, and what is said of text that goes beyond or breaks off.

The limits are counted here and not left to the libraries that parse: each release of those, and
of Python, gives up at another depth.
"""

from __future__ import annotations

from reprlib import Repr

MAX_DEPTH = 100
"""Levels of lists and mappings inside each other; real posts have five. libyaml's composer
overflows the C stack somewhere above 20,000 levels, and json stops at 1,000 or 10,000."""

TOO_DEEP = f"nested deeper than the limit of {MAX_DEPTH} levels"

MAX_ALIASES = 100
"""YAML aliases one text may use; the front matter of a post has none."""

MAX_ALIASED = 100_000
"""Values that all aliases of one YAML text may stand for: nested aliases multiply."""

MAX_SHOWN_CHARS = 40
"""Characters of the text that a message shows."""

_short = Repr()
_short.maxlevel = 2
_short.maxstring = _short.maxother = _short.maxlong = 2 * MAX_SHOWN_CHARS


class Unreadable(ValueError):
    """Text that cannot be read: why, and where that is known the line and the place in it."""

    def __init__(self, reason: str, line: int | None = None, position: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.position = position

    @property
    def place(self) -> str:
        """The line as it is put behind the name of a file; empty where it is not known."""
        return "" if self.line is None else f":{self.line}"


def shown(value: object) -> str:
    """Return a value as messages show it: a long or nested one shortened."""
    return _short.repr(value)


def broken_at(text: str, position: int, language: str) -> str:
    """Say where text stops being of a language such as YAML."""
    rest = text[position:].lstrip().partition("\n")[0][:MAX_SHOWN_CHARS].rstrip()
    place = f" from {rest!r} on" if rest else ": it ends within a value"
    return f"not valid {language}{place}"
