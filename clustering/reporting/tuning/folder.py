"""Writes what ``tune`` found into a folder: ``tune.html``, ``tune.json`` and ``tune.svg``."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from clustering.errors import UsageError
from clustering.reporting.jinja import template_environment
from clustering.reporting.page.embed import house_style
from clustering.reporting.plain_values import rounded
from clustering.reporting.tuning.chart import chart_svg
from clustering.reporting.wording import one_line
from clustering.system.files import is_occupied, write_whole
from clustering.text.english import counted
from clustering.tuning.changes import Change, StepChanges
from clustering.tuning.choice import value_in_words, values_in_words
from clustering.tuning.findings import Findings

if TYPE_CHECKING:
    from jinja2 import Environment


TUNING_FILES = ("tune.html", "tune.json", "tune.svg")


def check_folder(out: Path) -> None:
    """Refuse a path that is a file; called before anything is computed."""
    if is_occupied(out) and not out.is_dir():
        raise UsageError(f"{out}: is a file, not a folder; choose another --out.")


def write_folder(found: Findings, out: Path) -> list[str]:
    """Write the files, each whole or not at all, and return their names.

    The chart is left out, and an older one removed, where matplotlib is not installed or
    there is nothing to draw.
    """
    rows = findings_rows(found)
    chart = chart_svg(found)
    write_whole(out / "tune.json", json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    write_whole(out / "tune.html", page(found, rows, chart))
    if chart is None:
        (out / "tune.svg").unlink(missing_ok=True)
        return ["tune.html", "tune.json"]
    write_whole(out / "tune.svg", chart)
    return list(TUNING_FILES)


def page(found: Findings, rows: dict[str, Any], chart: str | None) -> str:
    """Return the page: the choice, the chart, the table, and every change to read."""
    # The drawing without its XML header, which cannot stand inside a page.
    drawing = Markup(chart[chart.index("<svg") :]) if chart else None
    return (
        _environment()
        .get_template("tune.html.j2")
        .render(
            found=found,
            rows=rows,
            chart=drawing,
            style=house_style("tune.css"),
            chosen=values_in_words(found.sweep, found.choice.step),
            steps=[(at, found.sweep.steps[at]) for at in found.row],
        )
    )


@cache
def _environment() -> Environment:
    environment = template_environment("clustering.reporting.tuning")
    environment.filters |= {"counted": counted, "value": value_in_words}
    return environment


TUNING_SCHEMA_VERSION = 2


def findings_rows(found: Findings) -> dict[str, Any]:
    """Return everything that was found as plain values, figures rounded to six digits."""
    sweep, choice, scores = found.sweep, found.choice, found.scores
    rows = {
        "schema_version": TUNING_SCHEMA_VERSION,
        "settings": sweep.result.settings.shaping(),
        "counts": sweep.result.counts,
        "sweep": {axis.name: list(axis.values) for axis in sweep.axes},
        "present": {"step": found.present, "values": sweep.now},
        "choice": {
            "step": choice.step,
            "values": found.values,
            "basis": choice.basis,
            "reason": choice.reason,
            "warnings": choice.warnings,
            "cross_validated": choice.cross_validated,
        },
        "labels": None
        if scores is None
        else {"what": scores.what, "units": scores.units, "best_step": scores.best()},
        "steps": [
            asdict(step) | ({} if scores is None else {"scores": asdict(scores.steps[at])})
            for at, step in enumerate(sweep.steps)
        ],
        "read": {
            "kept": [_change(found, change) for change in found.kept],
            "undone": [_change(found, change) for change in found.undone],
        },
        "changes": [_step_changes(found, changes) for changes in found.changes],
    }
    return rounded(rows)


def _step_changes(found: Findings, changes: StepChanges) -> dict[str, Any]:
    steps = found.sweep.steps
    return {
        "from": steps[changes.before].values,
        "to": steps[changes.after].values,
        "joins": changes.merged_count,
        "parts": changes.split_count,
        "joining": [_change(found, change) for change in changes.merged],
        "parting": [_change(found, change) for change in changes.split],
    }


def _change(found: Findings, change: Change) -> dict[str, Any]:
    articles = found.sweep.result.articles
    sides = [
        {
            "article": articles[side.article].id,
            "headline": one_line(side.headline),
            "outlet": one_line(side.outlet, ""),
            "articles": side.articles,
        }
        for side in (change.left, change.right)
    ]
    return {"at": change.at, "sides": sides, "others": change.others}
