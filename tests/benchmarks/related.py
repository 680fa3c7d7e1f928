"""Prints what related links add: ``python -m tests.benchmarks.related [SOURCE...]``.

Each source (the invented posts, and real ones where they are found) is grouped with related
links ignored, as evidence and as merges; then, with evidence, the links between articles that
share no words are counted, and how many of them were joined by nothing but the link.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np

from clustering.pipeline import Result, run
from clustering.settings import Settings
from clustering.sources import read

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SAMESTORY_DATA") or ROOT.parent / "shared" / "data")
SOURCES = (ROOT / "fixtures" / "posts", DATA / "posts" / "azure")


def joined_pairs(result: Result) -> set[tuple[int, int]]:
    """Return the related pairs that ended in one story."""
    left, right = result.corpus.links.T
    same = result.story_of[left] == result.story_of[right]
    return set(zip(left[same].tolist(), right[same].tolist(), strict=True))


def show(source: Path) -> None:
    """Print one source's rows."""
    reading = read([source])
    results = {
        mode: run(reading, Settings.model_validate({"related": mode}))
        for mode in ("ignore", "evidence", "merge")
    }
    print(f"{source.name}: {len(results['ignore'].corpus.links):,} related pairs")
    for mode, result in results.items():
        largest = max(len(story.articles) for story in result.stories)
        print(
            f"  {mode:9} {len(result.stories):6,} stories, {len(result.coverage):5,} coverage, "
            f"largest {largest:5,}, {len(joined_pairs(result)):6,} related pairs in one story"
        )
    evidence, ignored = results["evidence"], results["ignore"]
    left, right = evidence.corpus.links.T
    strangers = evidence.vectors.similarities(left, right) == 0
    by_link_alone = strangers & (evidence.story_of[left] == evidence.story_of[right])
    by_words = ignored.story_of[left] == ignored.story_of[right]
    print(
        f"  with evidence {len(joined_pairs(evidence) - joined_pairs(ignored)):,} more related "
        f"pairs meet; of {int(strangers.sum()):,} that share no word "
        f"{int((by_link_alone & ~by_words).sum()):,} were joined by the link"
    )
    edges = evidence.graph
    alone = edges.related & (edges.similarity == 0)
    strongest = float(np.max(edges.strength[alone], initial=0.0))
    print(f"  strongest edge made of a link alone: {strongest:g}")


if __name__ == "__main__":
    for given in map(Path, sys.argv[1:]) if sys.argv[1:] else SOURCES:
        if given.is_dir():
            show(given)
        else:
            print(f"{given}: not here")
