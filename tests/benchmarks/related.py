"""Measures what related links add: posts grouped with them ignored, as evidence and as merges.

With evidence, the links between articles that share no words are counted, and how many of them are
joined by nothing but the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from tests.benchmarks.labelled import REPOSITORY, data_folder
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import Measured

POSTS = REPOSITORY / "fixtures" / "posts"
INVENTED, REAL = "invented posts", "real posts"
IGNORE, EVIDENCE, MERGE = MODES = ("ignore", "evidence", "merge")


@dataclass(frozen=True)
class Grouping:
    """What a run with one use of related links found.

    Attributes
    ----------
    largest
        Articles of the largest story.
    together
        Related pairs that are in one story.
    """

    stories: int
    coverage: int
    largest: int
    together: int


@dataclass(frozen=True)
class RelatedLinks:
    """What related links do to one corpus.

    Attributes
    ----------
    pairs
        Pairs of articles that a related list joins.
    groupings
        What was found under each of ``MODES``.
    gained, lost
        Related pairs in one story with the links as evidence, and apart without them; and the
        other way round: a pair that a link makes stronger sets others apart from it.
    strangers
        Related pairs whose likeness is 0: no word in common, their neighbours' included.
    gained_strangers
        Strangers among those gained; they may have met through other articles.
    joined_alone
        Strangers whose edge is strong enough to join them by itself.
    strongest_alone
        Strength of the strongest edge between strangers; 0 where there is none.
    """

    pairs: int
    groupings: dict[str, Grouping]
    gained: int
    lost: int
    strangers: int
    gained_strangers: int
    joined_alone: int
    strongest_alone: float


def related_sources() -> dict[str, Path]:
    """Return the posts that are here, by what they are called in reports."""
    data = data_folder()
    here = {INVENTED: POSTS} | ({REAL: data / "posts" / "azure"} if data else {})
    return {name: folder for name, folder in here.items() if folder.is_dir()}


def measure_related(source: Path, settings: Settings) -> RelatedLinks:
    """Group a source under each use of its related links, all else as the settings say."""
    reading = read_sources([source], ReadOptions(jobs=settings.jobs))
    results = {mode: run(reading, settings.model_copy(update={"related": mode})) for mode in MODES}
    evidence, ignored = results[EVIDENCE], results[IGNORE]
    left, right = evidence.corpus.links.T
    together = evidence.story_of[left] == evidence.story_of[right]
    without = ignored.story_of[left] == ignored.story_of[right]
    gained = together & ~without
    strangers = evidence.vectors.similarities(left, right) == 0
    edges = evidence.graph
    alone = edges.strength[edges.related & (edges.similarity == 0)]
    return RelatedLinks(
        pairs=len(left),
        groupings={mode: _grouping(result) for mode, result in results.items()},
        gained=int(gained.sum()),
        lost=int((without & ~together).sum()),
        strangers=int(strangers.sum()),
        gained_strangers=int((strangers & gained).sum()),
        joined_alone=int((alone >= settings.link).sum()),
        strongest_alone=float(np.max(alone, initial=0.0)),
    )


def _grouping(result: Result) -> Grouping:
    left, right = result.corpus.links.T
    return Grouping(
        stories=len(result.stories),
        coverage=len(result.coverage),
        largest=max((len(story.articles) for story in result.stories), default=0),
        together=int((result.story_of[left] == result.story_of[right]).sum()),
    )


def related_section(measured: Measured) -> str:
    """Return the section on what related links add, and that they join no strangers."""
    found: dict[str, RelatedLinks] = {
        corpus: measured.found["related", "", corpus]
        for corpus in (INVENTED, REAL)
        if ("related", "", corpus) in measured.found
    }
    rows = [
        [
            f"{corpus}, {mode}",
            *(f"{n:,}" for n in (one.stories, one.coverage, one.largest, one.together)),
        ]
        for corpus, links in found.items()
        for mode, one in links.groupings.items()
    ]
    alone = [
        [
            corpus,
            *(f"{n:,}" for n in (one.pairs, one.gained, one.lost, one.strangers)),
            f"{one.gained_strangers:,}",
            f"{one.joined_alone:,}",
            figure(one.strongest_alone),
        ]
        for corpus, one in found.items()
    ]
    heads = ("posts, related", "stories", "coverage stories", "largest story", "pairs in one story")
    heads_alone = (
        *("posts", "related pairs", "brought together", "parted", "share no word"),
        *("of these brought together", "joined by the link alone", "strongest such edge"),
    )
    missing = "" if REAL in found else "The real posts were not here and are left out.\n"
    return "\n".join(
        [
            "Posts name others as related. Pairs are of a post and one it names; coverage are "
            "stories of several outlets.\n",
            *table(heads, rows),
            "\n*Brought together* are pairs in one story under `evidence` and apart under "
            "`ignore`, *parted* the other way round: what a link makes stronger sets its "
            "surroundings apart. *Share no word* are pairs of likeness 0, whose neighbours share "
            "none either; such a pair may meet through other articles, and is *joined by the link "
            "alone* if its own edge under `evidence` reaches the link floor.\n",
            *table(heads_alone, alone),
            "",
            *filter(None, [missing]),
        ]
    )
