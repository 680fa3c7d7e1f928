"""How alike two articles are: shares of words in common, counted by rapidfuzz in whole arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq, Levenshtein

from clustering.arrays.compact import sizes_of
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.texts.coded import FIRST_CODE
from clustering.duplicates.texts.views import Views

MIN_TEXT_WORDS = 8  # shorter excerpts are slogans and standing lines
LEDE_WORDS = 15  # words of an opening sentence
# What may stand before the text of a page: buttons, a caption, a byline with the paper's name.
_MAX_FURNITURE = 30  # words of it
_MIN_RUN = 6  # words in a row in which two texts begin to agree
_MIN_AGREEING_SHARE = 0.6  # of the shorter text that is left from there on
_MAX_SHARED_OPENING = 0.5  # of the shorter opening, where both are furniture
# Pairs whose openings differ, and which share this part of the shorter text, are looked at.
_MIN_SHARE_TO_ALIGN = 0.4
_MAX_LEDE_TO_ALIGN = 0.95
_MIN_CUT_WORDS = 4  # of a title that says it is cut; more where it does not
_MIN_CUT_SCORE = 0.7
_MAX_UNMARKED_CUT_SCORE = 0.95  # of a title that does not say it is cut: it may end there
_MIN_LETTER_SHARE = 0.9  # share of equal letters from which differing words are typing errors
_MIN_WORDS_FOR_LETTERS = 0.6  # share of equal words below which letters are not counted


def pairwise_scores(
    scorer: Callable[..., Any], left: Sequence[str], right: Sequence[str], workers: int
) -> FloatArray:
    """Return what a scorer of rapidfuzz says of each pair; shape ``(pairs,)``."""
    if not left:
        return np.zeros(0)
    scores = process.cpdist(left, right, scorer=scorer, workers=workers)
    return np.asarray(scores, dtype=np.float64)


@dataclass(frozen=True)
class Measures:
    """Pairs of viewed articles and how alike they are; arrays of shape ``(pairs,)``.

    Attributes
    ----------
    title
        Share of words the titles have in common, 0 to 1.
    is_bare
        Whether the titles are that alike only without what may be wrapped round them.
    text, lede
        Share of the shorter text, and of the shorter opening, that stands in the other's, from
        where the two begin to agree; ``nan`` where one text is too short.
    starts
        Words of the left and of the right text before they begin to agree; shape ``(2, pairs)``.
    """

    views: Views
    left: IntArray
    right: IntArray
    title: FloatArray
    is_bare: BoolArray
    text: FloatArray
    lede: FloatArray
    starts: IntArray
    workers: int

    def __len__(self) -> int:
        return len(self.left)

    def take(self, places: IntArray) -> Measures:
        """Return some of the pairs."""
        names = ("left", "right", "title", "is_bare", "text", "lede", "starts")
        return replace(self, **{name: getattr(self, name)[..., places] for name in names})


def measure(views: Views, left: IntArray, right: IntArray, workers: int) -> Measures:
    """Measure how alike articles ``left[k]`` and ``right[k]`` are."""
    title, is_bare = title_scores(views, left, right, workers)
    text, lede, starts = text_scores(views, left, right, workers)
    return Measures(views, left, right, title, is_bare, text, lede, starts, workers)


def title_scores(
    views: Views, left: IntArray, right: IntArray, workers: int
) -> tuple[FloatArray, BoolArray]:
    """Return how alike the titles are, 0 to 1, and whether only their bare forms are that alike.

    The share of words that need no change; of a title that is cut, of the words that are left;
    the share of letters where that is at least ``_MIN_LETTER_SHARE``, for misspelled words.
    """
    score = _equal_share(views.title.take(left), views.title.take(right), workers)
    cut, short, long, most = _cut_titles(views, left, right, score)
    share = np.minimum(_equal_share(short, long, workers), most)
    score[cut] = np.maximum(score[cut], share)
    whole = score.copy()
    for ends, mates in ((left, right), (right, left)):
        wrapped = np.flatnonzero(views.is_wrapped[ends] & ~views.is_wrapped[mates] & (score < 1.0))
        bare, plain = views.bare.take(ends[wrapped]), views.title.take(mates[wrapped])
        score[wrapped] = np.maximum(score[wrapped], _equal_share(bare, plain, workers))
    both = np.flatnonzero(views.has_section[left] & views.has_section[right] & (score < 1.0))
    one, other = (views.bare.take(ends[both]) for ends in (left, right))
    score[both] = np.maximum(score[both], _equal_share(one, other, workers))
    is_bare = score > whole
    odd = np.flatnonzero((score >= _MIN_WORDS_FOR_LETTERS) & (score < 1.0))
    spelled = [_spelled(views, ends[odd]) for ends in (left, right)]
    letters = pairwise_scores(fuzz.ratio, spelled[0], spelled[1], workers) / 100.0
    score[odd] = np.where(letters >= _MIN_LETTER_SHARE, np.maximum(score[odd], letters), score[odd])
    return score, is_bare


def text_scores(
    views: Views, left: IntArray, right: IntArray, workers: int
) -> tuple[FloatArray, FloatArray, IntArray]:
    """Return how alike the texts are, and their opening sentences: 0 to 1, or ``nan``.

    The share of the shorter text's words that stand in the longer in the same order, so that
    a cut text is like the whole; ``nan`` where one has fewer than ``MIN_TEXT_WORDS`` words. The
    longer counts to about twice the length of the shorter: a sentence can be put together
    from the words of any long text.

    What a page shows before its text (buttons, a caption, a byline) is left out of texts that
    begin to agree a few words on: the last of the three arrays says how many words that are.
    """
    text = np.full(len(left), np.nan)
    lede = np.full(len(left), np.nan)
    starts = np.zeros((2, len(left)), dtype=np.int64)
    both = np.flatnonzero(
        np.minimum(views.text_size[left], views.text_size[right]) >= MIN_TEXT_WORDS
    )
    reach = 2 * np.minimum(views.text_size[left], views.text_size[right])[both] + MIN_TEXT_WORDS
    one, other = (_first(views.text.take(ends[both]), reach) for ends in (left, right))
    text[both] = shared_share(one, other, workers)
    lede[both] = shared_share(_ledes(one), _ledes(other), workers)
    late = (text[both] >= _MIN_SHARE_TO_ALIGN) & (lede[both] < _MAX_LEDE_TO_ALIGN)
    for place in np.flatnonzero(late).tolist():
        starts[:, both[place]] = first_agreement(one[place], other[place])
    moved = np.flatnonzero(starts.any(axis=0))
    one, other = (
        [t[start:] for t, start in zip(views.text.take(ends[moved]), begin, strict=True)]
        for ends, begin in zip((left, right), starts[:, moved].tolist(), strict=True)
    )
    reach = 2 * np.minimum(sizes_of(one), sizes_of(other)) + MIN_TEXT_WORDS
    one, other = _first(one, reach), _first(other, reach)
    text[moved] = np.maximum(text[moved], shared_share(one, other, workers))
    lede[moved] = np.maximum(lede[moved], shared_share(_ledes(one), _ledes(other), workers))
    return text, lede, starts


def first_agreement(one: str, other: str) -> tuple[int, int]:
    """Return how many words each of two coded texts has before they begin to agree.

    Nothing where they agree from the start, where no run of ``_MIN_RUN`` words is in both,
    where what is left is less than ``_MIN_AGREEING_SHARE`` of the shorter (two reports that end
    in the same statement are not one text), or where both open in like or few words: then a word
    or a name was changed.

    >>> first_agreement("xxABCDEFGHIJKLMN", "ABCDEFGHIJKLMN")
    (2, 0)
    """
    last = min(len(one) - _MIN_RUN, _MAX_FURNITURE)
    for start in range(last + 1):
        there = other.find(one[start : start + _MIN_RUN])
        if 0 <= there <= _MAX_FURNITURE:
            rest = min(len(one) - start, len(other) - there)
            is_most = rest >= _MIN_AGREEING_SHARE * min(len(one), len(other))
            is_other = _are_unlike(one[:start], other[:there])
            return (start, there) if is_most and is_other else (0, 0)
    return 0, 0


def _are_unlike(one: str, other: str) -> bool:
    """Whether of two openings one is empty, or both are long and share few words."""
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or longer < _MIN_RUN:
        return not shorter
    return LCSseq.similarity(one, other) < _MAX_SHARED_OPENING * shorter


def _ledes(texts: Sequence[str]) -> list[str]:
    return [text[:LEDE_WORDS] for text in texts]


def _first(texts: Sequence[str], words: IntArray) -> list[str]:
    return [text[:size] for text, size in zip(texts, words.tolist(), strict=True)]


def _equal_share(left: Sequence[str], right: Sequence[str], workers: int) -> FloatArray:
    longest = np.maximum(sizes_of(left), sizes_of(right))
    changes = pairwise_scores(Levenshtein.distance, left, right, workers)
    return np.where(longest > 0, 1.0 - changes / np.maximum(longest, 1), 0.0)


def shared_share(left: Sequence[str], right: Sequence[str], workers: int) -> FloatArray:
    """Share of the shorter text's words that the longer has in the same order."""
    shortest = np.minimum(sizes_of(left), sizes_of(right))
    return pairwise_scores(LCSseq.similarity, left, right, workers) / np.maximum(shortest, 1)


def _cut_titles(
    views: Views, left: IntArray, right: IntArray, score: FloatArray
) -> tuple[IntArray, list[str], list[str], FloatArray]:
    """Pairs in which one title is a cut form of the other, what to compare, and the best score.

    A feed that cuts without an ellipsis gives the exact beginning, most of it.
    """
    swap = views.title_size[left] > views.title_size[right]
    short, long = np.where(swap, right, left), np.where(swap, left, right)
    size = views.title_size[short]
    is_shorter = (size >= _MIN_CUT_WORDS) & (size < views.title_size[long])
    marked = is_shorter & views.title_cut[short]
    likely = np.flatnonzero(
        is_shorter & ~marked & (size > _MIN_CUT_WORDS + 1) & (score >= _MIN_CUT_SCORE)
    )
    ends = (views.title.take(end[likely]) for end in (long, short))
    begins = [whole.startswith(part) for whole, part in zip(*ends, strict=True)]
    marked[likely] = begins
    cut = np.flatnonzero(marked)
    return (
        cut,
        views.title.take(short[cut]),
        _first(views.title.take(long[cut]), size[cut]),
        np.where(views.title_cut[short[cut]], 1.0, _MAX_UNMARKED_CUT_SCORE),
    )


def _spelled(views: Views, places: IntArray) -> list[str]:
    """Return titles in letters again."""
    words = views.vocabulary
    distinct = np.unique(places)
    titles = {
        place: " ".join([words[ord(code) - FIRST_CODE] for code in title])
        for place, title in zip(distinct.tolist(), views.title.take(distinct), strict=True)
    }
    return [titles[place] for place in places.tolist()]
