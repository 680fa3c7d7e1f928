"""What a report was made from: ``report`` notes it in ``run.json``, ``explain`` reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustering.cli.options import RunOptions, fill_options
from clustering.errors import UsageError
from clustering.settings.model import Chosen, Settings
from clustering.system.files import STANDARD_INPUT
from clustering.version import RUN_RECORD

if TYPE_CHECKING:
    from clustering.reporting.run_record import Request

DEFAULT_REPORT = Path("reports/latest")


@dataclass(frozen=True)
class Origin:
    """What a report was made from; sources and ``columns`` as the command takes them."""

    sources: list[str]
    columns: str
    labels: Path | None
    settings: dict[str, Any]
    outlet: str = ""
    store: Path | None = None


def request_of(
    sources: Sequence[str], chosen: Chosen, options: RunOptions, store: Path | None
) -> Request:
    """Collect what a command was asked to read, for the record of the run."""
    from clustering.reporting.run_record import Request
    from clustering.sources.base import without_login
    from clustering.sources.inputs import find_ignored
    from clustering.sources.tables.columns import parse_mapping

    options = fill_options(options, chosen.beside)
    return Request(
        sources=list(map(without_login, sources)),
        columns=parse_mapping(options.columns),
        labels=str(options.labels or ""),
        store=str(store or ""),
        ignored=find_ignored(sources),
        origins=chosen.origins,
        outlet=options.outlet,
    )


def find_origin(report: Path | None) -> Origin:
    """Return what a report was made from; without one, the default report.

    Raises
    ------
    UsageError
        When there is no report, or a source that it was made from is missing.
    """
    from clustering.system.files import has_path

    record = (report or DEFAULT_REPORT) / RUN_RECORD
    if report is None and not record.is_file():
        raise UsageError(
            f"no SOURCE given, and no report in {DEFAULT_REPORT} to take it from; name a SOURCE, "
            "or a report with --report."
        )
    try:
        run = json.loads(record.read_text(encoding="utf-8"))
        origin = _read_request(run["request"], run["settings"])
    except OSError as error:
        raise UsageError(f"{record}: {error.strerror}; name a SOURCE.") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise UsageError(
            f"{record}: does not say which sources the report was made from; name a SOURCE."
        ) from None
    for source in origin.sources:
        if source == STANDARD_INPUT:
            raise UsageError(
                f"{record.parent} was made from standard input, which cannot be read again; "
                "name a SOURCE."
            )
        if has_path(source) and not Path(source).exists():
            raise UsageError(
                f"{record.parent} was made from '{source}', which is not here; name a SOURCE."
            )
    return origin


def _read_request(request: Mapping[str, Any], settings: Mapping[str, Any]) -> Origin:
    columns = [f"{name}={c}" for name, named in request["columns"].items() for c in named]
    return Origin(
        sources=[str(source) for source in request["sources"]],
        columns=",".join(columns),
        labels=Path(request["labels"]) if request["labels"] else None,
        settings={
            name: settings[name]["value"] for name in Settings.model_fields if name in settings
        },
        outlet=request.get("outlet") or "",
        store=Path(request["store"]) if request.get("store") else None,
    )
