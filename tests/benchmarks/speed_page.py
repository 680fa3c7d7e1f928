"""Puts what ``speed`` measured into tables: the page ``reports/speed.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from tests.benchmarks.competitors import METHODS
from tests.benchmarks.markdown import table
from tests.benchmarks.speed_parts import (
    COLD,
    HELP,
    LEAST,
    NO_CACHE,
    PARSE,
    SAME,
    SAMESTORY,
    TEN_POSTS,
    WARM,
)
from tests.benchmarks.speed_process import TOO_LONG, TOO_MUCH
from tests.benchmarks.speed_results import MISSING, NOT_TRIED, Measurement, Part, best

INTRODUCTION = """\
# How fast it is, and how much memory it takes

Written by `python -m tests.benchmarks.speed`. Every figure is a whole process, from the shell
and back: start-up, reading, grouping, writing; the bytecode is there before, as pip leaves it when
it installs. *Seconds* are by the clock and the best of the
runs; *processor* is the time in user mode, of all cores together; *memory* is the most that all
processes of a run held at once (resident sets added up, looked at twenty times a second; pages
that worker processes share are counted for each). What is compared ran in turn, on the same rows.

Headlines are invented (`python -m tests.benchmarks.headlines ROWS OUT.csv`), but their words are
as frequent as in real ones: 9.8 words each, and the squared shares of headlines that a word is in
add up to 0.28, of which 0.026 beyond the 50 most frequent words, 0.010 beyond the top 200 and
0.002 beyond the top 1,000. 2,000 articles appear a day, so that more rows are more days. *Undated*
is the same table without dates: then nothing says which articles are too far apart to compare.
"""

_OURS = "events, by words and dates, with reasons; copies and what is a series told beside them"
_TARGET = 200_000  # rows that other sizes are compared with


def write_page(parts: Mapping[str, Part]) -> str:
    """Return the page as Markdown; what was never measured is left out."""
    sections: Mapping[str, Callable[[Part], Iterator[str]]] = {
        "headlines": _headlines,
        "growth": _growth,
        "posts": _posts,
        "competitors": _competitors,
        "start": _start,
    }
    written = [
        "\n".join(section(parts[name])) for name, section in sections.items() if name in parts
    ]
    return "\n".join([INTRODUCTION, *written, *_machines(parts)])


def _headlines(part: Part) -> Iterator[str]:
    names = [METHODS[name].name for name in LEAST]
    rows = part.measurements[0].rows
    least = [best(part.named(name)) for name in names]
    yield f"## {rows:,} headlines, CSV to CSV\n"
    yield "`samestory report x.csv --formats csv` against the least script on the same libraries:"
    yield "TfidfVectorizer, sp_matmul_topn (similarity from 0.2, 100 neighbours), "
    yield "connected_components. It does less: no dates, no duplicates, no addresses, no stories"
    yield "within a component.\n"
    body: list[list[str]] = []
    for what, dated in ((SAMESTORY, True), (SAMESTORY, False), *((name, False) for name in names)):
        found = part.named(what, dated=dated)
        run = best(found)
        if run is None:
            continue
        kind = (", dated" if dated else ", undated") if what == SAMESTORY else ""
        spread = "–".join(f"{end([one.seconds for one in found]):.1f}" for end in (min, max))
        ratios = [_ratio(run, other) for other in least]
        groups = [f"{run.stories:,}", f"{run.largest:,}"]
        body.append([what + kind, *_figures(run), spread, *groups, *ratios])
    heads = ("what", "seconds", "processor", "memory, MB", f"{len(found)} runs took", "groups")
    against = ("times it on all cores", "times it on one thread", "times it without stop words")
    yield from table((*heads, "largest group", *against), body)
    yield ""


def _growth(part: Part) -> Iterator[str]:
    yield "## Growth\n"
    for dated in (True, False):
        runs = [run for run in part.measurements if run.dated == dated]
        done = [run for run in runs if run.is_done]
        base = next((run for run in done if run.rows == _TARGET), done[0] if done else None)
        body = [
            [
                f"{run.rows:,}",
                *_figures(run),
                _ratio(run, base),
                f"{1e6 * run.seconds / run.rows:.0f}" if run.is_done else "",
                f"{run.stories:,}" if run.is_done else "",
            ]
            for run in runs
        ]
        yield f"### {'Dated' if dated else 'Undated'}\n"
        of_base = f"times {base.rows:,} rows" if base else "times"
        heads = ("rows", "seconds", "processor", "memory, MB", of_base, "µs a row", "stories")
        yield from table(heads, body)
        yield ""
        if len(done) > 1:
            rows = [run.rows for run in done]
            time = _exponent(rows, [run.seconds for run in done])
            memory = _exponent(rows, [run.megabytes for run in done])
            yield f"Fitted: time grows with rows to the power of {time:.2f}, memory {memory:.2f}"
            yield "(least squares on logarithms).\n"
        yield from _stages(done, "Seconds of each stage", lambda run: run.stages, ".1f")
        yield from _stages(
            done,
            "Most memory held up to the end of each stage, MB",
            lambda run: run.stage_megabytes,
            ",.0f",
        )


def _stages(
    runs: Sequence[Measurement],
    title: str,
    of: Callable[[Measurement], Mapping[str, float]],
    form: str,
) -> Iterator[str]:
    """Tell what ``run.json`` says of the stages, the weightiest of each size in bold."""
    runs = [run for run in runs if of(run)]
    if not runs:
        return
    names = list(dict.fromkeys(name for run in runs for name in of(run)))
    body: list[list[str]] = []
    for run in runs:
        found = of(run)
        top = max(found, key=lambda name: found[name])  # the first, of a mark that never falls
        cells = (format(found[name], form) if name in found else "" for name in names)
        marked = (
            f"**{cell}**" if name == top else cell for name, cell in zip(names, cells, strict=True)
        )
        body.append([f"{run.rows:,}", *marked, top])
    yield f"{title}, from `run.json`:\n"
    yield from table(("rows", *names, "most"), body)
    yield ""


def _posts(part: Part) -> Iterator[str]:
    parse = best(part.named(PARSE))
    rows = part.measurements[0].rows
    yield f"## {rows:,} real posts\n"
    yield "The full report, all formats, against reading the same files one after another with"
    yield "PyYAML's `CSafeLoader`, front matter only, and doing nothing with it.\n"
    names = (PARSE, NO_CACHE, COLD, SAME, WARM)
    runs = [(name, best(part.named(name))) for name in names]
    body = [
        [name, *_figures(run), _ratio(run, parse), _processor_ratio(run, parse)]
        for name, run in runs
        if run
    ]
    head = ("what", "seconds", "processor", "memory, MB", "times parsing", "times its processor")
    yield from table(head, body)
    yield ""
    yield "Where nothing has changed the report is left as it was. Another setting makes it anew,"
    yield "with posts out of the cache.\n"
    cold, warm = best(part.named(COLD)), best(part.named(WARM))
    if cold and warm and cold.is_done and warm.is_done:
        yield from _stages(
            [cold], "Seconds of each stage, first run", lambda run: run.stages, ".1f"
        )
        yield from _stages([warm], "Another setting", lambda run: run.stages, ".1f")


def _processor_ratio(run: Measurement, other: Measurement | None) -> str:
    return f"{run.user / other.user:.2f}" if other and run.is_done and other.is_done else ""


def _competitors(part: Part) -> Iterator[str]:
    sizes = sorted({run.rows for run in part.measurements})
    names = list(dict.fromkeys(run.what for run in part.measurements))
    yield "## What a user would pick instead\n"
    over = f"{part.limit_megabytes / 1e3:.0f} GB"
    yield "The same undated headlines, CSV to CSV; seconds and memory. A run is stopped after"
    yield f"{part.limit_seconds:.0f} s, and a competitor beyond {over}; more rows are not tried"
    yield "where they would take too long even if time grew only in step with them.\n"
    body: list[list[str]] = []
    gives = {method.name: method.gives for method in METHODS.values()}
    for name in names:
        cells: list[str] = []
        for rows in sizes:
            run = best(part.named(name, rows=rows))
            cells.append(_reach(run, part) if run else "–")
        last = [run for run in part.named(name) if run.is_done][-1:]
        groups = [f"{run.stories:,} / {run.largest:,} of {run.rows:,}" for run in last]
        body.append([name, *cells, *(groups or ["–"]), gives.get(name, _OURS)])
    heads = *(f"{rows:,}" for rows in sizes), "groups / largest", "what the groups are"
    yield from table(("method", *heads), body)
    yield ""
    needs = {method.name: method.needs for method in METHODS.values()}
    for run in part.measurements:
        if run.outcome == MISSING:
            install = f"`pip install {' '.join(needs[run.what])}`"
            yield f"- {run.what}: not measured, {run.said}. It needs {install} for the interpreter"
            yield "  that `--competitors` names."
        elif not run.is_done and run.outcome not in (TOO_LONG, TOO_MUCH, NOT_TRIED):
            yield f"- {run.what}, {run.rows:,} rows: {run.said}"
    yield ""


def _reach(run: Measurement, part: Part) -> str:
    """Say what a run took, or where it ended."""
    return {
        TOO_LONG: f"over {part.limit_seconds:.0f} s ({run.megabytes:,.0f} MB)",
        TOO_MUCH: f"over {part.limit_megabytes / 1e3:.0f} GB after {run.seconds:.0f} s",
        NOT_TRIED: "not tried",
        MISSING: "not here",
    }.get(run.outcome, f"{run.seconds:.1f} s, {run.megabytes:,.0f} MB" if run.is_done else "failed")


def _start(part: Part) -> Iterator[str]:
    yield "## Start-up\n"
    body: list[list[str]] = []
    for name in (HELP, TEN_POSTS):
        found = part.named(name)
        run = best(found)
        if run:
            body.append([name, *_figures(run, digits=2), str(len(found))])
    yield from table(("what", "seconds", "processor", "memory, MB", "best of"), body)
    yield ""


def _machines(parts: Mapping[str, Part]) -> Iterator[str]:
    yield "## What it ran on\n"
    measured: dict[str, list[str]] = {}
    for name, part in parts.items():
        found = ", ".join(f"{package} {release}" for package, release in part.versions.items())
        measured.setdefault(f"{part.machine}; {found}", []).append(name)
    for where, names in measured.items():
        yield f"- {', '.join(names)}: {where}."
    yield ""


def _figures(run: Measurement, digits: int = 1) -> list[str]:
    """Give seconds, processor seconds and memory of a run; what stopped it where it did not end."""
    if not run.is_done:
        ended = {TOO_LONG: "stopped", TOO_MUCH: "out of memory"}.get(run.outcome, run.outcome)
        return [f"{ended} after {run.seconds:.0f}", "", f"{run.megabytes:,.0f}"]
    return [f"{run.seconds:.{digits}f}", f"{run.user:.{digits}f}", f"{run.megabytes:,.0f}"]


def _ratio(run: Measurement | None, other: Measurement | None) -> str:
    if run is None or other is None or not (run.is_done and other.is_done):
        return ""
    return f"{run.seconds / other.seconds:.2f}"


def _exponent(rows: Sequence[int], figures: Sequence[float]) -> float:
    """Fit the power of the rows that the figures grow with."""
    return float(np.polyfit(np.log(rows), np.log(figures), 1)[0])
