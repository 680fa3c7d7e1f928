"""Counts what a run hands over to work on its blocks: bytes, copies of articles, processor time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from scipy import sparse

from clustering.engines.base import Made
from clustering.engines.packed import pack, packed_bytes, unpack
from clustering.engines.spill import SpillEngine
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.sources import read_sources
from clustering.stories.slices import SliceTask
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


def handed_over(rows: int, table: Path) -> str:
    """Run once and tell as Markdown what was handed over."""
    engine = CountingEngine()
    with patch("clustering.pipeline.choose_engine", lambda *_: engine):
        result = run(read_sources([table]), Settings(jobs=1))
    lines = []
    for work, count in engine.counts.items():
        whole = len(result.graph) if work == "merge_slice" else rows
        where = "here" if work in engine.light else "Spark"
        lines.append(
            f"| `{work}` | {where} | {count['blocks']:,} | {count['told'] / whole:.1f} "
            f"| {count['there'] / 1e6:,.0f} | {count['back'] / 1e6:,.0f} "
            f"| {count['work'] / 1e6:.1f} | {count['packing'] / 1e6:.1f} |\n"
        )
    return _HEAD.format(rows=rows) + "".join(lines)
