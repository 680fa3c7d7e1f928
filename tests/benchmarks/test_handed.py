"""What is handed over to blocks is counted for each kind of work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.handed import handed_over
from tests.benchmarks.headlines import write_headlines


@pytest.mark.slow("groups twenty thousand headlines")
def test_each_work_on_blocks_is_counted(tmp_path: Path) -> None:
    table = tmp_path / "headlines.csv"
    write_headlines(20_000, table)
    told = handed_over(20_000, table)
    for work in ("nearest_in_part", "smoothed_rows", "cosines", "words_discount"):
        assert f"| `{work}` |" in told
    assert "`nearest_in_part` | Spark |" in told
    assert "`cosines` | here |" in told
