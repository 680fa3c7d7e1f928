"""Short listings of many things, for a prompt and for a notebook: rows of text, or escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from clustering.text.english import counted

SHOWN_IN_TEXT = 10
SHOWN_IN_HTML = 50
MAX_CELL_CHARS = 80


class Listing(NamedTuple):
    """The first rows of a listing, and of how many.

    Attributes
    ----------
    heads
        Names of the columns; one that ends in ``#`` holds figures, which stand to the right.
    rows
        Text for each column; there may be more rows than are shown.
    total
        How many rows there are in all.
    links
        What the last cell of each row links to; empty for nothing.
    """

    heads: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    total: int
    links: Sequence[str] = ()

    def text(self) -> str:
        """Return one line for each row, in columns."""
        shown = [list(map(_cut, row)) for row in self.rows[:SHOWN_IN_TEXT]]
        heads = [head.rstrip("#") for head in self.heads]
        widths = [max(map(len, column)) for column in zip(heads, *shown, strict=True)]
        lines = [
            "  ".join(
                cell.rjust(width) if head.endswith("#") else cell.ljust(width)
                for cell, width, head in zip(row, widths, self.heads, strict=True)
            ).rstrip()
            for row in (heads, *shown)
        ]
        return "\n".join([*lines, *self._rest(len(shown))])

    def html(self) -> str:
        """Return a table; every text in it is escaped."""
        shown = self.rows[:SHOWN_IN_HTML]
        head = "".join(f"<th>{escape(head.rstrip('#'))}</th>" for head in self.heads)
        body = "".join(
            f"<tr>{self._cells(row, self.links[at] if self.links else '')}</tr>"
            for at, row in enumerate(shown)
        )
        rest = "".join(f"<p>{escape(line)}</p>" for line in self._rest(len(shown)))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def _cells(self, row: Sequence[str], link: str) -> str:
        *cells, last = [escape(_cut(cell, 3 * MAX_CELL_CHARS)) for cell in row]
        if link:
            last = f'<a href="{escape(link)}" rel="noopener noreferrer">{last}</a>'
        return "".join(f"<td>{cell}</td>" for cell in (*cells, last))

    def _rest(self, shown: int) -> list[str]:
        return [f"… {counted(self.total - shown, 'more', 'more')}"] if self.total > shown else []


def _cut(text: str, longest: int = MAX_CELL_CHARS) -> str:
    line = "".join(filter(str.isprintable, " ".join(text.split())))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
