"""Writes ``run.json``: settings, sources and timings; the only file that differs by run."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from clustering.arrays.columns import column_of
from clustering.arrays.compact_values import counts_of
from clustering.reporting.plain_values import folder_of, printable
from clustering.reporting.run_document import DOCUMENTS_SCHEMA_VERSION
from clustering.reporting.taken import taken_row
from clustering.system.memory import peak_memory_mb
from clustering.version import TOOL_NAME, __version__

if TYPE_CHECKING:
    from clustering.result import Result

# With more files than this, the records are counted by folder.
_MAX_FILES = 100
_MEMORY = (
    "the most memory that the process had held up to the end of each stage, in MB, so it never "
    "falls; the processes that read posts are not included"
)


@dataclass(frozen=True)
class Request:
    """What a command was asked to read, as it was given, so that it can be read again.

    Attributes
    ----------
    columns
        Pairs of a field and the column of tables that holds it.
    labels
        The file of answers to apply; empty without one.
    store
        The store that the articles were brought into; empty without one.
    ignored
        Tables and feeds in folders of the sources, which were not read.
    origins
        Where each setting came from: see ``settings.Chosen``.
    outlet
        Who published the posts and rows that name no outlet; empty where it was not said.
    """

    sources: Sequence[str]
    columns: Sequence[tuple[str, str]] = ()
    labels: str = ""
    store: str = ""
    ignored: Sequence[str] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    outlet: str = ""


def write_run(
    result: Result,
    stream: TextIO,
    files: Sequence[str] = (),
    seconds: Mapping[str, float] | None = None,
    request: Request | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Write the record of one run.

    Parameters
    ----------
    files
        Names of the report's other files.
    seconds
        Seconds of the stages after the pipeline, which end now.
    request
        What a command was asked for; ``None`` without a command.
    notes
        What a reader of the files needs to know, such as what they leave out.
    """
    origins = request.origins if request else {}
    peak = peak_memory_mb()
    record: dict[str, Any] = {
        "schema_version": DOCUMENTS_SCHEMA_VERSION,
        "tool": TOOL_NAME,
        "version": __version__,
        "python": platform.python_version(),
        "files": list(files),
        "settings": {
            name: {"value": value}
            | ({"origin": printable(origins[name])} if name in origins else {})
            for name, value in result.settings.model_dump().items()
        },
        "request": _request(request),
        "sources": {"files": result.reading.files, "records": _records_by_source(result)},
        "taken": [taken_row(taken) for taken in result.reading.taken],
        "counts": result.counts,
        "skipped": [
            {"path": printable(skip.path), "line": skip.line, "reason": printable(skip.reason)}
            for skip in result.reading.skipped
        ],
        "unread_dates": [
            {
                "record": printable(record.name),
                "source": printable(record.source),
                "date": printable(record.unread_date),
            }
            for record in result.reading.unread_dates
        ],
        "ignored": [printable(path) for path in request.ignored] if request else [],
        "notes": list(notes),
        "labels": _labels(result),
        "seconds": {
            name: round(spent, 3) for name, spent in {**result.seconds, **(seconds or {})}.items()
        },
        "peak_memory_mb": peak,
        "memory": {
            "about": _MEMORY,
            "peak_memory_mb": {**result.memory, **dict.fromkeys(seconds or {}, peak)},
        },
    }
    json.dump(record, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _labels(result: Result) -> dict[str, Any] | None:
    """Return how many answers the run applied, and which contradict each other."""
    constraints = result.constraints
    if constraints is None:
        return None
    return {
        "file": printable(constraints.origin),
        "answers": constraints.answer_count,
        "matched": constraints.matched_count,
        "honoured": len(constraints),
        "contradictions": [
            {
                "different": [result.articles[end].id for end in (clash.left, clash.right)],
                "same": [result.articles[link].id for link in clash.chain],
            }
            for clash in constraints.contradictions
        ],
    }


def _request(request: Request | None) -> dict[str, Any] | None:
    if request is None:
        return None
    columns: dict[str, list[str]] = {}
    for name, column in request.columns:
        columns.setdefault(name, []).append(printable(column))
    return {
        "sources": [printable(source) for source in request.sources],
        "columns": columns,
        "labels": printable(request.labels) or None,
        "store": printable(request.store) or None,
        "outlet": printable(request.outlet) or None,
    }


def _records_by_source(result: Result) -> dict[str, int]:
    by_source: Counter[str] = Counter()
    for source, records in counts_of(column_of(result.reading.records, "source")).items():
        by_source[printable(source)] += records
    if len(by_source) <= _MAX_FILES:
        return dict(by_source)
    by_folder: Counter[str] = Counter()
    for source, records in by_source.items():
        by_folder[folder_of(source)] += records
    return dict(by_folder)
