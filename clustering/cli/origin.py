"""What an earlier report was made from: its sources and settings, out of its ``run.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clustering.errors import UsageError
from clustering.settings import Settings

DEFAULT_REPORT = Path("reports/latest")


@dataclass(frozen=True)
class Origin:
    """Sources to read when the user names none, the settings to use, and where both are from."""

    sources: list[Path]
    settings: dict[str, Any]
    place: str


def find_origin(report: Path | None) -> Origin:
    """Return what a report was made from, or the current folder when there is no report.

    Parameters
    ----------
    report
        Report folder the user named; ``None`` for the default one, which may be missing.

    Raises
    ------
    UsageError
        When the named report, or what it was made from, is not there.
    """
    record = (report or DEFAULT_REPORT) / "run.json"
    if report is None and not record.is_file():
        return Origin([Path()], {}, "the current folder")
    try:
        run = json.loads(record.read_text(encoding="utf-8"))
        sources = [Path(source) for source in run["sources"]["records"]]
        settings = {
            name: run["settings"][name]["value"]
            for name in Settings.model_fields
            if name in run["settings"]
        }
    except OSError as error:
        raise UsageError(f"{record}: {error.strerror}; name a SOURCE.") from None
    except (ValueError, LookupError, TypeError):
        raise UsageError(f"{record}: not a samestory run; name a SOURCE.") from None
    missing = next((source for source in sources if not source.exists()), None)
    if missing is not None:
        raise UsageError(
            f"{record.parent} was made from '{missing}', which is not here; name a SOURCE."
        )
    return Origin(sources, settings, f"the sources of {record.parent}")
