"""A sweep in the terminal: chart, table and choice."""

from __future__ import annotations

from clustering.reporting.tuning.terminal import findings_text
from clustering.tuning.findings import Findings


def test_the_terminal_shows_chart_table_and_choice(found: Findings) -> None:
    text = findings_text(found)
    assert "c chosen" in text
    assert "BCubed F1" in text
    assert "Choice: detail" in text
    chosen = [line for line in text.splitlines() if line.startswith(">")]
    assert len(chosen) == 1
