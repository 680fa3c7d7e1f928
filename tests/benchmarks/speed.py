"""Measures whole processes: samestory, what a user would run instead, how both grow.

``python -m tests.benchmarks.speed`` writes ``reports/speed.md`` from ``reports/speed.json``,
where each part keeps its figures: ``--only PART`` measures some parts anew and leaves the
others, ``--only page`` only writes the page. The real posts are found through
``SAMESTORY_DATA`` or in ``../shared/data``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from compileall import compile_dir
from pathlib import Path

from tests.benchmarks.competitors import METHODS
from tests.benchmarks.labelled import REPOSITORY
from tests.benchmarks.speed_page import write_page
from tests.benchmarks.speed_parts import Bench, Sizes, competitors, growth, headlines, posts, start
from tests.benchmarks.speed_process import Limit
from tests.benchmarks.speed_results import (
    Measurement,
    Part,
    describe_machine,
    load_parts,
    save_parts,
    versions,
)

PARTS: Mapping[str, Callable[[Bench], Iterator[Measurement]]] = {
    "headlines": headlines,
    "growth": growth,
    "posts": posts,
    "competitors": competitors,
    "start": start,
}

FULL = Sizes(
    headlines=200_000,
    growth=(50_000, 100_000, 200_000, 400_000, 1_000_000),
    competitors=(2_000, 20_000, 100_000),
    posts="azure",
    rounds=2,
)
LIMITS = {"competitors": 100.0}
"""Seconds after which a run is stopped, where it is not the usual number."""
USUAL_LIMIT = 600.0
MEGABYTES = 6_000.0
"""What a competitor may hold; this project's own runs are shown, not stopped, beyond it."""


def measure(name: str, bench: Bench, limit: Limit) -> Part:
    """Measure one part; what comes of each run goes to stderr."""
    begun = time.monotonic()
    found: list[Measurement] = []
    for one in PARTS[name](bench):
        found.append(one)
        kind = "dated " if one.dated else ""
        rows = f" {one.rows:,} {kind}rows" if one.rows else ""
        print(
            f"{time.monotonic() - begun:6.0f} s  {name}: {one.what}{rows}: {one.outcome}, "
            f"{one.seconds:.2f} s, {one.megabytes:,.0f} MB {one.said}",
            file=sys.stderr,
        )
    found_versions = {**versions(), **(bench.versions() if name == "competitors" else {})}
    return Part(describe_machine(), found_versions, limit.seconds, limit.megabytes, tuple(found))


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", action="append", metavar="PART", choices=[*PARTS, "page"], help="repeatable"
    )
    parser.add_argument("--rows", type=int, nargs="+", help="sizes, instead of the part's own")
    parser.add_argument("--limit", type=float, help="seconds after which a run is stopped")
    parser.add_argument(
        "--competitors",
        metavar="PYTHON",
        default=sys.executable,
        help="an interpreter that has "
        + ", ".join(sorted({name for method in METHODS.values() for name in method.needs})),
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=REPOSITORY / "reports" / "speed.md",
        help="the page; figures stand beside it",
    )
    return parser.parse_args()


def main() -> None:
    """Measure the parts asked for and write the page."""
    given = parse()
    compile_dir(REPOSITORY / "clustering", quiet=1)  # as pip does when it installs
    page = given.out
    figures = page.with_suffix(".json")
    sizes = FULL.instead(tuple(given.rows)) if given.rows else FULL
    for name in PARTS if not given.only else given.only:
        if name == "page":
            continue
        seconds = given.limit or LIMITS.get(name, USUAL_LIMIT)
        limit = Limit(seconds, MEGABYTES)
        with tempfile.TemporaryDirectory(prefix="samestory-speed-") as work:
            bench = Bench(Path(work), sizes, limit, given.competitors)
            part = measure(name, bench, limit)
        if part.measurements:
            # Read anew each time: another run may have kept another part meanwhile.
            save_parts({**load_parts(figures), name: part}, figures)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(write_page(load_parts(figures)), encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
