"""A tuning run as plain rows, for ``tune.json`` and for the page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from clustering.reporting.plain_values import rounded
from clustering.reporting.wording import one_line
from clustering.tuning.changes import Change, StepChanges
from clustering.tuning.findings import Findings

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
