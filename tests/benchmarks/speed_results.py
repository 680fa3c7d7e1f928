"""Keeps what ``speed`` measured, part by part, so that one part can be measured anew."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from clustering.version import TOOL_NAME, __version__
from tests.benchmarks.speed_process import DONE, Run

DISTRIBUTIONS = ("numpy", "scipy", "scikit-learn", "sparse_dot_topn", "duckdb")

MISSING = "missing"
NOT_TRIED = "not tried"
"""Outcomes beside those of a run: what it needs is not here; fewer rows took too long."""


@dataclass(frozen=True)
class Measurement:
    """One run of one command.

    Attributes
    ----------
    what
        What ran.
    rows
        Headlines or posts it was given; 0 where that says nothing.
    dated
        Whether the headlines had dates.
    seconds, user, megabytes, outcome
        See ``speed_process.Run``.
    said
        Why it came to nothing.
    stories, largest
        How many groups came out, and the articles in the largest; 0 where not counted.
    stages, stage_megabytes
        Seconds of each stage, and the most megabytes held up to its end, from ``run.json``.
    """

    what: str
    rows: int = 0
    dated: bool = False
    seconds: float = 0.0
    user: float = 0.0
    megabytes: float = 0.0
    outcome: str = DONE
    said: str = ""
    stories: int = 0
    largest: int = 0
    stages: Mapping[str, float] = field(default_factory=dict)
    stage_megabytes: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.outcome == DONE

    @classmethod
    def of(cls, what: str, run: Run, **more: Any) -> Measurement:  # noqa: ANN401 - its fields
        """Keep what a run took."""
        figures = {
            "seconds": round(run.seconds, 3),
            "user": round(run.user, 3),
            "megabytes": round(run.megabytes),
            "outcome": run.outcome,
            "said": "" if run.outcome == DONE else run.said,
        }
        return cls(what, **{**figures, **more})


@dataclass(frozen=True)
class Part:
    """Everything measured in one part, and on what.

    Attributes
    ----------
    machine, versions
        Where it was measured, and with which releases.
    limit_seconds, limit_megabytes
        Where runs were stopped.
    """

    machine: str
    versions: Mapping[str, str]
    limit_seconds: float
    limit_megabytes: float
    measurements: tuple[Measurement, ...]

    def named(
        self, what: str, rows: int | None = None, dated: bool | None = None
    ) -> list[Measurement]:
        """Return the runs of one thing, optionally of one size and with or without dates."""
        return [
            one
            for one in self.measurements
            if one.what == what
            and (rows is None or one.rows == rows)
            and (dated is None or one.dated == dated)
        ]


def best(runs: Iterable[Measurement]) -> Measurement | None:
    """Return the quickest run that came to its end, else the first of all."""
    listed = list(runs)
    done = [run for run in listed if run.is_done]
    if done:
        return min(done, key=lambda run: run.seconds)
    return listed[0] if listed else None


def describe_machine() -> str:
    """Say what a measurement runs on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def versions(names: Iterable[str] = DISTRIBUTIONS) -> dict[str, str]:
    """Return the releases of this checkout and of some distributions, those that are here."""
    found = {TOOL_NAME: __version__}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def load_parts(path: Path) -> dict[str, Part]:
    """Read what was measured before; nothing where there is no such file."""
    if not path.is_file():
        return {}
    parts: dict[str, Part] = {}
    for name, stored in json.loads(path.read_text(encoding="utf-8")).items():
        runs = tuple(Measurement(**one) for one in stored.pop("measurements"))
        parts[name] = Part(**stored, measurements=runs)
    return parts


def save_parts(parts: Mapping[str, Part], path: Path) -> None:
    """Write what was measured, the defaults left out."""
    stored = {
        name: {
            **asdict(part),
            "measurements": [
                {key: value for key, value in asdict(one).items() if value or key == "what"}
                for one in part.measurements
            ],
        }
        for name, part in parts.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
