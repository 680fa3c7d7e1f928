"""Measures the one default: against labels and readers, other values, other methods, other days.

``python -m tests.benchmarks.quality`` writes ``reports/quality.md``; with names of sections after
it (``--help`` lists them) it measures and renews only these. The data are found through
``SAMESTORY_DATA`` or in ``../shared/data``. One section holds the present figures against
earlier ones: those it has, or those of a page of another commit that ``--before FILE`` names.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.benchmarks.alternatives import ALTERNATIVES, vectorize_texts
from tests.benchmarks.constants import measure_constants
from tests.benchmarks.kinds import measure_kinds
from tests.benchmarks.labelled import (
    ALSO,
    EIGHT,
    PAIRS,
    load,
    write_report,
)
from tests.benchmarks.missing_dates import SHARES, dated_sources, measure_missing
from tests.benchmarks.quality_page import BEFORE, DEFAULT, SECTIONS, renew_page, rows_before
from tests.benchmarks.quality_results import Measured, measure_variant, settings
from tests.benchmarks.related import measure_related, related_sources
from tests.benchmarks.scoring import score
from tests.benchmarks.steadiness import LARGE, measure_additions, measure_crowd
from tests.benchmarks.threads import THREADED, measure_threads
from tests.benchmarks.tuning import LARGER_SETS, measure_samples, measure_set

PROCESSES = 2


@dataclass(frozen=True)
class Task:
    """One measurement of one set; a heavier one is begun earlier."""

    kind: str
    name: str
    labelled: str
    measure: Callable[[], Any]
    weight: int


def measure_alternative(labelled: str, alternative: str) -> dict[str, float]:
    """Score an alternative under each of its settings: BCubed F1."""
    chosen = load(labelled)
    corpus, _ = chosen.settled()
    golds = chosen.stories_by_each(corpus)
    texts = vectorize_texts(corpus.articles)
    return {setting: score(golds, found).f1 for setting, found in ALTERNATIVES[alternative](texts)}


def tasks(kinds: Collection[str]) -> list[Task]:
    """Return what there is to measure of some kinds, the longest first."""
    listed = [*_of_each_set(), *_of_the_eight(), *_of_others()]
    chosen = [task for task in listed if task.kind in kinds]
    return sorted(chosen, key=lambda task: -task.weight)


def _of_each_set() -> Iterator[Task]:
    for labelled in (*EIGHT, *ALSO):
        articles = len(load(labelled).reading.records)
        yield Task("default", "", labelled, partial(measure_variant, labelled, {}), articles)
        if labelled != PAIRS:
            grown = partial(measure_additions, labelled, settings())
            yield Task("additions", "", labelled, grown, 7 * articles)


def _of_the_eight() -> Iterator[Task]:
    for labelled in EIGHT:
        articles = len(load(labelled).reading.records)
        crowd = partial(measure_crowd, labelled, settings())
        yield Task("crowd", "", labelled, crowd, 10 * LARGE)
        yield Task("tuned", "whole", labelled, partial(measure_set, labelled), 20 * articles)
        for name in ALTERNATIVES:
            slower = 20 if "SVD" in name else 1  # quadratic: most of the time of its section
            measure_it = partial(measure_alternative, labelled, name)
            yield Task("alternative", name, labelled, measure_it, articles * slower)


def _of_others() -> Iterator[Task]:
    default = settings()
    for name, folder in related_sources().items():
        yield Task("related", "", name, partial(measure_related, folder, default), LARGE)
    for name in LARGER_SETS:
        yield Task("tuned", "samples", name, partial(measure_samples, name), LARGE)
    for name in THREADED:
        yield Task("threads", "", name, partial(measure_threads, name, default), 1)
    yield Task("kinds", "", "events", partial(measure_kinds, default), 1)
    for source in dated_sources():
        yield Task("additions", "", source, partial(measure_additions, source, default), LARGE)
        for share in SHARES:
            missing = partial(measure_missing, source, share, default)
            yield Task("missing", f"{share:.0%}", source, missing, LARGE)


def measure(kinds: Collection[str]) -> Measured:
    """Measure some kinds in a few processes and collect what is found by kind, name and set."""
    measured = Measured(settings().shaping())
    start = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {what}", file=sys.stderr)

    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # for the processes
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        listed = tasks(kinds)
        waiting = {pool.submit(task.measure): task for task in listed}
        for done, future in enumerate(as_completed(waiting), 1):
            task = waiting[future]
            measured.found[task.kind, task.name, task.labelled] = future.result()
            what = " ".join(filter(None, (task.kind, task.name, "on", task.labelled)))
            tell(f"{done:3d}/{len(listed)}  {what}")
    if "constants" in kinds:
        measured.found["constants", "", ""] = measure_constants(PROCESSES, tell)
    return measured


def renewed_page(given: argparse.Namespace) -> str:
    """Measure the sections that were asked for, and return the page with these written anew."""
    names = [section.name for section in SECTIONS]
    if unknown := set(given.sections) - set(names):
        sys.exit(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(names)}.")
    chosen = [
        section for section in SECTIONS if not given.sections or section.name in given.sections
    ]
    page = given.out.read_text(encoding="utf-8") if given.out.exists() else ""
    kinds = {kind for section in chosen for kind in section.kinds}
    measured = measure(kinds)
    measured.found["before", "", ""] = (
        rows_before(given.before.read_text(encoding="utf-8"), DEFAULT)
        if given.before
        else rows_before(page, BEFORE)
    )
    return renew_page(page, measured, chosen)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let sections be named, and the page of another commit."""
    names = ", ".join(section.name for section in SECTIONS)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {names}")
    parser.add_argument("--before", type=Path, help="a page of another commit")


if __name__ == "__main__":
    write_report("quality.md", __doc__, renewed_page, add_arguments)
