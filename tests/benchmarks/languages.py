"""Measures how stories in other languages come out of a corpus that is mostly English."""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import BoolArray
from clustering.evaluation.gold_stories import GoldStories, locate_gold_stories
from clustering.evaluation.metrics import Score
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.benchmarks.labelled import LabelledSet, data_folder, load
from tests.benchmarks.scoring import bcubed_of

FOLDER = "/posts/world/"  # of the fixtures, where posts in other languages are

LANGUAGES = {
    "lindquell-insolvenz": "German",
    "valbrume-rockfall": "French",
    "galeon-santa-brigida": "Spanish",
    "blue-oasis-metro": "Arabic",
    "aonami-autonomous-ferry": "Japanese",
}
"""Posts do not say their language, and Latin letters do not either; a new story is ``?``."""

_SCRIPTS = {"CJK": "Han", "HIRAGANA": "kana", "KATAKANA": "kana", "LATIN": "Latin"}


@dataclass(frozen=True)
class ForeignStory:
    """A gold story in another language, and how it was found.

    Attributes
    ----------
    headline
        Title of its earliest article.
    pieces
        Found stories its articles are in.
    strangers, unlabelled
        Other articles of the found story that holds most of it: with another gold story, and
        those nobody labelled (of related lists, often of the same event).
    """

    language: str
    script: str
    headline: str
    articles: int
    pieces: int
    strangers: int
    unlabelled: int

    @property
    def is_exact(self) -> bool:
        """Whether its articles, and no others that are labelled, are one found story."""
        return self.pieces == 1 and not self.strangers


@dataclass(frozen=True)
class ForeignStories:
    """All of them, and BCubed over the articles in other languages.

    Attributes
    ----------
    corpus, articles
        Articles of the whole run, and the labelled ones in other languages.
    """

    corpus: int
    articles: int
    stories: list[ForeignStory]
    score: Score


def measure_languages(settings: Settings) -> ForeignStories:
    """Group all invented posts, and look at those in other languages."""
    chosen = load("fixtures")
    result = run(chosen.reading, settings)
    gold = locate_gold_stories(chosen.reading, result.corpus, chosen.labels)
    foreign = _foreign(chosen, result) & (gold.story_of >= 0)
    stories: list[ForeignStory] = []
    for label in np.unique(gold.story_of[foreign]).tolist():
        if (gold.story_of == label).sum() > 1:
            stories.append(_story(label, gold, result))
    score = bcubed_of(foreign, gold.story_of, result.story_of)
    stories.sort(key=lambda story: (story.script, story.language))
    return ForeignStories(len(result.corpus), int(foreign.sum()), stories, score)


def script(text: str) -> str:
    """Return the scripts most letters of a text are in, as Unicode names them."""
    letters = [unicodedata.name(char, "?").split()[0] for char in text if char.isalpha()]
    counts = Counter(_SCRIPTS.get(name, name.capitalize()) for name in letters)
    return " and ".join(sorted(name for name, times in counts.items() if 5 * times > len(letters)))


def _foreign(chosen: LabelledSet, result: Result) -> BoolArray:
    """Tell which articles are posts of their own in the folder of other languages."""
    foreign = np.zeros(len(result.corpus), dtype=np.bool_)
    for record, at in zip(chosen.reading.records, result.corpus.article_of.tolist(), strict=True):
        foreign[at] |= record.is_own and FOLDER in record.source
    return foreign


def _story(label: int, gold: GoldStories, result: Result) -> ForeignStory:
    members = np.flatnonzero(gold.story_of == label)
    found, shared = np.unique(result.story_of[members], return_counts=True)
    labels = gold.story_of[result.story_of == found[np.argmax(shared)]]
    days = result.corpus.days[members]
    headline = result.articles[int(members[np.argmin(np.nan_to_num(days, nan=np.inf))])].title
    return ForeignStory(
        language=LANGUAGES.get(gold.names[label], "?"),
        script=script(headline),
        headline=headline,
        articles=len(members),
        pieces=len(found),
        strangers=int(((labels >= 0) & (labels != label)).sum()),
        unlabelled=int((labels < 0).sum()),
    )


def main() -> None:
    """Measure with every encoder that is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoders", nargs="*", help="use, e5; all that are installed without it")
    chosen = parser.parse_args().encoders
    from tests.benchmarks.languages_page import installed, write_page

    write_page(data_folder(), chosen or installed())


if __name__ == "__main__":
    main()
