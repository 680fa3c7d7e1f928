"""Counts what a run hands over to work on its blocks: bytes, copies of articles, processor time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple
from unittest.mock import patch

from scipy import sparse

from clustering.engines.base import Made
from clustering.engines.packed import pack, packed_bytes, unpack
from clustering.engines.spill import SpillEngine
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.sources import read_sources
from clustering.stories.linkage.slices import SliceTask
from clustering.vectors.base import Vectors

_HEAD = """
## What is handed over

Of {rows:,} rows, counted with every block packed and unpacked as for Spark. *Copies* says of how
many articles (or pairs, for merges) a block is told, all blocks together, for each there is.
*Packing* is to pack and unpack tasks and results in Python; what Java adds shows in the runs with
Spark above. Work that is less than its way to another machine is done *here*, on threads.

| work | done by | blocks | copies | MB there | MB back | work, CPU s | packing, CPU s |
|---|---|---:|---:|---:|---:|---:|---:|
"""
_FAR = """
## A hundred million rows on 64 cores

Nobody has run it. If a row costs what it costs among {rows:,} (2,000 a day, so the same number of
articles in a window), then

- the work that goes to Spark is {spark:.0f} µs a row: {spark_seconds:.0f} seconds on 64 cores,
- {gigabytes:,.0f} GB pass through Java on the machine that runs the command,
- the rest is {rest:.0f} µs a row: {rest_hours:.1f} hours of processor time on that machine, most
  of it on one core,
- that machine holds {memory:,.0f} GB for itself.

So Spark is not what limits such a run: what one machine reads, weighs, holds and writes does. Cut
the time into pieces of a few million rows, and run each by itself.
"""


class Handed(NamedTuple):
    """What all blocks of one kind of work were told and gave; bytes, and seconds of the processor.

    ``copies`` is how many articles or pairs they were told of, for each there is.
    """

    work: str
    is_light: bool
    blocks: int
    copies: float
    there: int
    back: int
    seconds: float
    packing: float


class CountingEngine(SpillEngine):
    """Does tasks as packed ones, one by one, and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, Counter[str]] = {}
        self.light: set[str] = set()

    def map(
        self,
        work: Callable[..., Made],
        tasks: Iterable[Sequence[Any]],
        *,
        is_light: bool = False,
    ) -> Iterator[Made]:
        """Do tasks as packed ones."""
        self.light |= {work.__name__.strip("_")} if is_light else set()
        count = self.counts.setdefault(work.__name__.strip("_"), Counter())
        for task in tasks:
            times = [process_time()]
            there = pack(tuple(task))
            arguments = unpack(there)
            times.append(process_time())
            made = work(*arguments)
            times.append(process_time())
            back = pack(made)
            found = unpack(back)
            times.append(process_time())
            count["blocks"] += 1
            count["told"] += _size(task)
            count["there"] += packed_bytes(there)
            count["back"] += packed_bytes(back)
            count["work"] += int(1e6 * (times[2] - times[1]))
            count["packing"] += int(1e6 * (times[1] - times[0] + times[3] - times[2]))
            yield found


def _size(task: Sequence[Any]) -> int:
    """Count the articles whose vectors are in a task, or the pairs of a slice."""
    for one in reversed(task):  # the vectors of smoothing come last
        if isinstance(one, Vectors):
            return int(one.matrix.shape[0])
        if isinstance(one, SliceTask):
            return len(one.pairs.left)
        if isinstance(one, sparse.csr_array):
            return int(one.shape[0])
    return 0


def handed_over(rows: int, table: Path) -> list[Handed]:
    """Run once, and tell what was handed over."""
    engine = CountingEngine()
    with patch("clustering.pipeline.choose_engine", lambda *_: engine):
        result = run(read_sources([table]), Settings(jobs=1))
    return [
        Handed(
            work,
            work in engine.light,
            count["blocks"],
            count["told"] / (len(result.graph) if work == "merge_slice" else rows),
            count["there"],
            count["back"],
            count["work"] / 1e6,
            count["packing"] / 1e6,
        )
        for work, count in engine.counts.items()
    ]


def in_words(rows: int, handed: list[Handed]) -> str:
    """Write as Markdown what was handed over."""
    lines = [
        f"| `{one.work}` | {'here' if one.is_light else 'Spark'} | {one.blocks:,} "
        f"| {one.copies:.1f} | {one.there / 1e6:,.0f} | {one.back / 1e6:,.0f} "
        f"| {one.seconds:.1f} | {one.packing:.1f} |\n"
        for one in handed
    ]
    return _HEAD.format(rows=rows) + "".join(lines)


def extrapolated(
    rows: int, seconds: float, megabytes: float, handed: list[Handed], counted: int
) -> str:
    """Tell what a hundred million rows would take, by a run over ``rows`` on one machine.

    Parameters
    ----------
    seconds, megabytes
        What this run took: of the processor, and of memory for itself.
    counted
        Rows of the run in which ``handed`` was counted.
    """
    heavy = [one for one in handed if not one.is_light]
    spark = sum(one.seconds for one in heavy) / counted * 1e6
    rest = seconds / rows * 1e6 - spark
    return _FAR.format(
        rows=rows,
        spark=spark,
        spark_seconds=spark * 100 / 64,
        gigabytes=sum(one.there + one.back for one in heavy) / counted / 10,
        rest=rest,
        rest_hours=rest * 100 / 3600,
        memory=megabytes / 1e3 / rows * 1e8,
    )
