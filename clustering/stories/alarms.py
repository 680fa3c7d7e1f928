"""Warnings that a story may be merged by accident; nothing acts on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clustering.stories.story import Story, of_several_articles
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
    several = of_several_articles(stories)
    large = _large(several)
    return [
        Alarm(story.id, kind, sentence)
        for story in several
        if len(story.articles) >= _MIN_ARTICLES
        for kind, sentence in _story_alarms(story, window, large)
    ]


def _story_alarms(story: Story, window: float, large: float) -> Iterator[tuple[str, str]]:
    size = len(story.articles)
    if window > 0 and story.first_published and story.last_published:
        days = (story.last_published - story.first_published).days
        if days > _MAX_SPAN_WINDOWS * window:
            yield "span", f"{size} articles over {days:,} days: an event seldom lasts that long"
    if size >= large:
        yield "size", f"{size} articles: far more than the other stories"
    if size >= _MIN_ARTICLES_FOR_WORDS:
        share = _widest_word(story)
        if share < _MIN_WORD_SHARE:
            yield "words", f"{size} articles, and no word stands in half of the headlines"


def _large(stories: list[Story]) -> float:
    """Size from which a story is large: ten times the 90th percentile of coverage stories."""
    sizes = [len(story.articles) for story in stories if story.is_coverage]
    return max(_MIN_LARGE_STORY, 10 * float(np.quantile(sizes, 0.9))) if sizes else _MIN_LARGE_STORY


def _widest_word(story: Story) -> float:
    """Share of the headlines that hold the story's most widespread keyword."""
    titles = [words_in(article.title) for article in story.articles]
    counted = [set(features(word)) for word in story.keywords]
    held = (sum(not word.isdisjoint(title) for title in titles) for word in counted)
    return max(held, default=0) / len(titles)
