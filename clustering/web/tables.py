"""The tables beside the rules: rows of text, whose columns a bar parts."""

from __future__ import annotations

from pathlib import Path


def read_rows(name: str) -> list[list[str]]:
    """Return the cells of each row of a table of this folder; a row that starts with # is none."""
    table = Path(__file__).with_name(name).read_text(encoding="utf-8")
    rows = [row for row in table.splitlines() if row and not row.startswith("#")]
    return [[cell.strip() for cell in row.split("|")] for row in rows]
