"""Switches each rule, word list and setting off in turn, and tells what that moves.

``python -m tests.benchmarks.ablation`` writes ``reports/ablation.md``: what it does to stories, on
all labelled sets, and to copies, on those that the duplicates bench makes and on real articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from clustering import sources
from clustering.model import Reading
from clustering.pipeline import run
from tests.benchmarks import duplicates
from tests.benchmarks.ablation_rules import COPY_RULES, STORY_RULES, Rule, switched_off
from tests.benchmarks.copies import Specimen
from tests.benchmarks.labelled import FIVE, READERS, SERIES, TWINS, data_folder, load
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import SetScore, measure_variant, settings

PAGE = Path("reports/ablation.md")
_T = TypeVar("_T")
_HEAD = """\
# What each rule is worth

Written by `python -m tests.benchmarks.ablation`: each rule, word list and setting is switched off
in turn, and all sets are grouped anew. The first row has the figures with all of them, the others
how they change. Where hardly anything changes, the last column says why the rule stands.

## Stories

BCubed F1 (see [quality](quality.md)); *clean*, of the stories of several outlets on the readers'
sets, how many are one event; *one event*, of the stories with that mark on all sets, how many are.
"""
_COPIES = """
## Copies

*Found wrongly* and *missed* are pairs of the duplicates bench, which makes copies and traps from
real articles. *Gone* and *come* are pairs of copies among real articles as they are
(groundnews_2026_raw, uci_dense, posts/azure) that are found with the rule and not without it, and
the other way round; a pair whose kind changes is in both.
"""
BESIDE = ("fixtures", "events", SERIES)
SETS = (*FIVE, TWINS, *READERS, *BESIDE)


@lru_cache(maxsize=1)
def _specimens() -> list[Specimen]:
    return duplicates.specimens(1, bases=150)


def without_story_rule(number: int) -> dict[str, SetScore]:
    """Run without a rule on each labelled set."""
    rule = STORY_RULES[number]
    with switched_off(rule):
        return {name: measure_variant(name, rule.changed) for name in SETS}


@dataclass(frozen=True)
class OnCopies:
    """What a run without a rule gives.

    Attributes
    ----------
    made
        Of copies and traps that the duplicates bench makes.
    real
        Pairs of copies among real articles, with the kind of their group.
    """

    made: duplicates.Score
    real: frozenset[tuple[str, str, str]]


def without_copy_rule(number: int) -> OnCopies:
    """Run without a rule on the copies and traps of the duplicates bench, and on real articles."""
    rule, made = COPY_RULES[number], _specimens()
    real: set[tuple[str, str, str]] = set()
    with switched_off(rule):
        changed = settings(**rule.changed)
        judged = duplicates.judge(made, duplicates.found_groups(made, changed))[0]
        for reading in _real():
            result = run(reading, changed)
            ids = [article.id for article in result.corpus.articles]
            for group in result.duplicate_groups:
                pairs = combinations(sorted(group.members), 2)
                real |= {(ids[one], ids[other], group.kind) for one, other in pairs}
    return OnCopies(judged, frozenset(real))


@lru_cache(maxsize=1)
def _real() -> list[Reading]:
    """Read articles as they come: of an aggregator, of agencies, and posts."""
    data = data_folder()
    posts = [sources.read_sources([data / "posts" / "azure"])] if data else []
    return [*(load(name).reading for name in ("groundnews_2026_raw", "uci_dense")), *posts]


def page(copies: Sequence[OnCopies], stories: Sequence[dict[str, SetScore]]) -> Iterator[str]:
    """Return the page, line by line."""
    yield _HEAD
    yield from table(
        ("without", "the five", TWINS, *READERS, *BESIDE, "clean", "one event", "why it stands"),
        [
            (rule.name, *_story_cells(one, stories[0]), rule.why)
            for rule, one in zip(STORY_RULES, stories, strict=True)
        ],
    )
    yield _COPIES
    yield from table(
        ("without", "found wrongly", "missed", "gone", "come", "why it stands"),
        [
            (
                rule.name,
                f"{one.made.found - one.made.right}",
                f"{one.made.true - one.made.right}",
                f"{len(copies[0].real - one.real):,}",
                f"{len(one.real - copies[0].real):,}",
                rule.why,
            )
            for rule, one in zip(COPY_RULES, copies, strict=True)
        ],
    )


def _story_cells(one: Mapping[str, SetScore], default: Mapping[str, SetScore]) -> Iterator[str]:
    def moved(names: Sequence[str]) -> str:
        f1, before = (fmean(run[name].score.f1 for name in names) for run in (one, default))
        return figure(f1) if one is default else f"{f1 - before:+.4f}"

    yield moved(FIVE)
    for name in (TWINS, *READERS, *BESIDE):
        yield moved((name,))
    clean = [counts for name in READERS if (counts := one[name].clean)]
    marked = [marks.one_event for each in one.values() if (marks := each.marks)]
    for some in (clean, marked):
        yield f"{sum(each.clean for each in some)} of {sum(each.wide for each in some)}"


def main() -> None:
    """Write the page; each rule is told as it is done."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
        copies = _told(COPY_RULES, pool.map(without_copy_rule, range(len(COPY_RULES))))
        stories = _told(STORY_RULES, pool.map(without_story_rule, range(len(STORY_RULES))))
        PAGE.write_text("\n".join(page(list(copies), list(stories))) + "\n", encoding="utf-8")


def _told(rules: Sequence[Rule], found: Iterator[_T]) -> Iterator[_T]:
    for rule, one in zip(rules, found, strict=True):
        print(f"without {rule.name}", file=sys.stderr, flush=True)
        yield one


if __name__ == "__main__":
    main()
