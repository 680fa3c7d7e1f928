"""Measures crowds of articles that are alike in one way: time and memory for each row at n and 4 n.

Equal articles, near-identical ones, one title, one outlet, one second, one article with a related
link to each other one. It exits with 1 where 4 n rows take much more for each row than n do.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from clustering import reporting
from clustering.model import Reading, Record
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.system.memory import peak_memory_mb

KINDS = ("equal", "near", "title", "bare title", "outlet", "second", "related", "mixed")
ROWS = 5_000
MAX_GROWTH = 1.6
"""Most by which the cost of a row may grow when there are four times as many rows."""
MIN_COST = (2.0, 200.0)
"""Seconds and MB of 4 n rows under which growth is not told from the start of a program."""
START = datetime(2024, 3, 10, tzinfo=UTC)
OUTLETS = 200


class Cost(NamedTuple):
    """Processor seconds, and the most memory in MB above that of the rows themselves."""

    seconds: float
    megabytes: float


def records_of(kind: str, rows: int, seed: int = 1) -> Iterator[Record]:
    """Make a crowd; the articles of ``mixed`` have nothing in common."""
    rng = random.Random(seed)
    syllables = ("ba", "ke", "mi", "no", "tu", "ra", "le", "shi", "po", "du")
    words = ["".join(rng.choices(syllables, k=4)) for _ in range(5_000)]
    same_title, same_text = rng.choices(words, k=9), rng.choices(words, k=60)
    for row in range(rows):
        title, text = rng.choices(words, k=9), rng.choices(words, k=40)
        if kind in ("equal", "title", "bare title"):
            title = same_title
        if kind == "equal":
            text = same_text
        if kind == "bare title":
            text = []
        if kind == "near":
            title = [*same_title, rng.choice(words)]
            text = list(same_text)
            text[rng.randrange(len(text))] = rng.choice(words)
        has_links = kind == "related" and not row
        links = [f"https://o{n % OUTLETS}.example/{n}" for n in range(1, rows)] if has_links else ()
        yield Record(
            f"r{row}",
            "crowd",
            " ".join(title),
            " ".join(text),
            (f"https://o{row % OUTLETS}.example/{row}",),
            "One" if kind == "outlet" else f"Outlet {row % OUTLETS}",
            published=START if kind == "second" else START + timedelta(minutes=row),
            related_urls=tuple(links),
        )


def measure(kind: str, rows: int) -> Cost:
    """Run the whole corridor over a crowd in this process, and write its report."""
    records = list(records_of(kind, rows))
    before, began = peak_memory_mb() or 0, time.process_time()
    result = run(Reading(records, [], 1), Settings())
    with TemporaryDirectory() as folder:
        reporting.write(result, Path(folder) / "report")
    return Cost(time.process_time() - began, (peak_memory_mb() or 0) - before)


def grows_too_fast(few: Cost, many: Cost) -> bool:
    """Whether four times the rows cost much more than four times as much."""
    return any(
        larger > least and larger > 4 * MAX_GROWTH * smaller
        for smaller, larger, least in zip(few, many, MIN_COST, strict=True)
    )


def _measure_apart(kind: str, rows: int) -> Cost:
    command = [sys.executable, "-m", "tests.benchmarks.crowds", "--kind", kind, "--of", str(rows)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Cost(*map(float, said.split()))


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rows", type=int, default=ROWS, help="n; 4 n are measured as well")
    options.add_argument("--kind", choices=KINDS, action="append", help="one kind of crowd")
    options.add_argument("--of", type=int, help=argparse.SUPPRESS)  # in a process of its own
    given = options.parse_args()
    if given.of:
        print(*measure(given.kind[0], given.of))
        return 0
    print(f"{'':12}{'rows':>8}{'CPU s':>9}{'MB':>8}{'ms a row':>11}{'kB a row':>10}")
    is_failed = False
    for kind in given.kind or KINDS:
        costs = []
        for rows in (given.rows, 4 * given.rows):
            cost = _measure_apart(kind, rows)
            costs.append(cost)
            each = f"{1e3 * cost.seconds / rows:11.2f}{1e3 * cost.megabytes / rows:10.0f}"
            print(f"{kind:12}{rows:8,}{cost.seconds:9.1f}{cost.megabytes:8.0f}{each}", flush=True)
        if grows_too_fast(*costs):
            print(f"{kind:12}grows faster than its rows")
            is_failed = True
    return int(is_failed)


if __name__ == "__main__":
    sys.exit(main())
