"""Whether two articles are copies: how alike title and text are, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.measure import Measures, measure, measured, picked, sizes
from clustering.duplicates.vetoes import SAME_TITLE, Vetoes
from clustering.duplicates.views import Views
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.system.cores import usable_cores

# A title says enough by itself from so many words, at any time from so many, and over another
# text from so many.
_SHORT_TITLE = 4
_TITLE = 5
_LASTING_TITLE = 9
_LONG_TITLE = 10

# Another headline needs a text of so many words, and as alike as this.
_RETITLED_WORDS = 12
_RETITLED_TEXT = 0.85
_STANDING_WORDS = 25  # a standing line is no longer than this
_KINDRED_TEXT = 0.7  # share of a text that is enough under an equal title
# An outlet's next headline is like its last: "now in preview", "now available".
_REPOST_TITLE = 0.95
_SAME_WORDS = 0.97
_CUT_SHARE = 0.9

# Days apart within which weaker evidence counts.
_SERIES_DAYS = 2.0
_TITLE_DAYS = 7.0
_RETITLED_DAYS = 14.0


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
        measured = measure(self.views, left, right, self.workers)
        is_like = _Alike(self, measured).is_match()
        like = np.flatnonzero(is_like)
        is_vetoed = np.zeros(len(left), dtype=np.bool_)
        is_vetoed[like] = _Alike(self, measured.taken(like)).is_vetoed()
        return Evidence(
            title=measured.title,
            text=measured.text,
            is_match=is_like & ~is_vetoed,
            is_vetoed=is_vetoed,
            is_bare=measured.is_bare,
            is_cut=self._is_cut(left, right),
        )

    def _is_cut(self, left: IntArray, right: IntArray) -> BoolArray:
        views = self.views
        shorter = np.minimum(views.text_size[left], views.text_size[right])
        longer = np.maximum(views.text_size[left], views.text_size[right])
        is_shortened = (shorter > 0) & (shorter < _CUT_SHARE * longer)
        is_cut: BoolArray = is_shortened | (views.title_cut[left] != views.title_cut[right])
        return is_cut


class _Alike:
    """The rules, over arrays of pairs."""

    def __init__(self, matcher: Matcher, measured: Measures) -> None:
        views, settings = matcher.views, matcher.settings
        left, right, title, text = measured.left, measured.right, measured.title, measured.text
        self._measured = measured
        self._title, self._text = title, text
        subjects = sizes(views.subjects)
        most = np.maximum(subjects[left], subjects[right])
        least = np.minimum(subjects[left], subjects[right])
        self._is_supported = (most >= 2) | (least >= 1)
        self._is_weak = most < 2
        self._words = np.minimum(views.title_size[left], views.title_size[right])
        self._text_words = np.minimum(views.text_size[left], views.text_size[right])
        self._is_generic = views.is_generic[left] | views.is_generic[right]
        self._one_lede = measured.lede >= settings.duplicate_text
        self._same_title = title >= settings.duplicate_title
        self._like_text = text >= settings.duplicate_text
        # A text that has no word of either title may be a standing line, and says nothing, but
        # for a long one that comes word for word under the same headline again.
        verbatim = (title >= SAME_TITLE) & (text >= _SAME_WORDS)
        verbatim &= (self._text_words >= _RETITLED_WORDS) & ~self._is_generic
        self._same_text = self._like_text & ((most >= 1) | verbatim)
        # Nor does a standing line tell anything beside a real text.
        both = (least >= 1) | (most == 0) | (self._text_words > _STANDING_WORDS)
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
        is_series = self._same_outlet & (self._title < _REPOST_TITLE)
        is_series &= ~self._within(_SERIES_DAYS)
        found: BoolArray = self._same_text & self._same_title & ~is_series
        return found

    def _retitled(self) -> BoolArray:
        """Find the same text under another headline, or under none."""
        long = (self._text >= _RETITLED_TEXT) & (self._text_words >= _RETITLED_WORDS)
        long &= self._like_text & ~self._same_title
        shared = np.zeros(len(long), dtype=np.bool_)
        shared[long] = self._shared_content(np.flatnonzero(long)) >= 2
        other = ~self._same_outlet & (shared | self._is_supported) & self._within(_RETITLED_DAYS)
        own = self._same_outlet & shared & (self._days <= _SERIES_DAYS)
        found: BoolArray = long & (other | own | (self._words == 0))
        return found

    def _title_alone(self) -> BoolArray:
        """Find the same headline where a text is missing or says nothing."""
        silent = ~(self._same_text | self._other_text) & self._same_title & ~self._is_generic
        equal = self._title >= SAME_TITLE
        near = (self._words >= _TITLE) & self._within(_TITLE_DAYS)
        near &= ~self._same_outlet | (self._title >= _REPOST_TITLE)
        lasting = equal & (self._words >= _LASTING_TITLE)
        short = equal & (self._words >= _SHORT_TITLE) & self._within(_TITLE_DAYS)
        found: BoolArray = silent & (near | lasting | short)
        return found

    def _other_body(self) -> BoolArray:
        """Find the same headline over a text that goes on, or begins, in another way."""
        equal = self._title >= SAME_TITLE
        days = np.where(self._same_outlet, _SERIES_DAYS, _TITLE_DAYS)
        close = ~(self._days > days)
        opening = self._one_lede & self._same_title
        kindred = equal & (self._text >= _KINDRED_TEXT) & (self._words >= _TITLE)
        long = equal & (self._words >= _LONG_TITLE) & ~self._is_generic
        known = (opening & (self._words >= _SHORT_TITLE)) | kindred | long
        found: BoolArray = self._other_text & close & known
        return found

    def _shared_content(self, places: IntArray) -> FloatArray:
        """Count the content words that the titles of some of the pairs share."""
        pairs = self._measured
        one, other = (
            picked(pairs.views.title_content, ends[places]) for ends in (pairs.left, pairs.right)
        )
        return measured(LCSseq.similarity, one, other, pairs.workers)

    def is_vetoed(self) -> BoolArray:
        """Whether figures, names, subjects or roles tell the two apart."""
        # One title word that stands in the text by chance does not make it speak for the title.
        silent = self._same_title & ~self._other_text & (~self._same_text | self._is_weak)
        like_text, one_lede = self._like_text, self._one_lede
        return Vetoes(self._measured, self._same_outlet, silent, like_text, one_lede).any()
