"""The bench of engines runs them as processes, and tells where they do not write the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.scale import Run, measure, page


@pytest.mark.slow("runs the command twice, as a process")
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux tells it")
def test_engines_are_measured_and_compared(tmp_path: Path) -> None:
    table = tmp_path / "headlines.csv"
    write_headlines(300, table)
    runs = [measure(300, name, table, tmp_path / name, 0) for name in ("inline", "spill")]
    done = [run for run in runs if run]
    assert len(done) == 2
    assert all(run.own > 10 and run.processor > 0 for run in done)
    assert page(done).count("| yes |") == 2
    assert "| NO |" in page([done[0], done[1]._replace(digest="other")])


@pytest.mark.skipif(sys.platform != "linux", reason="Linux keeps to such limits")
def test_a_run_that_has_no_room_is_none(tmp_path: Path) -> None:
    table = tmp_path / "headlines.csv"
    write_headlines(10, table)
    assert measure(10, "inline", table, tmp_path / "out", 50) is None


def test_what_spark_costs_is_told_by_two_numbers_of_rows() -> None:
    def run(engine: str, rows: int, processor: float) -> Run:
        return Run(rows, engine, 0, 1, 1, 1, 0, processor, 9.0, {}, "same")

    runs = [
        run("spill", 100_000, 20.0),
        run("spark", 100_000, 40.0),
        run("spill", 300_000, 40.0),
        run("spark", 300_000, 64.0),
        run("spill", 900_000, 90.0),
    ]
    told = page(runs)
    assert "20 s more of the processor for 100,000 rows and 24 s more" in told
    assert "20 µs a row are the way" in told
    assert "between 100,000 and 300,000 rows: 120 µs over 100, 1.20 times." in told
    assert told.count("| alone |") == 1
