"""Measures what it takes to add articles to a large store, beside all of them at once.

Invented headlines, 2,000 a day; each run of ``report --formats csv`` is a process of its own.
"""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.scale import measure


def main() -> int:
    """Fill a store, add the last articles to it, and group all at once; print what each took."""
    name = "python -m tests.benchmarks.additions"
    parser = argparse.ArgumentParser(prog=name, description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--added", type=int, default=1_000, help="how many of them come last")
    asked = parser.parse_args()
    with TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        every, first, last = (folder / f"{part}.csv" for part in ("every", "first", "last"))
        write_headlines(asked.rows, every)
        with every.open(encoding="utf-8") as lines, first.open("w", encoding="utf-8") as most:
            header = next(lines)
            most.write(header)
            most.writelines(islice(lines, asked.rows - asked.added))
            last.write_text(header + "".join(lines), encoding="utf-8")
        store = ["--store", str(folder / "news.db")]
        spent: list[float] = []
        for told, table, more in (
            ("into a new store", first, store),
            (f"{asked.added:,} added to it", last, store),
            ("all at once, no store", every, []),
        ):
            run = measure(asked.rows, "auto", table, folder / table.stem, 0, more)
            if run is None:
                print(f"{told}: did not end well", file=sys.stderr)
                return 1
            figures = f"{run.processor:.1f} CPU s, {run.seconds:.0f} s, {run.own:,} MB"
            print(f"{told}: {figures}, {run.with_files:,} MB with files", flush=True)
            spent.append(run.processor)
        filled, added, whole = spent
        print(f"added: {added / filled:.1%} of filling, {added / whole:.1%} of all at once")
    return 0


if __name__ == "__main__":
    sys.exit(main())
