"""Measures what the engines take: memory, processor time and seconds of each stage, by rows.

Invented headlines, CSV to CSV, each run a process of its own. It ends with 1 where two engines do
not write the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.handed import Handed, extrapolated, handed_over, in_words
from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.held import measured, section, section_of, with_section
from tests.benchmarks.speed_process import memory_of, processes_of

PAGE = Path("reports/scale.md")
KEPT = Path(tempfile.gettempdir(), "samestory-scale.json")
"""Runs that were measured, so that the page can be made in several sittings."""

ENGINES = ("inline", "spill", "spark")
_LOOK_EVERY = 0.05  # seconds
_HEAD = """\
# How much memory large runs take

Written by `python -m tests.benchmarks.scale`. Invented headlines (see [speed](speed.md)), 2,000 a
day; `samestory report x.csv --formats csv --engine …`, each a process of its own. *Own memory* is
the most that the process held for itself (`RssAnon`); *with files* counts the pages of mapped files
too, which the system takes back when it needs them (`VmHWM`). *Processor* is user and system
time of it and of all processes that it starts, which are Spark's: Java, and Python for the tasks;
their most own memory together is *others*. *µs a row* are of the processor. *Data* is the
most that the process had asked for itself, used or not (`VmData`); *room* is how much of it it may
have (`ulimit -d`). To limit the address space (`ulimit -v`) says little, as files count in it.

"""
_COLUMNS = (
    "| rows | engine | room, MB | data, MB | own memory, MB | with files, MB | others, MB "
    "| processor, s | seconds | µs a row | same bytes |\n|---:|---" + 8 * "|---:" + "|---|\n"
)
_STAGES = """
## Seconds of each stage

By the clock, from `run.json`. The machine had two cores and did other work beside it, so they say
little.

"""


class Run(NamedTuple):
    """What one run took and wrote."""

    rows: int
    engine: str
    room: int
    data: int
    own: int
    with_files: int
    others: int
    processor: float
    seconds: float
    stages: dict[str, float]
    digest: str


def measure(
    rows: int, engine: str, table: Path, out: Path, room_mb: int, more: Sequence[str] = ()
) -> Run | None:
    """Run the command once; ``None`` where it did not end well in so much data."""
    command = [sys.executable, "-m", "clustering", "report", str(table), "--out", str(out)]
    command += ["--formats", "csv", "--no-cache", "--quiet", "--engine", engine, *more]
    limit = f"ulimit -d {room_mb * 1024}; " if room_mb else ""
    began = time.perf_counter()
    shell = ["bash", "-c", limit + 'exec "$@"', "run", *command]
    process = subprocess.Popen(shell, stdout=subprocess.DEVNULL, start_new_session=True)
    data = own = with_files = others = 0.0
    processor: dict[int, float] = {}
    while process.poll() is None:
        told = memory_of(process.pid)
        data = max(data, told.get("VmData", 0))
        own = max(own, told.get("RssAnon", 0))
        with_files = max(with_files, told.get("VmHWM", 0))
        started = dict(processes_of(process.pid))
        ticks = ((pid, int(fields[11]) + int(fields[12])) for pid, fields in started.items())
        processor |= {pid: used / os.sysconf("SC_CLK_TCK") for pid, used in ticks}
        if len(started) > 1:
            rest = (memory_of(one).get("RssAnon", 0) for one in started if one != process.pid)
            others = max(others, sum(rest))
        time.sleep(_LOOK_EVERY)
    if process.returncode:
        return None
    seconds = json.loads((out / "run.json").read_text(encoding="utf-8"))["seconds"]
    spent, used = time.perf_counter() - began, sum(processor.values())
    kept = room_mb, round(data), round(own), round(with_files), round(others)
    return Run(rows, engine, *kept, used, spent, seconds, _digest(out))


def _digest(out: Path) -> str:
    """Hash all that was written, but for the record of the run, which holds times."""
    files = sorted(file for file in out.rglob("*") if file.is_file() and file.name != "run.json")
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def page(
    runs: list[Run], stopped: Sequence[str] = (), counted: int = 0, handed: Sequence[Handed] = ()
) -> str:
    """Write what was measured as Markdown.

    Parameters
    ----------
    stopped
        Which runs did not end well.
    counted, handed
        What was handed over in a run over so many rows.
    """
    lines = [
        f"| {run.rows:,} | {run.engine} | {f'{run.room:,}' if run.room else 'any'} "
        f"| {run.data:,} | {run.own:,} | {run.with_files:,} | {run.others:,} "
        f"| {run.processor:.0f} | {run.seconds:.0f} | {run.processor / run.rows * 1e6:.0f} "
        f"| {_compared(run, runs)} |\n"
        for run in runs
    ]
    names = list(dict.fromkeys(name for run in runs for name in run.stages))
    stages = [f"| rows | engine | {' | '.join(names)} |\n", "|---:|---|" + "---:|" * len(names)]
    stages.append("\n")
    for run in runs:
        figures = " | ".join(f"{run.stages.get(name, 0):.1f}" for name in names)
        stages.append(f"| {run.rows:,} | {run.engine} | {figures} |\n")
    told = "".join(f"\n{one}\n" for one in stopped) + _way_to_spark(runs)
    spilled = [run for run in runs if run.engine == "spill"]
    if handed and spilled:
        told += in_words(counted, [*handed])
        last = spilled[-1]
        told += extrapolated(last.rows, last.processor, last.own, [*handed], counted)
    return _HEAD + _COLUMNS + "".join(lines) + told + _STAGES + "".join(stages)


def _compared(run: Run, runs: list[Run]) -> str:
    others = [one.digest for one in runs if one.rows == run.rows]
    return "alone" if len(others) < 2 else "yes" if run.digest == others[0] else "NO"


def _way_to_spark(runs: list[Run]) -> str:
    """Tell what Spark costs beside the work, from runs over two numbers of rows."""
    took = {(run.engine, run.rows): run.processor for run in runs}
    both = sorted(rows for engine, rows in took if engine == "spark" and ("spill", rows) in took)
    if len(both) < 2:
        return ""
    low, high = both[0], both[-1]
    more = [took["spark", rows] - took["spill", rows] for rows in (low, high)]
    spark, spill = (_one_more(engine, took, low, high) for engine in ("spark", "spill"))
    return (
        f"\nBeside the spill engine Spark takes {more[0]:.0f} s more of the processor for {low:,} "
        f"rows and {more[1]:.0f} s more for\n{high:,}: most of it is to start, and "
        f"{(more[1] - more[0]) / (high - low) * 1e6:.0f} µs a row are the way there and back.\n\n"
        "The hand-over is reckoned as what one more row costs with Spark over what it costs with "
        f"the\nspill engine, both between {low:,} and {high:,} rows: {spark:.0f} µs over "
        f"{spill:.0f}, {spark / spill:.2f} times.\n"
    )


def _one_more(engine: str, took: dict[tuple[str, int], float], low: int, high: int) -> float:
    """Tell the microseconds of the processor that one more row takes."""
    return (took[engine, high] - took[engine, low]) / (high - low) * 1e6


def main() -> int:
    """Measure each engine for each number of rows, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument(
        "--rows", type=int, nargs="*", default=[20_000, 100_000, 300_000, 1_000_000]
    )
    parser.add_argument("--engines", nargs="+", default=[*ENGINES])
    parser.add_argument(
        "--room", type=int, default=0, help="most data of the process, MB; 0 for any"
    )
    parser.add_argument("--room-from", type=int, default=0, help="rows from which that holds")
    parser.add_argument("--spark-to", type=int, default=300_000, help="most rows for Spark")
    parser.add_argument("--handed", type=int, default=300_000, help="rows to count hand-over for")
    parser.add_argument("--keep", type=Path, default=KEPT, help="where earlier runs are kept")
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--held", type=int, nargs="+", help="renew what is held for so many rows")
    asked = parser.parse_args()
    before = asked.out.read_text("utf-8") if asked.out.is_file() else ""
    if asked.held:
        with TemporaryDirectory(dir="/var/tmp") as folder:
            found = [*measured(asked.held, Path(folder))]
        asked.out.write_text(with_section(before, section(found)), encoding="utf-8")
        return int(not all(run.is_kept for run in found))
    kept = json.loads(asked.keep.read_text("utf-8")) if asked.keep.is_file() else {}
    runs = [Run(*one) for one in kept.get("runs", ())]
    handed = [Handed(*one) for one in kept.get("handed", ())]
    counted, stopped = kept.get("counted", 0), kept.get("stopped", [])

    def tell() -> None:
        runs.sort(key=lambda one: (one.rows, ENGINES.index(one.engine)))
        made = with_section(page(runs, stopped, counted, handed), section_of(before))
        asked.out.write_text(made, encoding="utf-8")
        known = {"runs": runs, "stopped": stopped, "counted": counted, "handed": handed}
        asked.keep.write_text(json.dumps(known), encoding="utf-8")

    with TemporaryDirectory(dir="/var/tmp") as folder:
        for rows in asked.rows:
            table = Path(folder) / f"{rows}.csv"
            write_headlines(rows, table)
            room = asked.room if rows >= asked.room_from else 0
            if rows == asked.handed:
                counted, handed = rows, handed_over(rows, table)
                tell()
            for engine in asked.engines:
                if engine == "spark" and rows > asked.spark_to:
                    continue
                run = measure(rows, engine, table, Path(folder) / f"{rows} {engine}", room)
                if run is None:
                    stopped.append(f"{rows:,} rows, {engine}, {room:,} MB: did not end well.")
                    print(stopped[-1], file=sys.stderr)
                else:
                    runs.append(run)
                tell()
    tell()
    digests = {(run.rows, run.digest) for run in runs}
    return int(len(digests) != len({rows for rows, _ in digests}))


if __name__ == "__main__":
    sys.exit(main())
