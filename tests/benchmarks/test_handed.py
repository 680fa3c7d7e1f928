"""What is handed over to blocks is counted for each kind of work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.handed import extrapolated, handed_over, in_words
from tests.benchmarks.headlines import write_headlines


@pytest.mark.slow("groups eight thousand headlines")
def test_each_work_on_blocks_is_counted(tmp_path: Path) -> None:
    table = tmp_path / "headlines.csv"
    write_headlines(8_000, table)
    handed = handed_over(8_000, table)
    told = in_words(8_000, handed)
    for work, where in (
        ("nearest_in_part", "Spark"),
        ("smoothed_rows", "here"),
        ("cosines", "here"),
        ("words_discount", "here"),
    ):
        assert f"| `{work}` | {where} | " in told
    assert all(one.copies >= 1 and one.there and one.back and one.seconds > 0 for one in handed)
    assert "holds 100 GB" in extrapolated(20_000, 3.0, 20.0, handed, 8_000)
