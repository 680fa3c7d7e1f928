"""What ``tune`` prints: a chart of a few lines, the table, the choice, and merges to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap

import numpy as np

from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.reporting.wording import shortened
from clustering.text.english import counted
from clustering.tuning.changes import Change
from clustering.tuning.choice import value_in_words, values_in_words
from clustering.tuning.findings import Findings
from clustering.tuning.sweep import Sweep

BLOCKS = "▁▂▃▄▅▆▇█"
CHART_WIDTH = 64
WIDTH = 100
TABLE_ROWS = 16
_short = partial(shortened, most=56)  # characters of a headline


def findings_text(found: Findings) -> str:
    """Return what was found as the lines a person reads."""
    return "\n".join(_lines(found))


def _lines(found: Findings) -> Iterator[str]:
    sweep = found.sweep
    articles = counted(len(sweep.result.corpus), "article")
    values = " x ".join(f"{len(axis.values)} values of {axis.name}" for axis in sweep.axes)
    yield f"{articles}, {values}"
    if found.scores is not None:
        yield f"{found.scores.units:,} {found.scores.what}"
    if len(found.row) > 4 and all(isinstance(v, float | int) for v in sweep.axes[0].values):
        yield ""
        yield from _chart(found)
    yield ""
    yield from _table(found)
    yield ""
    if len(sweep.axes) == 2:
        yield from _second_axis(found)
        yield ""
    yield f"Choice: {values_in_words(sweep, found.choice.step)}"
    for sentence in (found.choice.reason, *found.choice.warnings):
        yield from wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if found.kept or found.undone:
        yield ""
        yield from _merges(found)


def _chart(found: Findings) -> Iterator[str]:
    steps = [found.sweep.steps[at] for at in found.row]
    columns = np.unique(np.linspace(0, len(steps) - 1, CHART_WIDTH).round().astype(int)).tolist()
    series: dict[str, list[float]] = {
        "stories": [step.stories for step in steps],
        "largest": [step.largest for step in steps],
        "change, %": [step.change for step in steps],
    }
    if found.scores is not None:
        name = "accuracy" if found.scores.pairs is not None else "BCubed F1"
        series[name] = [found.scores.main_score(at) for at in found.row]
    for name, values in series.items():
        shown = [values[at] for at in columns]
        low, high = min(shown), max(shown)
        ends = f"{_number(low)} to {_number(high)}"
        yield f"{name:>10} {_blocks(shown)} {ends}"
    marks = [" "] * len(columns)
    is_now = found.present == found.choice.step
    for step, mark in ((found.present, "n"), (found.choice.step, "c")):
        if step in found.row:
            at = step - found.row[0]
            marks[int(np.argmin(np.abs(np.array(columns) - at)))] = mark
    yield f"{'':>10} {''.join(marks)} {'c chosen, as it is now' if is_now else 'n now, c chosen'}"
    low, high = (value_in_words(steps[at].values[0]) for at in (0, -1))
    axis = found.sweep.axes[0].name
    yield f"{axis:>10} {low}{' ' * max(1, len(columns) - len(low) - len(high))}{high}"
    yield f"{'':>10} change: from the value before, 100 - BCubed F1 of the two"


def _blocks(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    span = high - low or 1.0
    return "".join(BLOCKS[round((value - low) / span * (len(BLOCKS) - 1))] for value in values)


def _table(found: Findings) -> Iterator[str]:
    sweep, scores = found.sweep, found.scores
    groups = "groups" if sweep.is_about_duplicates else "stories"
    line = f"  {sweep.axes[0].name:>20} {groups:>8} coverage  largest    alone stability"
    if scores is not None:
        line += "  precision  recall  F1 (95 % interval)"
    yield line.rstrip()
    above: int | None = None
    for at in shown_steps(found):
        step = sweep.steps[at]
        line = (
            f"{_mark(found, at)} {value_in_words(step.values[0]):>20} {step.stories:>8,} "
            f"{step.coverage:>8,} {step.largest:>8,} {step.alone:>8,} "
            f"{_stability(sweep, above, at):>9}"
        )
        if scores is not None:
            score = scores.steps[at]
            line += (
                f"  {score.f1.precision:>9.3f} {score.f1.recall:>7.3f}  {score.f1.f1:.3f} "
                f"({score.interval.low:.3f} to {score.interval.high:.3f})"
            )
        yield line.rstrip()
        above = at
    legend = "> chosen" + ("" if found.present == found.choice.step else ", = now")
    legend += ", * best on these labels" if scores is not None else ""
    yield f"  {legend}; stability: agreement with the row above (BCubed F1)"


def shown_steps(found: Findings) -> list[int]:
    """Pick the steps of a short table: evenly spread, and those that are marked."""
    row = list(found.row)
    spread = np.linspace(0, len(row) - 1, min(len(row), TABLE_ROWS)).round().astype(int)
    marked = {at for at in (found.choice.step, found.present, found.best or row[0]) if at in row}
    return sorted({row[at] for at in spread.tolist()} | marked)


def _mark(found: Findings, at: int) -> str:
    if at == found.choice.step:
        return ">"
    if at == found.present:
        return "="
    return "*" if at == found.best else " "


def _second_axis(found: Findings) -> Iterator[str]:
    """Yield a row for each value of the second setting: its best step, or the present one."""
    sweep, scores = found.sweep, found.scores
    name = sweep.axes[1].name
    yield f"  {name:>20} {sweep.axes[0].name:>9} {'stories':>8} {'coverage':>8} {'largest':>8}" + (
        "  F1 (95 % interval)" if scores is not None else ""
    )
    for row in sweep.rows():
        at = found.choice.step - found.row[0] + row[0] if scores is None else scores.best(row)
        step = sweep.steps[at]
        line = (
            f"{'>' if at == found.choice.step else ' '} {value_in_words(step.values[1]):>20} "
            f"{value_in_words(step.values[0]):>9} {step.stories:>8,} {step.coverage:>8,} "
            f"{step.largest:>8,}"
        )
        if scores is not None:
            score = scores.steps[at]
            line += f"  {score.f1.f1:.3f} ({score.interval.low:.3f} to {score.interval.high:.3f})"
        yield line


def _merges(found: Findings) -> Iterator[str]:
    if found.kept:
        yield "This value only just keeps these merges. If they are not one story each, go higher:"
        yield from map(change_in_words, found.kept)
    if found.undone:
        yield "This value only just undoes these. If they are one story each, go lower:"
        yield from map(change_in_words, found.undone)


def change_in_words(change: Change) -> str:
    """Return ``up to 0.7: one headline (2 articles) + another (1 article)`` on one line."""
    sides = " + ".join(
        f"{_short(side.headline)} ({counted(side.articles, 'article')})"
        for side in (change.left, change.right)
    )
    more = f" + {change.others} more" if change.others else ""
    at = f"up to {change.at:.3g}: " if change.at is not None else ""
    return f"  {at}{sides}{more}"


def _stability(sweep: Sweep, above: int | None, at: int) -> str:
    """Return how far two rows of the short table agree; the steps between them are not shown."""
    if above is None or not len(sweep.result.corpus):
        return ""
    return f"{bcubed(contingency_table(sweep.partition(above), sweep.partition(at))).f1:.4f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) and value > 1 else f"{value:.3f}"
