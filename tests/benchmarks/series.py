"""Measures what keeping the parts of one outlet's series apart does, with and without each rule.

``python -m tests.benchmarks.series`` prints a table; ``--read 30`` adds pairs to read by eye. The
data are found through ``SAMESTORY_DATA`` or in ``../shared/data``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np

from clustering import sources
from clustering.arrays.types import BoolArray, IntArray
from clustering.graph import edges, series
from clustering.model import Corpus, Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.sources.base import ReadOptions
from tests.benchmarks.labelled import EIGHT, FIXTURES, SERIES, LabelledSet, data_folder, load
from tests.benchmarks.scoring import score

REAL = (
    "posts/azure",
    "posts/powerapps",
    "unlabelled/allsides.jsonl",
    "unlabelled/rss_stream.jsonl",
)
RULES = ("whole", "opening", "upto", "kind")
_HEAD = "set without parts apart stories wide members joined copies F1"


@dataclass(frozen=True)
class Measured:
    """One run, with all rules or without some.

    Attributes
    ----------
    apart
        Pairs near enough for a link that were kept apart as parts of a series.
    """

    apart: tuple[tuple[int, int], ...]
    result: Result


def measure(reading: Reading, without: Sequence[str] = ()) -> Measured:
    """Group a reading by the default, with some rules switched off."""
    apart: list[tuple[int, int]] = []

    def noted(
        corpus: Corpus, left: IntArray, right: IntArray, same_text: IntArray, copies: IntArray
    ) -> BoolArray:
        found = series.are_series_parts(corpus, left, right, same_text, copies)
        apart.extend(zip(left[found].tolist(), right[found].tolist(), strict=True))
        return found

    read = series.read_template

    def template(title: str) -> series.Template:
        return read(title)._replace(**dict.fromkeys(without, ""))

    with (
        patch.object(edges, "are_series_parts", noted),
        patch.object(series, "read_template", template),
    ):
        result = run(reading, Settings(jobs=1))
    return Measured(tuple(apart), result)


def row(
    name: str, without: Sequence[str], one: Measured, parts: Sequence[tuple[int, int]], f1: float
) -> str:
    """Write one line: ``parts`` are the pairs that all rules together keep apart."""
    result = one.result
    members = np.unique(np.array(parts, dtype=np.int64))
    joined = sum(bool(result.story_of[a] == result.story_of[b]) for a, b in parts)
    copies = {
        pair for group in result.duplicate_groups for pair in combinations(sorted(group.members), 2)
    }
    cells = (
        name,
        "+".join(without) or "-",
        len(members),
        len(one.apart),
        sum(not story.is_alone for story in result.stories),
        len(result.coverage),
        sum(bool(np.isin(story.members, members).any()) for story in result.coverage),
        joined,
        len(copies.intersection(parts)),
    )
    return (
        f"{cells[0]:20} {cells[1]:28}" + "".join(f"{cell:8}" for cell in cells[2:]) + f"{f1:8.4f}"
    )


def corpora() -> Iterator[tuple[str, Reading, LabelledSet | None]]:
    """Read what there is to measure on."""
    folder = data_folder()
    if folder:
        for name in REAL:
            reading = sources.read_sources([folder / name], ReadOptions(jobs=1))
            yield Path(name).stem, reading, None
    for name in (*(EIGHT if folder else ()), *FIXTURES, SERIES):
        chosen = load(name)
        yield name, chosen.reading, chosen


def main() -> None:
    """Print the table, and pairs to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--read", type=int, default=0, help="print so many pairs of each set")
    shown = parser.parse_args().read
    head = _HEAD.split()
    print(f"{head[0]:20} {head[1]:28}" + "".join(f"{word:>8}" for word in head[2:]))
    for name, reading, labelled in corpora():
        every = measure(reading)
        for without in ((), *((rule,) for rule in RULES), RULES):
            one = measure(reading, without) if without else every
            golds = labelled.stories_by_each(one.result.corpus) if labelled else []
            f1 = score(golds, one.result.story_of).f1 if golds else float("nan")
            print(row(name, without, one, every.apart, f1), flush=True)
        articles = every.result.articles
        for left, right in Random(1).sample(every.apart, min(shown, len(every.apart))):
            print(
                *(f"    {articles[at].published} {articles[at].title}" for at in (left, right)),
                sep="\n",
            )


if __name__ == "__main__":
    main()
