"""Whether two articles are copies: how alike title and text are, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.addresses import are_one_page_of_editions, name_of_editions
from clustering.duplicates.measure import (
    measure,
)
from clustering.duplicates.rules import MatchRules
from clustering.duplicates.texts.views import Views
from clustering.duplicates.versions import versions
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.system.cores import usable_cores

# Words of the pairs compared at once, with what each takes beside its texts; they bound the memory.
_WORDS_AT_ONCE, _WORDS_BESIDE = 2_000_000, 50
_MAX_CUT_SHARE = 0.9  # of the longer text that a cut one has


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
    is_headline
        Whether nothing but an equal headline at another outlet makes the two a match.
    is_version
        Whether one is a newer version of the other.
    equal_words
        Words of the shorter text that stand in the longer.
    """

    title: FloatArray
    text: FloatArray
    is_match: BoolArray
    is_vetoed: BoolArray
    is_bare: BoolArray
    is_cut: BoolArray
    is_headline: BoolArray
    is_version: BoolArray
    equal_words: FloatArray

    @classmethod
    def joined(cls, parts: Sequence[Evidence]) -> Evidence:
        """Put the evidence of some pairs behind that of others."""
        named = (field.name for field in fields(cls))
        return cls(*(np.concatenate([getattr(one, name) for one in parts]) for name in named))

    @property
    def closeness(self) -> FloatArray:
        """What to sort by: both shares together, a missing text counting as half of one."""
        return self.title + np.where(np.isnan(self.text), 0.5, self.text)


class Matcher:
    """Compares pairs of articles by their views, in whole-array calls.

    ``outlet`` is the number of each article's outlet.
    """

    def __init__(
        self, articles: Sequence[Article], views: Views, days: FloatArray, settings: Settings
    ) -> None:
        self.articles = articles
        self.views = views
        self.settings = settings
        self.days = days
        self.workers = usable_cores(settings.jobs)
        outlets = column_of(articles, "outlet")
        named = zip(outlets, column_of(articles, "id"), strict=True)
        self.outlet = _numbered([outlet.key or own for outlet, own in named])
        self._name = _numbered([name_of_editions(outlet.domain) for outlet in outlets])

    def same_page(self, left: IntArray, right: IntArray) -> BoolArray:
        """Whether articles are one page at whatever editions of its outlet."""
        found: BoolArray = (self._name[left] == self._name[right]) & (self._name[left] >= 0)
        asked = np.flatnonzero(found)
        ends = zip(left[asked].tolist(), right[asked].tolist(), strict=True)
        found[asked] = [
            are_one_page_of_editions(self.articles[a], self.articles[b]) for a, b in ends
        ]
        return found

    def same_outlet(self, left: IntArray, right: IntArray) -> BoolArray:
        """Whether articles are of one outlet, or are one page of two editions of it."""
        same: BoolArray = self.outlet[left] == self.outlet[right]
        other = np.flatnonzero(~same)
        same[other] = self.same_page(left[other], right[other])
        return same

    def compare(self, left: IntArray, right: IntArray) -> Evidence:
        """Compare articles ``left[k]`` and ``right[k]``, positions among the viewed articles."""
        left, right = np.minimum(left, right), np.maximum(left, right)
        words = self.views.text_size[left] + self.views.text_size[right] + _WORDS_BESIDE
        upto = np.cumsum(words, dtype=np.int64)
        cuts = np.searchsorted(upto, np.arange(_WORDS_AT_ONCE, upto[-1:].sum(), _WORDS_AT_ONCE))
        bounds = [0, *np.unique(cuts[cuts > 0]).tolist(), len(left)]
        parts = [self._compare(left[a:b], right[a:b]) for a, b in pairwise(bounds)]
        return parts[0] if len(parts) == 1 else Evidence.joined(parts)

    def _compare(self, left: IntArray, right: IntArray) -> Evidence:
        measured = measure(self.views, left, right, self.workers)
        is_like, is_headline = MatchRules(self, measured).is_match()
        like = np.flatnonzero(is_like)
        is_vetoed = np.zeros(len(left), dtype=np.bool_)
        is_vetoed[like] = MatchRules(self, measured.take(like)).is_vetoed()
        # A figure that an outlet raises within hours is news of the same text, not another text.
        is_version = versions(measured, is_like & ~is_headline, self.articles, self.outlet)
        is_vetoed &= ~is_version
        shorter = np.minimum(self.views.text_size[left], self.views.text_size[right])
        return Evidence(
            title=measured.title,
            text=measured.text,
            is_match=is_like & ~is_vetoed,
            is_vetoed=is_vetoed,
            is_bare=measured.is_bare,
            is_cut=self._is_cut(left, right),
            is_headline=is_headline,
            is_version=is_version,
            equal_words=np.nan_to_num(measured.text) * (shorter - measured.starts.max(axis=0)),
        )

    def _is_cut(self, left: IntArray, right: IntArray) -> BoolArray:
        views = self.views
        shorter = np.minimum(views.text_size[left], views.text_size[right])
        longer = np.maximum(views.text_size[left], views.text_size[right])
        is_shortened = (shorter > 0) & (shorter < _MAX_CUT_SHARE * longer)
        is_cut: BoolArray = is_shortened | (views.title_cut[left] != views.title_cut[right])
        return is_cut


def _numbered(names: Sequence[str]) -> IntArray:
    """Give each different name a number, in order of first appearance; an empty one gets -1."""
    numbers: dict[str, int] = {"": -1}
    return np.array([numbers.setdefault(n, len(numbers) - 1) for n in names], dtype=np.int64)
