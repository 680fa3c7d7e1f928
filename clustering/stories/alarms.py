"""Warnings that a story may be merged by accident; nothing acts on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from clustering.arrays.columns import column_at, column_of
from clustering.arrays.compact import sizes_of
from clustering.arrays.types import IntArray
from clustering.stories.story import Story, outlet_counts
from clustering.text.tokenizer import Tokenizer
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
_STORIES_AT_ONCE = 2_000  # bounds the memory


@dataclass(frozen=True, slots=True)
class Alarm:
    """One warning of a merge by accident.

    ``kind`` is ``span``, ``size`` or ``words``; ``sentence`` says what was seen.
    """

    story: str
    kind: str
    sentence: str


def find_alarms(stories: Sequence[Story], titles: Sequence[str], window: float) -> list[Alarm]:
    """Look for accidental merges.

    Parameters
    ----------
    titles
        Of all articles; the ``members`` of stories are positions in them.
    window
        Days after which similarity has decayed to 0; 0 for no decay.
    """
    sizes, outlets = sizes_of(column_of(stories, "members")), outlet_counts(stories)
    large = _large(sizes[(sizes > 1) & (outlets > 1)])
    looked_at = np.flatnonzero(sizes >= _MIN_ARTICLES)
    ids, begins, ends, members, keywords = (
        column_at(stories, looked_at.tolist(), name)
        for name in ("id", "first_published", "last_published", "members", "keywords")
    )
    widest = np.ones(len(looked_at))
    wide = np.flatnonzero(sizes[looked_at] >= _MIN_ARTICLES_FOR_WORDS)
    for start in range(0, len(wide), _STORIES_AT_ONCE):
        some = wide[start : start + _STORIES_AT_ONCE].tolist()
        headlines = [[titles[one] for one in members[at]] for at in some]
        widest[some] = _widest_words(headlines, [keywords[at] for at in some])
    told = zip(ids, begins, ends, sizes[looked_at].tolist(), widest.tolist(), strict=True)
    alarms: list[Alarm] = []
    for name, begin, end, size, share in told:
        if window > 0 and begin and end and (end - begin).days > _MAX_SPAN_WINDOWS * window:
            lasts = f"{size} articles over {(end - begin).days:,} days"
            alarms.append(Alarm(name, "span", f"{lasts}: an event seldom lasts that long"))
        if size >= large:
            more = f"{size} articles: far more than the other stories"
            alarms.append(Alarm(name, "size", more))
        if share < _MIN_WORD_SHARE:
            apart = f"{size} articles, and no word stands in half of the headlines"
            alarms.append(Alarm(name, "words", apart))
    return alarms


def _large(sizes: IntArray) -> float:
    """Size from which a story is large: ten times the 90th percentile of coverage stories."""
    return (
        max(_MIN_LARGE_STORY, 10 * float(np.quantile(sizes, 0.9)))
        if len(sizes)
        else _MIN_LARGE_STORY
    )


def _widest_words(
    headlines: Sequence[Sequence[str]], keywords: Sequence[Sequence[str]]
) -> list[float]:
    """Share of the headlines of each story that hold its most widespread keyword."""
    tokenizer = Tokenizer(words_in)
    words, starts = tokenizer.read(list(chain.from_iterable(headlines)))
    number, begin, shares = tokenizer.numbers, 0, []
    for own, told in zip(headlines, keywords, strict=True):
        title = np.arange(len(own)).repeat(np.diff(starts[begin : begin + len(own) + 1]))
        word = words[starts[begin] : starts[begin + len(own)]]
        begin += len(own)
        held = [0]
        for keyword in told:
            some = np.array([number.get(one, -1) for one in features(keyword)], dtype=np.int32)
            held.append(len(set(title[(word == some[:, np.newaxis]).any(axis=0)].tolist())))
        shares.append(max(held) / len(own))
    return shares
