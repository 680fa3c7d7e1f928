"""Which of an outlet's articles are versions of one text: a figure raised, a sentence added."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from clustering.arrays.types import BoolArray, IntArray
from clustering.duplicates.measure import Measures
from clustering.duplicates.texts.coded import FIRST_CODE
from clustering.duplicates.texts.views import Views
from clustering.duplicates.vetoes import has_exchanged, is_misspelling
from clustering.model import Article

_MIN_HOURS = 0.1  # what an outlet publishes at once are two pieces
_MAX_HOURS = 12.0  # a column comes again after a day
_MIN_WORDS = 12  # of the text, so that a standing line is none
_MIN_SHARE = 0.85  # of the shorter text that is in the longer
_MIN_TITLE = 0.6  # score of titles over an unchanged text; less is another headline
_MIN_RETOLD_WORDS = 2  # of each headline that the other article has nowhere: another subject
_MAX_REPLACED_WORDS = 2  # different ones of the text; each may stand in it more than once

# What desks call a newer version in its headline.
_TAG = re.compile(
    r"\W*(?:update[ds]?|correct(?:ed|ion)|clarification|refile|recast|wrapup|write-?thru)\b"
    r"|.*\W(?:updated?|corrected)\)?$",
    re.I,
)
# A number behind these names a thing, and counts nothing: "AZ-220", "Windows 11", "part 7".
_NAMED = r"(?:[A-Z]\w*[\s-]|[A-Za-z]-?|#|\b(?:part|day|week|round|episode|season|version|no\.?)\s)"


def versions(
    measured: Measures, among: BoolArray, articles: Sequence[Article], outlet: IntArray
) -> BoolArray:
    """Tell which of the pairs are two versions of one text at one outlet; shape ``(pairs,)``.

    Both have the same text but for a figure, a word or an addition, and are hours apart. A
    figure that only the headlines change is another part of a series.
    """
    left, right = measured.left, measured.right
    asked = among & (outlet[left] == outlet[right]) & (measured.text >= _MIN_SHARE)
    sizes = measured.views.text_size
    asked &= np.minimum(sizes[left], sizes[right]) >= _MIN_WORDS
    found = np.zeros(len(measured), dtype=np.bool_)
    for place in np.flatnonzero(asked).tolist():
        one, other = int(left[place]), int(right[place])
        pair = articles[one], articles[other]
        if are_hours_apart(*pair):
            sides = _Side(measured.views, one, pair[0]), _Side(measured.views, other, pair[1])
            found[place] = _are_versions(
                *sides, is_retitled=bool(measured.title[place] < _MIN_TITLE)
            )
    return found


def are_hours_apart(one: Article, other: Article) -> bool:
    """Whether the time between two articles is one in which an outlet updates a text."""
    if one.published is None or other.published is None:
        return False
    hours = abs((one.published - other.published).total_seconds()) / 3600.0
    return _MIN_HOURS <= hours <= _MAX_HOURS


class _Side:
    """One of two versions: its words, as sets of codes."""

    def __init__(self, views: Views, place: int, article: Article) -> None:
        self.article = article
        self.title, self.text = views.title[place], views.text[place]
        self.words, self.every = set(self.text), set(views.words[place])
        self.figures, self.names = set(views.text_figures[place]), set(views.text_names[place])
        self.content = set(views.title_content[place])
        self.title_figures = set(views.title_figures[place])
        self.title_names = set(views.title_names[place]) - self.title_figures
        self.is_cut = bool(views.text_cut[place])
        self.vocabulary = views.vocabulary

    @property
    def is_tagged(self) -> bool:
        return _TAG.match(self.article.title) is not None

    def counts(self, code: str) -> bool:
        """Whether a figure of the text counts something: no day, direction or number of a part."""
        word = self.vocabulary[ord(code) - FIRST_CODE]
        named = re.search(rf"{_NAMED}0*{re.escape(word)}\b", self.article.excerpt)
        return word[0].isdigit() and not named


def _are_versions(one: _Side, other: _Side, *, is_retitled: bool) -> bool:
    tagged = one.is_tagged or other.is_tagged
    gone, new = one.words - other.words, other.words - one.words
    if min(len(gone), len(new)) > _MAX_REPLACED_WORDS:
        return False
    if has_exchanged(one.title, other.title) or has_exchanged(one.text, other.text):
        return False
    if _names_differ(one, other) or (is_retitled and gone and new and not tagged):
        return False
    retold = one.content - other.every, other.content - one.every
    if gone and new and min(map(len, retold)) >= _MIN_RETOLD_WORDS:
        return False
    figures = gone & one.figures, new & other.figures
    if all(figures) and not all(
        side.counts(code)
        for side, codes in zip((one, other), figures, strict=True)
        for code in codes
    ):
        return False
    in_titles = one.title_figures - set(other.title), other.title_figures - set(one.title)
    if all(in_titles) and not (in_titles[0] <= gone and in_titles[1] <= new):
        return False
    if not gone and not new:
        return tagged or (one.title != other.title and not is_retitled)
    shorter = one if len(one.text) < len(other.text) else other
    return tagged or bool(gone and new) or not shorter.is_cut


def _names_differ(one: _Side, other: _Side) -> bool:
    """Whether title or text of each names somebody whom the other does not know."""
    for names, others in ((one.names, other.names), (one.title_names, other.title_names)):
        alone = "".join(names - other.every), "".join(others - one.every)
        if all(alone) and not is_misspelling(*alone, one.vocabulary):
            return True
    return False
