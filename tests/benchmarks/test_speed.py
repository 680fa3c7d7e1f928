"""The speed bench itself: that it sees a whole process tree, and that its page adds up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks import speed
from tests.benchmarks.competitors import METHODS
from tests.benchmarks.competitors import main as compete
from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.speed_page import write_page
from tests.benchmarks.speed_parts import LEAST, SAMESTORY, Bench, competitors
from tests.benchmarks.speed_process import (
    DONE,
    FAILED,
    TOO_LONG,
    TOO_MUCH,
    Limit,
    Run,
    watch,
)
from tests.benchmarks.speed_results import (
    MISSING,
    NOT_TRIED,
    Measurement,
    Part,
    best,
    load_parts,
    save_parts,
)

ENOUGH = Limit(300, 4_000)
HOLDS = "import time; held = b'x' * 100_000_000; time.sleep({})"
LONG = HOLDS.format(600)  # until it is stopped, however late somebody looks

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def python(code: str, limit: Limit = ENOUGH) -> Run:
    return watch([sys.executable, "-c", code], limit, {})


@linux_only
def test_the_memory_of_children_counts() -> None:
    def both(code: str) -> str:
        spawn = f"import subprocess, sys\ncode = {code!r}\n"
        spawn += "some = [subprocess.Popen([sys.executable, '-c', code]) for _ in range(2)]\n"
        return f"{spawn}[one.wait() for one in some]"

    short = HOLDS.format(0.5)
    for least, code in ((100, LONG), (200, both(LONG))):
        assert python(code, Limit(300, least)).outcome == TOO_MUCH
    for most, code in ((190, short), (350, both(short))):
        assert python(code, Limit(300, most)).outcome == DONE


@linux_only
def test_the_memory_of_the_bench_does_not_count() -> None:
    held = b"x" * 300_000_000
    assert python("import time; time.sleep(0.2)").megabytes < 100
    assert len(held) == 300_000_000


def test_a_run_ends_at_its_limit() -> None:
    assert python("import time; time.sleep(600)", Limit(0.3, 4_000)).outcome == TOO_LONG
    if sys.platform == "linux":
        assert python(LONG, Limit(300, 50)).outcome == TOO_MUCH


def test_a_failed_run_says_why() -> None:
    run = python("import sys; sys.exit('no such table')")
    assert (run.outcome, run.exit_code, run.said) == (FAILED, 1, "no such table")


def test_processor_time_is_counted() -> None:
    run = python("import time\nwhile time.process_time() < 0.3: sum(range(100_000))")
    assert run.outcome == DONE
    assert 0.1 < run.user < 1.5 * run.seconds


@pytest.mark.parametrize("name", [*LEAST, "dbscan"])
def test_a_method_labels_every_row(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_headlines(300, tmp_path / "in.csv", dated=False)
    out = tmp_path / "out.csv"
    monkeypatch.setattr(sys, "argv", ["competitors", name, str(tmp_path / "in.csv"), str(out)])
    compete()
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id,story"
    assert len(lines) == 301


def test_more_rows_are_not_tried_after_a_run_that_took_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def group(self: Bench, rows: int, dated: bool) -> Measurement:
        return Measurement(SAMESTORY, rows, seconds=rows / 100)

    def compete_(self: Bench, name: str, rows: int) -> Measurement:
        return Measurement(METHODS[name].name, rows, outcome=MISSING)

    monkeypatch.setattr(Bench, "group", group)
    monkeypatch.setattr(Bench, "compete", compete_)
    bench = Bench(tmp_path, speed.FULL.instead((100, 1_000, 10_000)), Limit(9, 1), "")
    runs = list(competitors(bench))
    ours = [(run.rows, run.outcome) for run in runs if run.what == SAMESTORY]
    assert ours == [(100, DONE), (1_000, NOT_TRIED)]
    assert sum(run.outcome == MISSING for run in runs) == len(METHODS) - len(LEAST[1:])


def test_the_best_run_is_one_that_ended() -> None:
    stopped = Measurement("it", seconds=1, outcome=TOO_LONG)
    slow, quick = Measurement("it", seconds=3), Measurement("it", seconds=2)
    assert best([stopped, slow, quick]) is quick
    assert best([stopped]) is stopped
    assert best([]) is None


def measured() -> dict[str, Part]:
    def part(*runs: Measurement) -> Part:
        return Part("4 cores", {"numpy": "2"}, 180.0, 6_000.0, runs)

    def ours(rows: int, dated: bool, seconds: float) -> Measurement:
        stages = {"reading": 1.0, "pairs": seconds - 1}
        return Measurement(
            SAMESTORY, rows, dated, seconds, 2 * seconds, rows / 100, stages=stages, stories=9
        )

    least = METHODS["least"].name
    return {
        "headlines": part(
            ours(200_000, True, 8.0),
            ours(200_000, False, 12.0),
            Measurement(least, 200_000, seconds=10),
        ),
        "growth": part(*(ours(rows, True, rows / 1e4) for rows in (50_000, 200_000, 1_000_000))),
        "competitors": part(
            ours(20_000, False, 2.0),
            Measurement(least, 20_000, seconds=200, outcome=TOO_LONG, megabytes=700),
            Measurement(METHODS["minhash"].name, 20_000, outcome=MISSING, said="not installed"),
        ),
    }


def test_the_page_compares_and_fits() -> None:
    page = write_page(measured())
    assert "| samestory, dated | 8.0 | 16.0 | 2,000 | 8.0–8.0 | 9 | 0 | 0.80 |" in page
    assert "time grows with rows to the power of 1.00, memory 1.00" in page
    assert "| 1,000,000 | 100.0 | 200.0 | 10,000 | 5.00 |" in page
    assert "| 1,000,000 | 1.0 | **99.0** | pairs |" in page
    assert "over 180 s (700 MB)" in page
    assert "`pip install datasketch scipy`" in page
    assert "Start-up" not in page


def test_figures_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "speed.json"
    assert load_parts(path) == {}
    save_parts(measured(), path)
    assert load_parts(path) == measured()
