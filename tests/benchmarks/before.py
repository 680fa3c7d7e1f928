"""Runs another checkout of this project on the same rows, and scores its stories.

``git worktree add ../before COMMIT`` makes one; its package has to run with the libraries that
are installed.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.merge import merge
from clustering.evaluation.metrics import Score
from tests.benchmarks.labelled import load
from tests.benchmarks.scoring import Clean, count_clean, score


@dataclass(frozen=True)
class Before:
    """What the other checkout finds on a set."""

    score: Score
    clean: Clean


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
        # -P: the folder that this is started in is no place to import from.
        command = [sys.executable, "-P", "-m", "clustering", "report", str(source)]
        command += ["--out", str(out), "--quiet", "--formats", "csv"]
        environment = {**os.environ, "PYTHONPATH": str(checkout.resolve())}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        with (out / "assignments.csv").open(encoding="utf-8", newline="") as stream:
            stories = [row["story"] for row in csv.DictReader(stream)]
    return np.unique(stories, return_inverse=True)[1].astype(np.int64)
