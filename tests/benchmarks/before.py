"""Runs another checkout of this project on the same rows: its stories, and its processor time.

``git worktree add ../before COMMIT`` makes one; its package has to run with the libraries that
are installed.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.merge import merge
from clustering.evaluation.metrics import Score
from tests.benchmarks.labelled import REPOSITORY, load
from tests.benchmarks.scoring import Clean, count_clean, score
from tests.benchmarks.speed_process import DONE, Limit, watch

ROWS = 200_000
_ROUNDS = 3
_LIMIT = Limit(3_600, 50_000)


@dataclass(frozen=True)
class Before:
    """What the other checkout finds on a set."""

    score: Score
    clean: Clean


@dataclass(frozen=True)
class Cost:
    """Processor seconds of whole processes, turn and turn about.

    Attributes
    ----------
    now, before
        Of each round, in user mode, workers included.
    """

    rows: int
    now: list[float]
    before: list[float]

    @property
    def ratio(self) -> float:
        """The middle of the rounds' ratios."""
        return median(one / other for one, other in zip(self.now, self.before, strict=True))


def measure_before(checkout: Path, labelled: str) -> Before:
    """Score the stories of another checkout on a set with story labels."""
    chosen = load(labelled)
    corpus = merge(chosen.reading.records)
    golds = chosen.stories_by_each(corpus)
    of_record = stories_by(checkout, chosen.path)
    assert len(of_record) == len(corpus.article_of)
    _, firsts = np.unique(corpus.article_of, return_index=True)
    found = of_record[firsts]
    return Before(score(golds, found), count_clean(golds, found, corpus))


def stories_by(checkout: Path, source: Path) -> IntArray:
    """Return the story of each record of a source, from the command of a checkout."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        command = [*_report(source, out), "--formats", "csv"]
        subprocess.run(command, env=_environment(checkout), check=True, capture_output=True)
        with (out / "assignments.csv").open(encoding="utf-8", newline="") as stream:
            stories = [row["story"] for row in csv.DictReader(stream)]
    return np.unique(stories, return_inverse=True)[1].astype(np.int64)


def measure_cost(checkout: Path, rows: int = ROWS) -> Cost:
    """Report on invented headlines with this checkout and the other, in turn."""
    cost = Cost(rows, [], [])
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder) / "headlines.csv", Path(folder) / "report"
        invent = [sys.executable, "-m", "tests.benchmarks.headlines", str(rows), str(table)]
        subprocess.run(invent, cwd=REPOSITORY, check=True)
        for _ in range(_ROUNDS):
            for seconds, where in ((cost.now, REPOSITORY), (cost.before, checkout)):
                done = watch(_report(table, out), _LIMIT, _environment(where))
                assert done.outcome == DONE, done.said
                seconds.append(done.user)
    return cost


def _report(source: Path, out: Path) -> list[str]:
    # -P: the folder that this is started in is no place to import from.
    command = [sys.executable, "-P", "-m", "clustering", "report", str(source)]
    return [*command, "--out", str(out), "--quiet"]


def _environment(checkout: Path) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout.resolve())}
