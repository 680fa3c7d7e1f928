"""The labelled sets measurements run on: where they are, and how they are read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from clustering import sources
from clustering.answers.judged import JudgedPairs
from clustering.arrays.types import IntArray
from clustering.articles.merge import merge
from clustering.evaluation.gold import GoldLabels, GoldStories, locate_gold_stories, read_gold
from clustering.model import Corpus, Reading, Record
from clustering.sources.base import ReadOptions

REPOSITORY = Path(__file__).parents[2]

FIVE = ("uci_dense", "uci_5pub", "groundnews_2026_raw", "wikinews", "basil")
"""The sets there were first, most of them labelled by aggregators; *the five* on the pages."""

TWINS = "ecbplus_odd"
READERS = ("azure_2020", "allsides_2020")
"""Sets that two readers labelled by event, each by themselves."""

EIGHT = (*FIVE, TWINS, *READERS)
FIXTURES = ("fixtures", "headlines", "events")
SERIES = "series"
PAIRS = "semeval22_en"
ALSO = ("groundnews_2026", *FIXTURES, PAIRS)

_FILES = {
    "fixtures": ("posts", ("gold.jsonl",)),
    PAIRS: (f"{PAIRS}.articles.jsonl", (f"{PAIRS}.pairs.jsonl",)),
    **{name: (f"{name}.jsonl", ("event_a", "event_b")) for name in READERS},
}
_ONE_PROCESS = ReadOptions(jobs=1)


@dataclass(frozen=True)
class LabelledSet:
    """Records and what people say about them.

    Attributes
    ----------
    path
        What the records were read from.
    golds
        The labels of each person, or of whoever labelled the set.
    """

    name: str
    path: Path
    reading: Reading
    golds: tuple[GoldLabels | JudgedPairs, ...]

    def settled(self) -> tuple[Corpus, GoldStories]:
        """Merge the records into articles and settle a gold story for each; the first labels."""
        corpus = merge(self.reading.records)
        return corpus, locate_gold_stories(self.reading, corpus, self.labels)

    def stories_by_each(self, corpus: Corpus) -> list[IntArray]:
        """Return the gold story of each article as each person has it; -1 without one."""
        return [
            locate_gold_stories(self.reading, corpus, gold).story_of
            for gold in self.golds
            if isinstance(gold, GoldLabels)
        ]

    @property
    def labels(self) -> GoldLabels:
        """Story labels, the first; a set of judged pairs has none."""
        gold = self.golds[0]
        assert isinstance(gold, GoldLabels)
        return gold


def data_folder() -> Path | None:
    """Return the folder of the data beside the project, ``None`` where it is absent."""
    named = os.environ.get("SAMESTORY_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    return folder if (folder / "labelled").is_dir() else None


@lru_cache(maxsize=2)
def load(name: str) -> LabelledSet:
    """Read a set by its name."""
    data = data_folder()
    source, golds = _FILES.get(name, (f"{name}.jsonl", ("story",)))
    if name in (*FIXTURES, SERIES):
        folder = REPOSITORY / "fixtures"
    else:
        assert data is not None
        folder = data / ("readers" if name in READERS else "labelled")
    path = folder / source
    reading = sources.read_sources([path], _ONE_PROCESS)
    files = [str(folder / gold) if gold.endswith(".jsonl") else gold for gold in golds]
    return LabelledSet(name, path, reading, tuple(read_gold(gold, [path]) for gold in files))


@lru_cache(maxsize=1)
def load_crowd() -> list[Record]:
    """Read the articles nobody labelled."""
    data = data_folder()
    assert data is not None
    paths = [data / "unlabelled" / name for name in ("allsides.jsonl", "rss_stream.jsonl")]
    return list(sources.read_sources(paths, _ONE_PROCESS).records)


def whole_stories(labelled: LabelledSet, articles: int, shuffled: IntArray) -> list[Record]:
    """Return the records of whole gold stories, in a given order, until there are enough.

    Parameters
    ----------
    shuffled
        A permutation of the gold stories' positions.
    """
    corpus, gold = labelled.settled()
    taken: set[int] = set()
    for story in shuffled.tolist():
        members = (gold.story_of == story).nonzero()[0].tolist()
        if len(taken) + len(members) <= articles:
            taken.update(members)
    at = corpus.article_of.tolist()
    return [
        record for record, one in zip(labelled.reading.records, at, strict=True) if one in taken
    ]


def write_report(
    name: str,
    about: str | None,
    measured: Callable[[argparse.Namespace], str],
    more: Callable[[argparse.ArgumentParser], None] = lambda _: None,
) -> None:
    """Be the command of a measurement on the labelled sets: write its page.

    Parameters
    ----------
    name
        File of the page in ``reports``, unless ``--out`` names another.
    about
        What the command does, for its help.
    measured
        Measures and returns the page, given the arguments.
    more
        Adds arguments of this command alone.
    """
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=REPOSITORY / "reports" / name)
    more(parser)
    given = parser.parse_args()
    if data_folder() is None:
        sys.exit("the labelled sets are not here; name their folder in SAMESTORY_DATA.")
    page = measured(given)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(page, encoding="utf-8")
    print(given.out)
