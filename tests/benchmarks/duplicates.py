"""The duplicates bench: precision and recall on copies and traps made from real articles.

Run with ``python -m tests.benchmarks.duplicates``; the sets beside the project are used where
they are (see ``labelled.py``), the fixtures always. Seeded: the same figures every time.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from clustering.model import Reading, Record
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.benchmarks import traps
from tests.benchmarks.copies import WAYS, Specimen, copies_of
from tests.benchmarks.labelled import FIXTURES, data_folder, load, load_crowd

SETS = ("groundnews_2026", "wikinews", "basil", "uci_dense", "uci_5pub")
"""Sets with stories, of which one article each becomes a base."""

BASES = 300  # of each set
TRAPS: tuple[Callable[[Record, Random], Iterator[Record]], ...] = (
    traps.templates,
    traps.parts,
    traps.changed_figures,
    traps.changed_names,
    traps.generic_titles,
    traps.slogans,
    traps.like_headlines,
)


@dataclass
class Score:
    """Pairs that should be found, were found, and were found rightly."""

    true: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of the found pairs that are copies."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the copies that were found."""
        return self.right / self.true if self.true else 1.0


def specimens(seed: int, bases: int = BASES) -> list[Specimen]:
    """Make originals, copies and traps of every set there is, each from other stories."""
    rng = Random(seed)
    made: list[Specimen] = []
    for stories in _sets():
        rng.shuffle(stories)
        for base in (rng.choice(story) for story in stories[:bases]):
            made += _with_text(made, [base], "original", "")
            made += copies_of(base, made[-1].text, rng)
        for base in (rng.choice(story) for story in stories[bases : bases * 3 // 2]):
            trap = rng.choice(TRAPS)
            made += _with_text(made, trap(base, rng), "trap", trap.__name__)
        for story in stories[bases * 3 // 2 : 2 * bases]:
            made += _with_text(made, traps.same_event(story, rng), "trap", "same_event")
    rng.shuffle(made)
    return [
        replace(one, record=replace(one.record, name=f"{place}", source=f"{place}"))
        for place, one in enumerate(made)
    ]


def _with_text(
    made: Sequence[Specimen], records: Iterable[Record], kind: str, way: str
) -> list[Specimen]:
    """Give each record a text of its own."""
    first = len(made)  # no number below is higher: each specimen brings one text at most
    return [Specimen(record, first + k, kind, way) for k, record in enumerate(records)]


def _sets() -> Iterator[list[list[Record]]]:
    """Give the stories of each set; articles nobody labelled are stories of one."""
    for name in (*FIXTURES, *(SETS if data_folder() else ())):
        labelled = load(name)
        corpus, gold = labelled.settled()
        stories: dict[int, list[Record]] = defaultdict(list)
        for record, article in zip(
            labelled.reading.records, corpus.article_of.tolist(), strict=True
        ):
            is_labelled = record.is_own and gold.story_of[article] >= 0
            if is_labelled and record.urls and len(record.title.split()) > 2:
                stories[int(gold.story_of[article])].append(record)
        yield [stories[story] for story in sorted(stories)]
    if data_folder():
        crowd = [record for record in load_crowd() if len(record.title.split()) > 2]
        yield [[record] for record in crowd]


def found_groups(made: Sequence[Specimen], settings: Settings) -> list[list[int]]:
    """Run the corridor and return the positions of the specimens in each duplicate group."""
    reading = Reading([one.record for one in made], [])
    return [list(group.records) for group in run(reading, settings).duplicate_groups]


def judge(
    made: Sequence[Specimen], groups: Iterable[Sequence[int]]
) -> tuple[Score, dict[str, Score], Counter[str]]:
    """Score pairs of specimens: overall, by kind and way, and the wrong ones by way.

    A copy's pair with its original counts under its kind; pairs of two copies count in the
    overall figures only.
    """
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    texts: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        texts[one.text].append(place)
    total = Score()
    parts: dict[str, Score] = defaultdict(Score)
    for places in texts.values():
        for a, b in combinations(places, 2):
            is_found = group_of.get(a, -1 - a) == group_of.get(b, -1 - b)
            names = ["original"] if "original" in (made[a].kind, made[b].kind) else []
            copy = made[b] if made[a].kind == "original" else made[a]
            for score in (total, *(parts[n] for n in (copy.kind, f"  {copy.way}") if names)):
                score.true += 1
                score.right += is_found
    wrong: Counter[str] = Counter()
    members: dict[int, list[int]] = defaultdict(list)
    for place, number in group_of.items():
        members[number].append(place)
    for places in members.values():
        for a, b in combinations(places, 2):
            total.found += 1
            if made[a].text != made[b].text:
                wrong["/".join(sorted({made[a].way or "original", made[b].way or "original"}))] += 1
    return total, dict(parts), wrong


def report(seed: int, bases: int) -> Iterator[str]:
    """Run the bench and give its table, line by line."""
    made = specimens(seed, bases)
    settings = Settings()
    total, parts, wrong = judge(made, found_groups(made, settings))
    counts = Counter(one.kind for one in made)
    yield f"{len(made)} specimens: " + ", ".join(
        f"{n} {kind}" for kind, n in sorted(counts.items())
    )
    yield f"overall: precision {total.precision:.4f}, recall {total.recall:.4f}"
    yield ""
    yield "| kind, way | pairs | recall |"
    yield "|---|---|---|"
    for kind in WAYS:
        ways = sorted({one.way for one in made if one.kind == kind and f"  {one.way}" in parts})
        for name in (kind, *(f"  {way}" for way in ways)):
            if name in parts:
                yield f"| {name} | {parts[name].true} | {parts[name].recall:.3f} |"
    yield ""
    yield "wrong pairs, by how the two were made: " + (
        ", ".join(f"{way} {n}" for way, n in wrong.most_common()) or "none"
    )


def main() -> None:
    """Print the bench."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--bases", type=int, default=BASES, help="Articles of each set.")
    given = options.parse_args()
    for line in report(given.seed, given.bases):
        print(line)


if __name__ == "__main__":
    main()
