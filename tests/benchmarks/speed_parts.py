"""The parts of the speed bench: which commands run, on what, and in which order."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.competitors import METHODS
from tests.benchmarks.competitors import MISSING as EXIT_MISSING
from tests.benchmarks.labelled import REPOSITORY, data_folder
from tests.benchmarks.speed_process import DONE, Limit, Run, watch
from tests.benchmarks.speed_results import MISSING, NOT_TRIED, Measurement

SAMESTORY = "samestory"
LEAST = ("least", "least-one", "least-stop")
HELP, TEN_POSTS = "samestory --help", "samestory report, ten posts"
PARSE, NO_CACHE = "parsing one after another", "samestory report --no-cache"
COLD, WARM = "samestory report, first run", "samestory report, another setting"
SAME = "samestory report, nothing changed"

# The least script once: its other settings are measured beside the headlines.
_COMPETITORS = [name for name in METHODS if name not in LEAST[1:]]
_SCRIPTS = Path(__file__).with_name("competitors.py")
_NO_LIMIT = 1e6  # megabytes: this project's own memory is shown, whatever it is
_POST_ROUNDS, _HELP_ROUNDS, _TEN_ROUNDS = 2, 5, 5


@dataclass(frozen=True)
class Sizes:
    """How many rows each part takes, which posts, and how often runs are repeated."""

    headlines: int
    growth: tuple[int, ...]
    competitors: tuple[int, ...]
    posts: str
    rounds: int

    def instead(self, rows: tuple[int, ...]) -> Sizes:
        """Return other numbers of rows for all parts; where one is taken, the first."""
        return replace(self, headlines=rows[0], growth=rows, competitors=rows)


@dataclass(frozen=True)
class Bench:
    """Runs commands in a folder of their own.

    Attributes
    ----------
    work
        An empty folder, for tables, reports and caches.
    limit
        When a run is stopped.
    python
        Interpreter that has the competitors' libraries.
    """

    work: Path
    sizes: Sizes
    limit: Limit
    python: str

    def table(self, rows: int, dated: bool) -> Path:
        """Return a table of invented headlines."""
        path = self.work / f"{rows}{'-dated' if dated else ''}.csv"
        if not path.exists():
            # In a process of its own: what this one has held shows in the memory that a run's
            # own run.json counts, because the system hands the mark down to children.
            command = [sys.executable, "-m", "tests.benchmarks.headlines", str(rows), str(path)]
            flags = [] if dated else ["--undated"]
            subprocess.run([*command, *flags], cwd=REPOSITORY, check=True)
        return path

    def run(self, command: Sequence[str], limit: Limit | None = None) -> Run:
        """Run a command on this checkout's code, with its cache in the folder of this bench."""
        here = {"PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(self.work / "cache")}
        run = watch(command, limit or self.limit, here)
        return replace(run, said=run.said.replace(str(self.work), "…"))

    def forget(self) -> None:
        """Drop what runs have remembered."""
        shutil.rmtree(self.work / "cache", ignore_errors=True)

    def report(self, what: str, source: Path, *flags: str, **more: Any) -> Measurement:  # noqa: ANN401
        """Run ``samestory report``, and look into what it wrote."""
        shutil.rmtree(self.work / "report", ignore_errors=True)
        return self.report_again(what, source, *flags, **more)

    def report_again(self, what: str, source: Path, *flags: str, **more: Any) -> Measurement:  # noqa: ANN401
        """Run ``samestory report`` where its report stands already."""
        out = self.work / "report"
        command = [*_samestory(), "report", str(source), "--out", str(out), "--quiet", *flags]
        run = self.run(command, Limit(self.limit.seconds, _NO_LIMIT))
        if run.outcome == DONE:
            record = json.loads((out / "run.json").read_text(encoding="utf-8"))
            more["stages"] = record["seconds"]
            more["stage_megabytes"] = record.get("memory", {}).get("peak_memory_mb", {})
        return Measurement.of(what, run, **more)

    def group(self, rows: int, dated: bool) -> Measurement:
        """Run samestory from a table to a table."""
        given = {"rows": rows, "dated": dated}
        found = self.report(SAMESTORY, self.table(rows, dated), "--formats", "csv", **given)
        return self._counted(found, self.work / "report" / "assignments.csv")

    def compete(self, name: str, rows: int) -> Measurement:
        """Run another method from a table to a table."""
        out = self.work / "groups.csv"
        out.unlink(missing_ok=True)
        needs = METHODS[name].needs
        python = self.python if needs else sys.executable
        table = self.table(rows, dated=False)
        command = [python, str(_SCRIPTS), name, str(table), str(out)]
        run = self.run(command)
        if run.exit_code == EXIT_MISSING:
            run = replace(run, outcome=MISSING)
        return self._counted(Measurement.of(METHODS[name].name, run, rows=rows), out)

    def versions(self) -> dict[str, str]:
        """Return the releases of what the competitors' interpreter has of their needs."""
        names = sorted({name for method in METHODS.values() for name in method.needs})
        code = (
            "import importlib.metadata as m, json, sys\n"
            "here = {d.metadata['Name'].lower(): d.version for d in m.distributions()}\n"
            "print(json.dumps({n: here[n] for n in sys.argv[1:] if n in here}))"
        )
        ran = subprocess.run(
            [self.python, "-c", code, *names], capture_output=True, text=True, check=True
        )
        found: dict[str, str] = json.loads(ran.stdout)
        return found

    def _counted(self, found: Measurement, table: Path) -> Measurement:
        if not found.is_done:
            return found
        with table.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            column = next(rows).index("story")
            sizes = Counter(row[column] for row in rows)
        return replace(found, stories=len(sizes), largest=max(sizes.values(), default=0))


def headlines(bench: Bench) -> Iterator[Measurement]:
    """Measure samestory and the least scripts on the same rows, in turn."""
    for _ in range(bench.sizes.rounds):
        for dated in (True, False):
            yield bench.group(bench.sizes.headlines, dated)
        for name in LEAST:
            yield bench.compete(name, bench.sizes.headlines)


def growth(bench: Bench) -> Iterator[Measurement]:
    """Measure samestory on ever more rows."""
    for rows in bench.sizes.growth:
        for dated in (True, False):
            yield bench.group(rows, dated)
            bench.table(rows, dated).unlink()


def posts(bench: Bench) -> Iterator[Measurement]:
    """Measure a full report of real posts, and parsing them alone, in turn."""
    data = data_folder()
    if data is None:
        print("posts: they are not here; name their folder in SAMESTORY_DATA.", file=sys.stderr)
        return
    folder = data / "posts" / bench.sizes.posts
    rows = {"rows": len(list(folder.rglob("*.md")))}
    parse = [sys.executable, str(_SCRIPTS), "parse", str(folder), str(bench.work / "parsed")]
    for _ in range(_POST_ROUNDS):
        yield Measurement.of(PARSE, bench.run(parse), **rows)
        yield bench.report(NO_CACHE, folder, "--no-cache", **rows)
        bench.forget()
        yield bench.report(COLD, folder, **rows)
        yield bench.report_again(SAME, folder, **rows)
        yield bench.report_again(WARM, folder, "--detail", "0.71", **rows)


def competitors(bench: Bench) -> Iterator[Measurement]:
    """Measure each method on ever more rows, until it is stopped."""
    going: dict[str, Measurement] = {}
    for rows in bench.sizes.competitors:
        for name in (SAMESTORY, *_COMPETITORS):
            before = going.get(name)
            if before and not before.is_done:
                continue
            if before and before.seconds * rows / before.rows > bench.limit.seconds:
                said = f"{before.rows:,} rows took {before.seconds:.0f} s"
                found = Measurement(before.what, rows, outcome=NOT_TRIED, said=said)
            elif name == SAMESTORY:
                found = bench.group(rows, dated=False)
            else:
                found = bench.compete(name, rows)
            going[name] = found
            yield found


def start(bench: Bench) -> Iterator[Measurement]:
    """Measure what every call costs."""
    for _ in range(_HELP_ROUNDS):
        yield Measurement.of(HELP, bench.run([*_samestory(), "--help"]))
    ten = bench.work / "ten"
    ten.mkdir()
    for path in sorted((REPOSITORY / "fixtures" / "posts").rglob("*.md"))[:10]:
        shutil.copy(path, ten)
    for _ in range(_TEN_ROUNDS):
        yield bench.report(TEN_POSTS, ten, rows=10)


def _samestory() -> list[str]:
    """Return the command as users have it, or what stands for it where it is not installed."""
    installed = Path(sys.executable).with_name(SAMESTORY)
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "clustering"]
