"""Measures whether a run in files holds what ``--memory`` allows, or says before that it cannot."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.speed_process import memory_of, processes_of

TITLE = "## Told and held"
_NEXT = "## Seconds of each stage"
_MEMORY = (300, 400, 500, 700, 1_000)  # MB
_CROWD = 20_000
_WORDS = "Harbour council votes on the new bridge over the river this week as prices rise again"
_LOOK_EVERY = 0.02  # seconds
_HEAD = f"""{TITLE}

`--engine spill --memory …`: *said* is what a line said before the run that it would need, where
that was more. *Held* is the most that the process held for itself (`RssAnon`), looked at fifty
times a second, with what a copy of it that writes a table had changed (`Private_Dirty`).
`python -m tests.benchmarks.scale --held ROWS …` renews this section alone.

| articles | rows | allowed, MB | said, MB | held, MB | as said |
|---|---:|---:|---:|---:|---|
"""


class Held(NamedTuple):
    """What one run was allowed, said and held, in MB; ``said`` is 0 where it said nothing."""

    kind: str
    rows: int
    allowed: int
    said: int
    held: int

    @property
    def is_kept(self) -> bool:
        """Whether it held what it was allowed, or else what it said."""
        return self.held <= max(self.allowed, self.said)


def section(runs: list[Held]) -> str:
    """Write the section as Markdown."""
    lines = (
        f"| {run.kind} | {run.rows:,} | {run.allowed:,} | {f'{run.said:,}' if run.said else ''} "
        f"| {run.held:,} | {'yes' if run.is_kept else 'NO'} |\n"
        for run in runs
    )
    return _HEAD + "".join(lines) + "\n"


def section_of(page: str) -> str:
    """Return the section that a page has, empty without one."""
    return page[page.index(TITLE) : page.index(_NEXT)] if TITLE in page else ""


def with_section(page: str, told: str) -> str:
    """Put the section into a page, in place of the one that it has."""
    return page.replace(section_of(page), "").replace(_NEXT, told + _NEXT)


def measured(rows: list[int], folder: Path) -> Iterator[Held]:
    """Run over headlines, over the same without dates, and over a crowd of one outlet's day."""
    for count in rows:
        table = folder / f"{count}.csv"
        write_headlines(count, table)
        undated = _changed(table, folder / f"{count} undated.csv", lambda row: {"published": ""})
        for allowed in _MEMORY:
            yield run("headlines", count, table, allowed)
        for allowed in _MEMORY[::2]:
            yield run("without dates", count, undated, allowed)
    source = folder / "crowd source.csv"
    write_headlines(_CROWD, source)
    crowd = _changed(source, folder / "crowd.csv", _as_one)
    for allowed in _MEMORY[::2]:
        yield run("one outlet, one day, nearly one text", _CROWD, crowd, allowed)


def run(kind: str, rows: int, table: Path, allowed: int) -> Held:
    """Run the command once."""
    command = [sys.executable, "-m", "clustering", "report", str(table), "--formats", "csv"]
    command += ["--out", f"{table} out", "--no-cache", "--engine", "spill"]
    said = table.with_suffix(".said")
    with said.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [*command, "--memory", f"{allowed}MB"],
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        held = 0.0
        while process.poll() is None:
            own = memory_of(process.pid).get("RssAnon", 0)
            others = (one for one, _ in processes_of(process.pid) if one != process.pid)
            held = max(held, own + sum(map(_changed_megabytes, others)))
            time.sleep(_LOOK_EVERY)
    if process.returncode:
        raise RuntimeError(said.read_text(encoding="utf-8"))
    told = re.search(r"--memory (\d+)MB would do", said.read_text(encoding="utf-8"))
    return Held(kind, rows, allowed, int(told[1]) if told else 0, round(held))


def _changed_megabytes(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has ended
        return 0.0
    return int(told.partition("Private_Dirty:")[2].split()[0]) * 1024 / 1e6


def _changed(table: Path, out: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> Path:
    with table.open(encoding="utf-8", newline="") as read, out.open("w", newline="") as written:
        rows = csv.DictReader(read)
        writer = csv.DictWriter(written, [*(rows.fieldnames or ()), "excerpt"])
        writer.writeheader()
        writer.writerows({**row, **change(row)} for row in rows)
    return out


def _as_one(row: dict[str, str]) -> dict[str, str]:
    """Change a row into an article that differs from all others in one word or two."""
    number = int(row["id"])
    words = _WORDS.split()
    words[number % len(words)] = row["title"].split()[0]
    title = " ".join(words)
    when = f"2024-01-10T{number % 24:02d}:{number % 60:02d}:00Z"
    return {"title": title, "excerpt": f"{title}. " * 5, "outlet": "Outlet 1", "published": when}
