"""Measures what missing dates cost: the same articles grouped with all dates and with some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from clustering import read
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.model import Reading, Record
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.benchmarks.labelled import REPOSITORY, data_folder, load_crowd
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import Measured

WAYS: Mapping[str, bool] = {"borrowed": True, "left unknown": False}
SHARES = (0.1, 0.4)
SOURCES = ("invented posts", "real posts", "unlabelled articles")
_CROWD = 9_000  # of the articles nobody labelled, those that follow each other in time


@dataclass(frozen=True)
class MissingDates:
    """How far a grouping without some dates agrees with that with all of them.

    Attributes
    ----------
    articles, taken
        Articles of the run, and the records whose date was taken away.
    agreement
        BCubed F1 against the stories found with all dates, for each of ``WAYS``.
    """

    articles: int
    taken: int
    agreement: dict[str, float]


def dated_sources() -> dict[str, partial[list[Record]]]:
    """Return where records with dates come from, by what they are called in reports."""
    invented, real, unlabelled = SOURCES
    here = {invented: partial(_posts, REPOSITORY / "fixtures" / "posts")}
    if (data := data_folder()) is not None:
        here |= {real: partial(_posts, data / "posts" / "azure"), unlabelled: partial(_following)}
    return here


def measure_missing(source: str, share: float, settings: Settings) -> MissingDates:
    """Group a source's records with all dates, then without a share of them."""
    records = dated_sources()[source]()
    whole = run(Reading(records, []), settings)
    generator = np.random.default_rng(0)
    taken = generator.random(len(records)) < share
    fewer = [
        replace(record, published=None) if one else record
        for record, one in zip(records, taken.tolist(), strict=True)
    ]
    _, firsts = np.unique(whole.corpus.article_of, return_index=True)
    truth = whole.story_of[whole.corpus.article_of[firsts]]
    agreement: dict[str, float] = {}
    for way, borrow in WAYS.items():
        chosen = settings.model_copy(update={"borrow_dates": borrow})
        found = run(Reading(fewer, []), chosen)
        stories = found.story_of[found.corpus.article_of[firsts]]
        agreement[way] = bcubed(contingency_table(truth, stories)).f1
    return MissingDates(len(whole.corpus), int(taken.sum()), agreement)


def _posts(folder: Path) -> list[Record]:
    return list(read(folder, jobs=1).records)


def _following() -> list[Record]:
    dated = [record for record in load_crowd() if record.published is not None]
    dated.sort(key=lambda record: (record.published, record.name))
    middle = (len(dated) - _CROWD) // 2
    return dated[middle : middle + _CROWD]


def missing_section(measured: Measured) -> str:
    """Return the section on dates that are not known."""
    rows = [
        [source, f"{share:.0%}", f"{one.articles:,}", *(figure(one.agreement[way]) for way in WAYS)]
        for source in SOURCES
        for share in SHARES
        if (one := measured.found.get(("missing", f"{share:.0%}", source)))
    ]
    return "\n".join(
        [
            "The same articles grouped with all their dates, and with the dates of some records "
            "taken away: BCubed F1 of the second grouping against the first. Nothing but the "
            "dates changes, so 1 is as good as knowing them all; a day in a URL still counts.\n",
            *table(("articles", "dates taken", "number", *WAYS), rows),
        ]
    )
