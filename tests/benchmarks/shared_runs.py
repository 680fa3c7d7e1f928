"""Measures which pairs that share a long run of words are in one group of copies.

Slow and obvious: every run of words of every
excerpt is compared, with no regard to how the search for copies works.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from clustering.model import Record
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.benchmarks.labelled import load

WORDS = 18
"""Words in a row that two texts share."""

MAX_STORIES = 2
"""Stories of the gold labels in which a run may stand; one in more is boilerplate."""


@dataclass(frozen=True)
class SharedRuns:
    """Pairs of records that share a run of words, and those that are in one group."""

    pairs: int
    together: int

    @property
    def share(self) -> float:
        """Share of the pairs that are in one group."""
        return self.together / self.pairs if self.pairs else 1.0


def pairs_with_a_run(
    records: Sequence[Record], story_of: Sequence[int], words: int = WORDS
) -> set[tuple[int, int]]:
    """Return the pairs of records whose excerpts share so many words in a row.

    Runs that stand in the texts of more than ``MAX_STORIES`` stories, or of one outlet's articles
    on two, are boilerplate: requests to subscribe, standing lines.
    """
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        spelled = re.findall(r"\w+", record.excerpt.casefold())
        for start in range(len(spelled) - words + 1):
            holders[tuple(spelled[start : start + words])].add(place)
    pairs: set[tuple[int, int]] = set()
    for places in holders.values():
        stories = {story_of[place] for place in places}
        outlets = {records[place].outlet_domain for place in places}
        if len(stories) <= MAX_STORIES and not (len(stories) > 1 and len(outlets) == 1):
            pairs.update(combinations(sorted(places), 2))
    return pairs


def measure(name: str, settings: Settings) -> SharedRuns:
    """Search a labelled set for copies and count the pairs that are in one group."""
    labelled = load(name)
    result = run(labelled.reading, settings)
    [gold] = labelled.stories_by_each(result.corpus)
    article_of = result.corpus.article_of.tolist()
    stories = [int(gold[article]) for article in article_of]
    group_of = {member: group.id for group in result.duplicate_groups for member in group.members}
    pairs = pairs_with_a_run(labelled.reading.records, stories)
    ends = [(article_of[one], article_of[other]) for one, other in pairs]
    together = sum(a == b or (a in group_of and group_of[a] == group_of.get(b)) for a, b in ends)
    return SharedRuns(len(pairs), together)
