"""What tells two stories apart however alike their wording: figures, names, subjects, roles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, LCSseq

from clustering.arrays.types import BoolArray, IntArray
from clustering.duplicates.measure import LEDE_WORDS, Measures
from clustering.duplicates.texts.coded import FIRST_CODE, CodedTexts

_MIN_UNCHANGED_TEXT = 0.95  # share of a text from which another headline is no other subject
MIN_EQUAL_TITLE = 0.999  # a title score without any change
_MIN_FRAME_SHARE = 0.5  # share of equal words from which two titles are one frame
_MAX_EXTRA_WORDS = 3  # words by which one text may go on where the other was cut
# One different figure in a text is a veto. Of the names a third has to differ: one may be an error
# or an addition, while a template changes most of them.
_ANY_FIGURE = 1e-9
_MIN_NAME_SHARE = 1 / 3
_MIN_TYPO_LETTERS = 5  # a changed name is a typing error when a long word differs by one letter
_MIN_PLACES_MOVED = (
    2  # places by which two words of an equal set have changed roles, not order only
)


class Vetoes:
    """The rules, over arrays of pairs.

    Parameters
    ----------
    same_outlet
        Whether both are of one outlet, whose next headline may be like its last.
    is_silent
        Whether the titles decide, for want of texts.
    is_one_text, is_one_lede
        Whether the texts, or only their openings, are the same.
    """

    def __init__(
        self,
        measured: Measures,
        same_outlet: BoolArray,
        is_silent: BoolArray,
        is_one_text: BoolArray,
        is_one_lede: BoolArray,
    ) -> None:
        self._measured = measured
        self._differs = measured.title < MIN_EQUAL_TITLE
        alike = self._differs & (measured.title >= _MIN_FRAME_SHARE)
        self._frame = alike | (self._differs & same_outlet)
        self._silent = self._differs & is_silent
        self._next = alike & same_outlet
        self._next_text = self._next & (measured.text < _MIN_UNCHANGED_TEXT)
        self._same_outlet = same_outlet
        self._is_one_text = is_one_text
        self._texts = is_one_text | is_one_lede

    def any(self) -> BoolArray:
        """Whether one of the rules tells a pair apart."""
        views = self._measured.views
        veto = np.zeros(len(self._measured), dtype=np.bool_)
        for found in (
            self._both_lack(self._frame, views.title_figures, views.title),
            # A name counts only where the other's text lacks it too: one text that two outlets
            # carry may name Poland in one headline, Polish in the other.
            self._both_lack(self._frame, views.title_names, views.words, forgive=True),
            self._exchanged(self._frame),
            # One outlet's next headline has another word in the same frame.
            self._both_lack(
                self._silent & self._same_outlet, views.title_content, views.words, forgive=True
            ),
            self._both_lack(self._next_text, views.title_content, views.words, forgive=True),
            self._figure_left_out(self._silent | self._next),
            self._another_word(self._silent),
            self._both_lack(self._texts, views.text_figures, views.words, share=_ANY_FIGURE),
            self._both_lack(
                self._texts, views.text_names, views.words, True, share=_MIN_NAME_SHARE
            ),
            self._both_lack(self._differs & self._texts, views.subjects, views.words, True),
        ):
            veto[found] = True
        return veto

    def _both_lack(
        self,
        among: BoolArray,
        marks: CodedTexts,
        whole: CodedTexts,
        forgive: bool = False,
        share: float = 0.0,
    ) -> IntArray:
        """Return the pairs of which each side has marks that the other's whole lacks.

        One side alone may leave a number or name out; when both have their own, they tell of two
        things. Where it is told to ``forgive``, typing errors do not count. With a ``share`` so
        much of a text's marks must be lacking, and only those in the part that both texts have
        count: from where they begin to agree to where the shorter ends; of two texts with the same
        opening, those in it.
        """
        left, right = self._measured.left, self._measured.right
        places = self._lacking(np.flatnonzero(among), marks, whole, left, right)
        places = self._lacking(places, marks, whole, right, left)
        kept = []
        for place in places.tolist():
            one, other = int(left[place]), int(right[place])
            sides = marks[one], marks[other]
            if share:
                sides = self._overlap(place, marks, one), self._overlap(place, marks, other)
                lacking = set(sides[0]) - set(whole[other]), set(sides[1]) - set(whole[one])
                most = max(
                    len(lack) / max(len(side), 1) for lack, side in zip(lacking, sides, strict=True)
                )
                if not all(lacking) or most < share:
                    continue
            if not forgive or not is_misspelling(*sides, self._measured.views.vocabulary):
                kept.append(place)
        return np.array(kept, dtype=np.int64)

    def _overlap(self, place: int, marks: CodedTexts, side: int) -> str:
        """Return the marks of one side that stand in the part that both texts have."""
        ends = int(self._measured.left[place]), int(self._measured.right[place])
        starts = self._measured.starts[:, place].tolist()
        texts = [
            self._measured.views.text[end][start:] for end, start in zip(ends, starts, strict=True)
        ]
        end = min(map(len, texts)) + _MAX_EXTRA_WORDS
        part = texts[ends.index(side)][: end if self._is_one_text[place] else LEDE_WORDS]
        return "".join(sorted(set(marks[side]) & set(part)))

    def _lacking(
        self,
        places: IntArray,
        marks: CodedTexts,
        whole: CodedTexts,
        ends: IntArray,
        mates: IntArray,
    ) -> IntArray:
        """Return the pairs in which the other's whole lacks marks of one side, or their order."""
        looked_for = marks.take(ends[places])
        there = whole.take(mates[places])
        workers = self._measured.workers
        shared = process.cpdist(looked_for, there, scorer=LCSseq.similarity, workers=workers)
        return places[shared < np.array([len(mark) for mark in looked_for], dtype=np.int64)]

    def _another_word(self, among: BoolArray) -> IntArray:
        """Return the pairs in which a name or subject stands where the other has another word."""
        views, every = self._measured.views, np.flatnonzero(among)
        found: set[int] = set()
        ends = (self._measured.left, self._measured.right)
        for one, other in (ends, ends[::-1]):
            names = self._lacking(every, views.title_maybe, views.title, one, other)
            subjects = self._lacking(every, views.subjects, views.words, one, other)
            words = self._lacking(every, views.title_content, views.words, other, one)
            found |= (set(names.tolist()) | set(subjects.tolist())) & set(words.tolist())
        kept = [place for place in sorted(found) if not self._is_misspelled(place)]
        return np.array(kept, dtype=np.int64)

    def _is_misspelled(self, place: int) -> bool:
        views = self._measured.views
        words = views.title_content
        one, other = words[self._measured.left[place]], words[self._measured.right[place]]
        return is_misspelling(one, other, views.vocabulary)

    def _exchanged(self, among: BoolArray) -> IntArray:
        """Return the pairs of titles that have the same words in other roles."""
        titles, places = self._measured.views.title, np.flatnonzero(among)
        ends = (self._measured.left[places], self._measured.right[places])
        both = zip(places.tolist(), *(titles.take(end) for end in ends), strict=True)
        kept = [place for place, one, other in both if has_exchanged(one, other)]
        return np.array(kept, dtype=np.int64)

    def _figure_left_out(self, among: BoolArray) -> IntArray:
        """Return the pairs of which one title has a figure that the other, uncut, leaves out."""
        views, every = self._measured.views, np.flatnonzero(among)
        ends = (self._measured.left, self._measured.right)
        found = []
        for one, other in (ends, ends[::-1]):
            lacking = self._lacking(every, views.title_figures, views.title, one, other)
            found.append(lacking[~views.title_cut[other[lacking]]])
        return np.concatenate(found)


def is_misspelling(left: str, right: str, vocabulary: Sequence[str]) -> bool:
    """Whether the marks one of two coded strings has alone are typing errors of the other's."""
    one = _words(set(left) - set(right), vocabulary)
    other = _words(set(right) - set(left), vocabulary)
    if not one or not other:
        return False
    fewer, more = sorted((one, other), key=len)
    return all(any(_is_typo(a, b) for b in more) for a in fewer)


def _words(codes: set[str], vocabulary: Sequence[str]) -> list[str]:
    return [vocabulary[ord(code) - FIRST_CODE] for code in sorted(codes)]


def _is_typo(one: str, other: str) -> bool:
    is_long = min(len(one), len(other)) >= _MIN_TYPO_LETTERS
    return is_long and one[0] == other[0] and OSA.distance(one, other) <= 1


def has_exchanged(left: str, right: str) -> bool:
    """Whether the same words stand in other roles: "Arsenal beat Chelsea", "Chelsea beat Arsenal".

    Neighbours that have changed places are a slip, not a change of roles.
    """
    if len(left) != len(right) or left == right or sorted(left) != sorted(right):
        return False
    moves = [right.index(code) - left.index(code) for code in set(left)]
    return max(moves) >= _MIN_PLACES_MOVED and min(moves) <= -_MIN_PLACES_MOVED
