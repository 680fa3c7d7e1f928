"""Measures whether stories hold still: a few articles among many, and when more come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

import numpy as np

from clustering.arrays.types import BoolArray, IntArray
from clustering.epoch import Before, Epoch, names_of
from clustering.evaluation.metrics import Score, adjusted_rand, bcubed, contingency_table
from clustering.model import Reading, Record
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.benchmarks.labelled import ALSO, EIGHT, PAIRS, load, load_crowd, whole_stories
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.missing_dates import SOURCES, dated_sources
from tests.benchmarks.quality_results import Measured
from tests.benchmarks.scoring import bcubed_of

SMALL, LARGE = 200, 20_000
DRAWS = 5  # of so few stories one draw says little: single figures of a set lie 0.3 apart

ALONE, COMPANY, FIXED, WEIGHED, CROWDS = (
    "alone, and among 20,000: ARI",
    "the same: BCubed F1",
    "the same, with a fixed cohesion of 0.3: ARI",
    "alone with the word weights of the 20,000, and among them: ARI",
    "in one crowd, and in another: ARI",
)

ADDED = 0.05  # share of the records that come later
_WIDE = 20  # articles of a story that is called wide


def measure_crowd(labelled: str, settings: Settings) -> dict[str, float]:
    """Group some stories alone and inside two crowds; mean agreement over the draws."""
    found: dict[str, list[float]] = {way: [] for way in (ALONE, COMPANY, FIXED, WEIGHED, CROWDS)}
    for draw in range(DRAWS):
        few, crowd, other = draw_crowds(labelled, draw)
        alone, among, elsewhere = (group(few, part, settings) for part in ([], crowd, other))
        weighed = group(few, [], settings, among.epoch)
        found[ALONE].append(_agreement(alone.found, among.found))
        found[WEIGHED].append(_agreement(weighed.found, among.found))
        company = contingency_table(alone.found, among.found)
        found[COMPANY].append(bcubed(company).f1)
        found[FIXED].append(_agreement(alone.fixed, among.fixed))
        found[CROWDS].append(_agreement(among.found, elsewhere.found))
    return {way: fmean(figures) for way, figures in found.items()}


def draw_crowds(labelled: str, draw: int) -> tuple[list[Record], list[Record], list[Record]]:
    """Draw some whole stories, a crowd, and another crowd of all articles that are left."""
    chosen = load(labelled)
    generator = np.random.default_rng(draw)
    stories = generator.permutation(len(chosen.settled()[1].names))
    few = whole_stories(chosen, SMALL, stories)
    own = {url for record in chosen.reading.records for url in record.urls}
    crowd = [record for record in load_crowd() if own.isdisjoint(record.urls)]
    shuffled = generator.permutation(len(crowd))
    picked, left = np.sort(shuffled[:LARGE]).tolist(), np.sort(shuffled[LARGE:]).tolist()
    return few, [crowd[at] for at in picked], [crowd[at] for at in left]


class Grouped(NamedTuple):
    """The story of each of a few records, as found and under a fixed cut.

    ``epoch`` holds the word weights of the run.
    """

    found: IntArray
    fixed: IntArray
    epoch: Epoch | None


def group(
    few: Sequence[Record],
    crowd: Sequence[Record],
    settings: Settings,
    epoch: Epoch | None = None,
) -> Grouped:
    """Group a few records inside a crowd, with word weights of their own or of an epoch."""
    before = Before(epoch, {}) if epoch else None
    result = run(Reading([*few, *crowd], []), settings, before=before)
    articles = result.corpus.article_of[: len(few)]
    return Grouped(result.story_of[articles], result.tree.cut(0.3)[articles], result.epoch)


def _agreement(one: IntArray, other: IntArray) -> float:
    return adjusted_rand(contingency_table(one, other))


@dataclass(frozen=True)
class Additions:
    """The old articles of a source before and after some more.

    Attributes
    ----------
    articles
        Of the whole source.
    any, newest
        BCubed of the later stories of the old articles against their earlier ones: in each of
        several draws of any articles, and with the newest as those that are added; ``None``
        where there are no dates.
    wide
        The same over the articles of stories that had twenty articles or more; the worst draw,
        ``None`` where there are none.
    held, held_wide
        As ``any`` and ``wide``, where the later run knows the stories of the earlier one and holds
        them, as a store does.
    """

    articles: int
    any: list[float]
    newest: float | None
    wide: float | None
    held: list[float]
    held_wide: float | None


def measure_additions(source: str, settings: Settings) -> Additions:
    """Group a source whole, and without some of its records; a source of records or a set."""
    dated = dated_sources()
    records = dated[source]() if source in dated else load(source).reading.records
    whole = run(Reading(records, []), settings)
    _, firsts = np.unique(whole.corpus.article_of, return_index=True)
    after = whole.story_of[whole.corpus.article_of]

    def grouped_before(is_late: BoolArray) -> Result:
        old = np.flatnonzero(~is_late).tolist()
        return run(Reading([records[at] for at in old], []), settings)

    def compare(is_late: BoolArray, earlier: Result, after: IntArray) -> tuple[float, Score | None]:
        old = np.flatnonzero(~is_late)
        before = earlier.story_of[earlier.corpus.article_of]
        counted = np.isin(old, firsts)
        gold, found = before[counted], after[old[counted]]
        is_wide = np.bincount(gold)[gold] >= _WIDE
        wide = bcubed_of(is_wide, gold, found) if is_wide.any() else None
        return bcubed(contingency_table(gold, found)).f1, wide

    drawn, held = [], []
    for draw in range(DRAWS):
        is_late = np.random.default_rng(draw).random(len(records)) < ADDED
        earlier = grouped_before(is_late)
        drawn.append(compare(is_late, earlier, after))
        later = run(Reading(records, []), settings, before=_known(earlier))
        held.append(compare(is_late, earlier, later.story_of[later.corpus.article_of]))
    times = np.array([r.published.timestamp() if r.published else np.nan for r in records])
    newest = None
    if np.isfinite(times).mean() > 0.9:
        is_late = times > np.nanquantile(times, 1 - ADDED)
        newest = compare(is_late, grouped_before(is_late), after)[0]
    return Additions(
        len(whole.corpus),
        [f1 for f1, _ in drawn],
        newest,
        _worst(drawn),
        [f1 for f1, _ in held],
        _worst(held),
    )


def _known(earlier: Result) -> Before:
    """Return what a later run knows of an earlier one."""
    return Before(
        earlier.epoch,
        {
            name: story.id
            for story in earlier.all_stories
            for article in story.articles
            for name in names_of(article)
        },
    )


def _worst(compared: Sequence[tuple[float, Score | None]]) -> float | None:
    return min((wide.f1 for _, wide in compared if wide), default=None)


def crowd_section(measured: Measured) -> str:
    """Return the section on stories alone and among strangers."""
    by_set = [measured.found["crowd", "", labelled] for labelled in EIGHT]
    rows = [
        [way, *(figure(found[way]) for found in by_set), f"**{fmean(f[way] for f in by_set):.3f}**"]
        for way in by_set[0]
    ]
    return "\n".join(
        [
            "About 200 articles of each set (whole stories) grouped alone and among 20,000 "
            "unlabelled ones: adjusted Rand index (ARI) and BCubed F1 of the two partitions of the "
            "200, mean of five draws. *In one crowd, and in another* are the same 200 among the "
            "20,000 and among the other 19,000: what comes and goes with the company, whatever "
            "its size. *With the word weights of the 20,000* the few are grouped alone by what a "
            "run counted over the many, as a store does it: what is left is the work of their "
            "neighbours. Of allsides_2020 most articles stand alone, and its crowd is of the same "
            "weeks and outlets: the index counts a few pairs only.\n",
            *table(("how", *EIGHT, "mean"), rows),
        ]
    )


def additions_section(measured: Measured) -> str:
    """Return the section on the old articles when some more come."""
    names = [*EIGHT, *(name for name in ALSO if name != PAIRS), *SOURCES]
    rows: list[list[str]] = []
    for name in names:
        one: Additions | None = measured.found.get(("additions", "", name))
        if one is not None:
            newest, wide, held_wide = (
                "" if value is None else figure(value)
                for value in (one.newest, one.wide, one.held_wide)
            )
            drawn = map(figure, (fmean(one.any), min(one.any)))
            held = map(figure, (fmean(one.held), min(one.held)))
            rows.append([name, f"{one.articles:,}", *drawn, newest, wide, *held, held_wide])
    heads = (
        *("set", "articles", "any 5 % added", "the worst of five draws"),
        *("the newest 5 % added", "wide stories, the worst"),
        *("held over: any 5 % added", "the worst of five draws", "wide stories, the worst"),
    )
    return "\n".join(
        [
            "Each set is grouped without a twentieth of its records, and then with all of them: "
            "BCubed F1 of the stories of the old articles after against before. *Wide stories* "
            "are those that had twenty articles or more: F1 over their articles alone, the worst "
            "of the five draws. The newest are added only where nine tenths have dates. *Held "
            "over* are the stories of before where the later run knows them, as in a store: word "
            "weights stay, and a story changes only where that is clearly better.\n",
            *table(heads, rows),
        ]
    )
