"""The rules by which two articles are copies, over arrays of pairs; vetoes are in ``vetoes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.addresses import address_speaks
from clustering.duplicates.measure import Measures, pairwise_scores
from clustering.duplicates.vetoes import MIN_EQUAL_TITLE, Vetoes

if TYPE_CHECKING:
    from clustering.duplicates.match import Matcher

# Least words of an equal title that is a match by itself within days, of a similar one, of an
# equal one at any time, and of an equal one over a different text.
_MIN_SHORT_TITLE_WORDS = 4
_MIN_TITLE_WORDS = 5
_MIN_ANYTIME_TITLE_WORDS = 9
# Least words, and content words, of an equal title that is a match by itself at another outlet.
# Two newsrooms write the same short one: of seven to nine words, none of four such pairs in a
# stream of headlines was one text; of ten and more, each was.
_MIN_RARE_TITLE_WORDS = 10
_MIN_RARE_CONTENT_WORDS = 6
_MIN_LONG_TITLE_WORDS = 10
_MIN_SHORT_TEXT_WORDS = 4  # of one that is the same, word for word

# Least words and score of a text that matches under a different headline.
_MIN_RETITLED_WORDS = 12
_MIN_RETITLED_SCORE = 0.85
_MIN_OWN_WORDS = 8  # before and after what a text quotes
_MAX_STANDING_LINE_WORDS = 25  # a standing line is no longer than this
_MIN_SCORE_UNDER_EQUAL_TITLE = 0.7  # share of a text that is enough under an equal title
# Least score of two titles of one outlet, whose next headline is often like its last.
_MIN_REPOST_TITLE_SCORE = 0.95
_MIN_EDITION_TITLE_SCORE = 0.5  # of one page at two editions of an outlet
_MIN_VERBATIM_SCORE = 0.97

# Most days apart for weaker evidence.
_MAX_SERIES_DAYS = 2.0
_MAX_TITLE_DAYS = 7.0
_MAX_RETITLED_DAYS = 14.0
_MAX_NOTICE_DAYS = 0.8  # a column prints its standing line again the next day


class MatchRules:
    """The rules, over arrays of pairs."""

    def __init__(self, matcher: Matcher, measured: Measures) -> None:
        views, settings = matcher.views, matcher.settings
        left, right, title, text = measured.left, measured.right, measured.title, measured.text
        self._measured = measured
        self._title, self._text = title, text
        subjects = views.subjects.sizes
        most = np.maximum(subjects[left], subjects[right])
        least = np.minimum(subjects[left], subjects[right])
        self._is_supported = (most >= 2) | (least >= 1)
        self._is_weak = most < 2
        self._words = np.minimum(views.title_size[left], views.title_size[right])
        contents = views.title_content.sizes
        self._content = np.minimum(contents[left], contents[right])
        self._text_words = np.minimum(views.text_size[left], views.text_size[right])
        self._is_generic = views.is_generic[left] | views.is_generic[right]
        self._one_lede = measured.lede >= settings.duplicate_text
        self._same_title = title >= settings.duplicate_title
        self._like_text = text >= settings.duplicate_text
        # A text that has no word of either title may be a standing line, and says nothing, but
        # for a long one that comes word for word under the same headline again, or at another
        # outlet under a like one.
        self._same_outlet = matcher.same_outlet(left, right)
        self._days = np.abs(matcher.days[left] - matcher.days[right])
        is_notice = self._is_generic & self._same_outlet & ~self._within(_MAX_NOTICE_DAYS)
        verbatim = (title >= MIN_EQUAL_TITLE) & (text >= _MIN_VERBATIM_SCORE)
        verbatim &= ~is_notice | (self._text_words > _MAX_STANDING_LINE_WORDS)
        elsewhere = self._same_title & ~self._same_outlet & (self._words >= _MIN_TITLE_WORDS)
        verbatim |= elsewhere & (text >= _MIN_RETITLED_SCORE)
        verbatim &= self._text_words >= _MIN_RETITLED_WORDS
        self._same_text = self._like_text & ((most >= 1) | verbatim)
        # Nor does a standing line tell anything beside a real text.
        both = (least >= 1) | (most == 0) | (self._text_words > _MAX_STANDING_LINE_WORDS)
        self._other_text = (text < settings.duplicate_text) & both
        self._matcher = matcher

    def is_match(self) -> tuple[BoolArray, BoolArray]:
        """Whether title and text are alike enough, before vetoes; whether by the title alone.

        The second speaks of two outlets only, of which neither names an agency.
        """
        by_text = self._edited() | self._retitled() | self._other_body()
        alone, is_headline = self._title_alone()
        return by_text | alone, is_headline & ~by_text

    def _within(self, days: float) -> BoolArray:
        """Whether the two are no more than so many days apart, as far as is known."""
        return ~(self._days > days)

    def _edited(self) -> BoolArray:
        """Find the same text under the same headline, or nearly."""
        is_series = self._same_outlet & (self._title <= _MIN_REPOST_TITLE_SCORE)
        is_series &= ~self._within(_MAX_SERIES_DAYS)
        found: BoolArray = self._same_text & self._same_title & ~is_series
        return found

    def _retitled(self) -> BoolArray:
        """Find the same text under another headline, or under none."""
        long = (self._text >= _MIN_RETITLED_SCORE) & (self._text_words >= _MIN_RETITLED_WORDS)
        long &= self._like_text & ~self._same_title & ~self._quotes()
        shared = np.zeros(len(long), dtype=np.bool_)
        shared[long] = self._shared_content(np.flatnonzero(long)) >= 2
        other = (
            ~self._same_outlet & (shared | self._is_supported) & self._within(_MAX_RETITLED_DAYS)
        )
        own = self._same_outlet & shared & (self._days <= _MAX_SERIES_DAYS)
        found: BoolArray = long & (other | own | (self._words == 0))
        return found

    def _quotes(self) -> BoolArray:
        """Find texts that only quote the other: some words of their own before it, more after it.

        A text that opens like the other is longer where that was cut.
        """
        measured, views = self._measured, self._measured.views
        ends, starts = np.stack([measured.left, measured.right]), measured.starts
        sizes = views.text_size[ends]
        longer = (sizes[1] > sizes[0]).astype(np.int64)
        pairs = np.arange(len(longer))
        before = starts[longer, pairs]
        left_over = sizes - starts
        after = left_over[longer, pairs] - left_over[1 - longer, pairs]
        is_cut = views.text_cut[ends[1 - longer, pairs]]
        found: BoolArray = (before >= _MIN_OWN_WORDS) & (after >= _MIN_OWN_WORDS) & ~is_cut
        return found

    def _title_alone(self) -> tuple[BoolArray, BoolArray]:
        """Find the same headline where a text is missing or says nothing.

        At another outlet only an equal one counts that is long and rare, or that an agency, the
        address or the same short text speaks for. Two newsrooms give one event like headlines.
        """
        no_text = ~(self._same_text | self._other_text) & ~self._is_generic
        silent = no_text & self._same_title
        equal = self._title >= MIN_EQUAL_TITLE
        near = (self._words >= _MIN_TITLE_WORDS) & (self._title >= _MIN_REPOST_TITLE_SCORE)
        lasting = equal & (self._words >= _MIN_ANYTIME_TITLE_WORDS)
        short = equal & (self._words >= _MIN_SHORT_TITLE_WORDS)
        own = (
            silent
            & self._same_outlet
            & (lasting | ((near | short) & self._within(_MAX_TITLE_DAYS)))
        )
        own |= self._editions(no_text & self._same_outlet & ~own)
        other = silent & ~self._same_outlet & equal & self._within(_MAX_TITLE_DAYS)
        other &= ~self._measured.is_bare | self._has_section()
        rare = (self._words >= _MIN_RARE_TITLE_WORDS) & (self._content >= _MIN_RARE_CONTENT_WORDS)
        wire = other & short & (self._names_agency() | self._same_short_text())
        asked = np.flatnonzero(other & short & ~wire)
        wire[asked] = [self._address_speaks(place) for place in asked.tolist()]
        return own | wire | (other & rare), other & rare & ~wire

    def _editions(self, among: BoolArray) -> BoolArray:
        """Find one page at two editions of an outlet, which may edit its headline."""
        found: BoolArray = among & (self._title >= _MIN_EDITION_TITLE_SCORE)
        asked = np.flatnonzero(found)
        ends = self._measured.left[asked], self._measured.right[asked]
        found[asked] = self._matcher.same_page(*ends)
        return found

    def _has_section(self) -> BoolArray:
        has = self._measured.views.has_section
        found: BoolArray = has[self._measured.left] | has[self._measured.right]
        return found

    def _names_agency(self) -> BoolArray:
        agency = self._measured.views.agency
        ends = zip(self._measured.left.tolist(), self._measured.right.tolist(), strict=True)
        return np.array([bool(agency[a] or agency[b]) for a, b in ends], dtype=np.bool_)

    def _same_short_text(self) -> BoolArray:
        """Find texts of a few words that are the same, word for word."""
        text = self._measured.views.text
        found: BoolArray = (self._text_words >= _MIN_SHORT_TEXT_WORDS) & (
            self._text_words < _MIN_RETITLED_WORDS
        )
        asked = np.flatnonzero(found)
        ends = self._measured.left[asked], self._measured.right[asked]
        one, other = (text.take(places) for places in ends)
        found[asked] = [a == b for a, b in zip(one, other, strict=True)]
        return found

    def _address_speaks(self, place: int) -> bool:
        one, other = self._measured.left[place], self._measured.right[place]
        return address_speaks(self._matcher.articles[one], self._matcher.articles[other])

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
            pairs.views.title_content.take(ends[places]) for ends in (pairs.left, pairs.right)
        )
        return pairwise_scores(LCSseq.similarity, one, other, pairs.workers)

    def is_vetoed(self) -> BoolArray:
        """Whether figures, names, subjects or roles tell the two apart."""
        # One title word that stands in the text by chance does not make it speak for the title.
        silent = self._same_title & ~self._other_text & (~self._same_text | self._is_weak)
        # What one outlet repeats under one headline is the next of a series where its figures are.
        repeated = self._same_outlet & (self._title >= MIN_EQUAL_TITLE)
        repeated &= self._text >= _MIN_SCORE_UNDER_EQUAL_TITLE
        one_text, one_lede = self._like_text | repeated, self._one_lede
        return Vetoes(self._measured, self._same_outlet, silent, one_text, one_lede).any()
