"""Whether two articles are copies: how alike title and text are, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.measure import (
    Measures,
    measure,
    pairwise_scores,
    take_texts,
    text_lengths,
)
from clustering.duplicates.vetoes import MIN_EQUAL_TITLE, Vetoes
from clustering.duplicates.views import Views
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.system.cores import usable_cores

# Least words of an equal title that is a match by itself within days, of a similar one, of an
# equal one at any time, and of an equal one over a different text.
_MIN_SHORT_TITLE_WORDS = 4
_MIN_TITLE_WORDS = 5
_MIN_ANYTIME_TITLE_WORDS = 9
_MIN_LONG_TITLE_WORDS = 10

# Least words and score of a text that matches under a different headline.
_MIN_RETITLED_WORDS = 12
_MIN_RETITLED_SCORE = 0.85
_MAX_STANDING_LINE_WORDS = 25  # a standing line is no longer than this
_MIN_SCORE_UNDER_EQUAL_TITLE = 0.7  # share of a text that is enough under an equal title
# Least score of two titles of one outlet, whose next headline is often like its last.
_MIN_REPOST_TITLE_SCORE = 0.95
_MIN_VERBATIM_SCORE = 0.97
_MAX_CUT_SHARE = 0.9

# Most days apart for weaker evidence.
_MAX_SERIES_DAYS = 2.0
_MAX_TITLE_DAYS = 7.0
_MAX_RETITLED_DAYS = 14.0


@dataclass(frozen=True)
class Evidence:
    """What a comparison of pairs found; every array has shape ``(pairs,)``.

    Attributes
    ----------
    title
        Share of words the titles have in common, 0 to 1.
    text
        Share of the shorter text that stands in the longer; ``nan`` where one is too short.
    is_match
        Whether the two are copies.
    is_vetoed
        Whether they would be, but for figures, names or subjects that tell them apart.
    is_bare
        Whether the titles are that alike only without what may be wrapped round them.
    is_cut
        Whether one of the two is cut where the other goes on.
    """

    title: FloatArray
    text: FloatArray
    is_match: BoolArray
    is_vetoed: BoolArray
    is_bare: BoolArray
    is_cut: BoolArray

    @property
    def closeness(self) -> FloatArray:
        """What to sort by: both shares together, a missing text counting as half of one."""
        return self.title + np.where(np.isnan(self.text), 0.5, self.text)


class Matcher:
    """Compares pairs of articles by their views, in whole-array calls."""

    def __init__(
        self, articles: Sequence[Article], views: Views, days: FloatArray, settings: Settings
    ) -> None:
        self.views = views
        self.settings = settings
        self.days = days
        self.workers = usable_cores(settings.jobs)
        numbers: dict[str, int] = {}
        names = [a.outlet.key or a.id for a in articles]
        self.outlet = np.array([numbers.setdefault(n, len(numbers)) for n in names], dtype=np.int64)

    def compare(self, left: IntArray, right: IntArray) -> Evidence:
        """Compare articles ``left[k]`` and ``right[k]``, positions among the viewed articles."""
        pairwise_scores = measure(self.views, left, right, self.workers)
        is_like = _MatchRules(self, pairwise_scores).is_match()
        like = np.flatnonzero(is_like)
        is_vetoed = np.zeros(len(left), dtype=np.bool_)
        is_vetoed[like] = _MatchRules(self, pairwise_scores.take(like)).is_vetoed()
        return Evidence(
            title=pairwise_scores.title,
            text=pairwise_scores.text,
            is_match=is_like & ~is_vetoed,
            is_vetoed=is_vetoed,
            is_bare=pairwise_scores.is_bare,
            is_cut=self._is_cut(left, right),
        )

    def _is_cut(self, left: IntArray, right: IntArray) -> BoolArray:
        views = self.views
        shorter = np.minimum(views.text_size[left], views.text_size[right])
        longer = np.maximum(views.text_size[left], views.text_size[right])
        is_shortened = (shorter > 0) & (shorter < _MAX_CUT_SHARE * longer)
        is_cut: BoolArray = is_shortened | (views.title_cut[left] != views.title_cut[right])
        return is_cut


class _MatchRules:
    """The rules, over arrays of pairs."""

    def __init__(self, matcher: Matcher, pairwise_scores: Measures) -> None:
        views, settings = matcher.views, matcher.settings
        left, right, title, text = (
            pairwise_scores.left,
            pairwise_scores.right,
            pairwise_scores.title,
            pairwise_scores.text,
        )
        self._measured = pairwise_scores
        self._title, self._text = title, text
        subjects = text_lengths(views.subjects)
        most = np.maximum(subjects[left], subjects[right])
        least = np.minimum(subjects[left], subjects[right])
        self._is_supported = (most >= 2) | (least >= 1)
        self._is_weak = most < 2
        self._words = np.minimum(views.title_size[left], views.title_size[right])
        self._text_words = np.minimum(views.text_size[left], views.text_size[right])
        self._is_generic = views.is_generic[left] | views.is_generic[right]
        self._one_lede = pairwise_scores.lede >= settings.duplicate_text
        self._same_title = title >= settings.duplicate_title
        self._like_text = text >= settings.duplicate_text
        # A text that has no word of either title may be a standing line, and says nothing, but
        # for a long one that comes word for word under the same headline again.
        verbatim = (title >= MIN_EQUAL_TITLE) & (text >= _MIN_VERBATIM_SCORE)
        verbatim &= (self._text_words >= _MIN_RETITLED_WORDS) & ~self._is_generic
        self._same_text = self._like_text & ((most >= 1) | verbatim)
        # Nor does a standing line tell anything beside a real text.
        both = (least >= 1) | (most == 0) | (self._text_words > _MAX_STANDING_LINE_WORDS)
        self._other_text = (text < settings.duplicate_text) & both
        self._same_outlet = matcher.outlet[left] == matcher.outlet[right]
        self._days = np.abs(matcher.days[left] - matcher.days[right])

    def is_match(self) -> BoolArray:
        """Whether title and text are alike enough, before vetoes."""
        return self._edited() | self._retitled() | self._title_alone() | self._other_body()

    def _within(self, days: float) -> BoolArray:
        """Whether the two are no more than so many days apart, as far as is known."""
        return ~(self._days > days)

    def _edited(self) -> BoolArray:
        """Find the same text under the same headline, or nearly."""
        is_series = self._same_outlet & (self._title < _MIN_REPOST_TITLE_SCORE)
        is_series &= ~self._within(_MAX_SERIES_DAYS)
        found: BoolArray = self._same_text & self._same_title & ~is_series
        return found

    def _retitled(self) -> BoolArray:
        """Find the same text under another headline, or under none."""
        long = (self._text >= _MIN_RETITLED_SCORE) & (self._text_words >= _MIN_RETITLED_WORDS)
        long &= self._like_text & ~self._same_title
        shared = np.zeros(len(long), dtype=np.bool_)
        shared[long] = self._shared_content(np.flatnonzero(long)) >= 2
        other = (
            ~self._same_outlet & (shared | self._is_supported) & self._within(_MAX_RETITLED_DAYS)
        )
        own = self._same_outlet & shared & (self._days <= _MAX_SERIES_DAYS)
        found: BoolArray = long & (other | own | (self._words == 0))
        return found

    def _title_alone(self) -> BoolArray:
        """Find the same headline where a text is missing or says nothing."""
        silent = ~(self._same_text | self._other_text) & self._same_title & ~self._is_generic
        equal = self._title >= MIN_EQUAL_TITLE
        near = (self._words >= _MIN_TITLE_WORDS) & self._within(_MAX_TITLE_DAYS)
        near &= ~self._same_outlet | (self._title >= _MIN_REPOST_TITLE_SCORE)
        lasting = equal & (self._words >= _MIN_ANYTIME_TITLE_WORDS)
        short = equal & (self._words >= _MIN_SHORT_TITLE_WORDS) & self._within(_MAX_TITLE_DAYS)
        found: BoolArray = silent & (near | lasting | short)
        return found

    def _other_body(self) -> BoolArray:
        """Find the same headline over a text that goes on, or begins, in another way."""
        equal = self._title >= MIN_EQUAL_TITLE
        days = np.where(self._same_outlet, _MAX_SERIES_DAYS, _MAX_TITLE_DAYS)
        close = ~(self._days > days)
        opening = self._one_lede & self._same_title
        kindred = (
            equal & (self._text >= _MIN_SCORE_UNDER_EQUAL_TITLE) & (self._words >= _MIN_TITLE_WORDS)
        )
        long = equal & (self._words >= _MIN_LONG_TITLE_WORDS) & ~self._is_generic
        known = (opening & (self._words >= _MIN_SHORT_TITLE_WORDS)) | kindred | long
        found: BoolArray = self._other_text & close & known
        return found

    def _shared_content(self, places: IntArray) -> FloatArray:
        """Count the content words that the titles of some of the pairs share."""
        pairs = self._measured
        one, other = (
            take_texts(pairs.views.title_content, ends[places])
            for ends in (pairs.left, pairs.right)
        )
        return pairwise_scores(LCSseq.similarity, one, other, pairs.workers)

    def is_vetoed(self) -> BoolArray:
        """Whether figures, names, subjects or roles tell the two apart."""
        # One title word that stands in the text by chance does not make it speak for the title.
        silent = self._same_title & ~self._other_text & (~self._same_text | self._is_weak)
        like_text, one_lede = self._like_text, self._one_lede
        return Vetoes(self._measured, self._same_outlet, silent, like_text, one_lede).any()
