"""Writes ``run.json``: what ran, on what, how long it took; the only file that differs by run."""

from __future__ import annotations

import json
import platform
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO

from clustering import __version__
from clustering.reporting.rows import clean

if TYPE_CHECKING:
    from clustering.pipeline import Result

NAME = "run.json"
TOOL = "samestory"
# Beyond this many files, a folder of posts is one line rather than thousands.
_MOST_FILES = 100


def write_run(
    result: Result,
    stream: TextIO,
    files: Sequence[str] = (),
    seconds: Mapping[str, float] | None = None,
    origins: Mapping[str, str] | None = None,
) -> None:
    """Write the record of one run.

    Parameters
    ----------
    result
        What the run found.
    files
        Names of the report's other files.
    seconds
        Stages after the pipeline, beside those ``result`` holds.
    origins
        Where each setting came from, when known: see ``settings.Chosen``.
    """
    record: dict[str, Any] = {
        "tool": TOOL,
        "version": __version__,
        "python": platform.python_version(),
        "files": list(files),
        "settings": {
            name: {"value": value} | ({"origin": clean(origins[name])} if origins else {})
            for name, value in result.settings.model_dump().items()
        },
        "sources": {"files": result.reading.files, "records": _records_by_source(result)},
        "counts": result.counts,
        "skipped": [
            {"path": clean(skip.path), "line": skip.line, "reason": clean(skip.reason)}
            for skip in result.reading.skipped
        ],
        "labels": _labels(result),
        "seconds": {
            name: round(spent, 3) for name, spent in {**result.seconds, **(seconds or {})}.items()
        },
        "peak_memory_mb": peak_memory(),
    }
    json.dump(record, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _labels(result: Result) -> dict[str, Any] | None:
    """Give what came of the answers of people that the run was to honour."""
    constraints = result.constraints
    if constraints is None:
        return None
    return {
        "file": clean(constraints.origin),
        "answers": constraints.labels,
        "matched": constraints.matched,
        "honoured": len(constraints),
        "contradictions": [
            {
                "different": [result.articles[end].id for end in (clash.left, clash.right)],
                "same": [result.articles[link].id for link in clash.chain],
            }
            for clash in constraints.contradictions
        ],
    }


def peak_memory() -> int | None:
    """Return the most memory this process has held, in MB; ``None`` where no one counts it."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most / (1e6 if sys.platform == "darwin" else 1e3))


def _records_by_source(result: Result) -> dict[str, int]:
    by_source = Counter(clean(record.source) for record in result.reading.records)
    if len(by_source) <= _MOST_FILES:
        return dict(by_source)
    by_folder: Counter[str] = Counter()
    for source, records in by_source.items():
        by_folder[str(PurePath(source).parent)] += records
    return dict(by_folder)
