"""Warnings that a story may be merged by accident; nothing acts on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.columns import column_at, column_of
from clustering.arrays.compact import sizes_of
from clustering.arrays.types import IntArray
from clustering.stories.story import Story, outlet_counts
from clustering.text.words import features, words_in

# Most windows a story may last. On the labelled sets 85 % of the large stories that last longer
# than two mix events, against 30 % of all large stories.
_MAX_SPAN_WINDOWS = 2
# Least share of the headlines that hold the story's commonest keyword. Half of the stories below
# it mix events.
_MIN_WORD_SHARE = 0.5
_MIN_ARTICLES = 5
_MIN_ARTICLES_FOR_WORDS = 10
_MIN_LARGE_STORY = 50


@dataclass(frozen=True, slots=True)
class Alarm:
    """One warning of a merge by accident.

    Attributes
    ----------
    story
        Id of the story.
    kind
        ``span``, ``size`` or ``words``.
    sentence
        What was seen and what to do about it.
    """

    story: str
    kind: str
    sentence: str


def find_alarms(stories: Sequence[Story], window: float) -> list[Alarm]:
    """Look for accidental merges, before anything is cut or capped.

    Parameters
    ----------
    window
        Days after which similarity has decayed to 0; 0 for no decay.
    """
    sizes, outlets = sizes_of(column_of(stories, "members")), outlet_counts(stories)
    large = _large(sizes[(sizes > 1) & (outlets > 1)])
    looked_at = np.flatnonzero(sizes >= _MIN_ARTICLES).tolist()
    ids, begins, ends, members = (
        column_at(stories, looked_at, name)
        for name in ("id", "first_published", "last_published", "members")
    )
    alarms: list[Alarm] = []
    for at, name, begin, end, own in zip(looked_at, ids, begins, ends, members, strict=True):
        size = len(own)
        if window > 0 and begin and end and (end - begin).days > _MAX_SPAN_WINDOWS * window:
            lasts = f"{size} articles over {(end - begin).days:,} days"
            alarms.append(Alarm(name, "span", f"{lasts}: an event seldom lasts that long"))
        if size >= large:
            told = f"{size} articles: far more than the other stories"
            alarms.append(Alarm(name, "size", told))
        if size >= _MIN_ARTICLES_FOR_WORDS and _widest_word(stories[at]) < _MIN_WORD_SHARE:
            told = f"{size} articles, and no word stands in half of the headlines"
            alarms.append(Alarm(name, "words", told))
    return alarms


def _large(sizes: IntArray) -> float:
    """Size from which a story is large: ten times the 90th percentile of coverage stories."""
    return (
        max(_MIN_LARGE_STORY, 10 * float(np.quantile(sizes, 0.9)))
        if len(sizes)
        else _MIN_LARGE_STORY
    )


def _widest_word(story: Story) -> float:
    """Share of the headlines that hold the story's most widespread keyword."""
    titles = [words_in(article.title) for article in story.articles]
    counted = [set(features(word)) for word in story.keywords]
    held = (sum(not word.isdisjoint(title) for title in titles) for word in counted)
    return max(held, default=0) / len(titles)
