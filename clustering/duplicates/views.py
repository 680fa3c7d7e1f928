"""What duplicates are compared by: each article's title and text in the forms rapidfuzz takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.keys import sorted_unique
from clustering.arrays.types import BoolArray, IntArray
from clustering.duplicates.trimming import WRAPPING_SIGNS, Title, unwrap_text, unwrap_title
from clustering.duplicates.wordlists import GENERIC_WORDS
from clustering.duplicates.words import Lexicon, Meanings, WordRows, encode_words
from clustering.model import Article
from clustering.text.holding import which_hold

# Capitals in more than this share of the inner words are a style and say nothing of names.
_MAX_CAPITAL_SHARE = 0.7
_MAX_COLUMN_TITLE_WORDS = 6  # of a column's title that may hold one word of another kind

_BARE = Title("", "", is_cut=False)  # of a title with nothing wrapped round it


@dataclass(frozen=True)
class Views:
    """Views of some articles; lists and arrays have one entry for each of them.

    A coded string holds one character for each word (see ``words.encode_words``).

    Attributes
    ----------
    title, bare
        The headline unwrapped, and without what may be wrapping too; coded.
    text
        The excerpt from where its text begins; coded.
    title_figures
        The numbers, dates and directions in the title, in order; coded.
    text_figures
        The same of the text, each once and sorted; coded.
    title_names, text_names
        Words that are names by their capitals, each once and sorted; coded. The first word of
        a title is one unless the text writes it small. A title's figures are among them: a
        name that stands where the other has a number tells the two apart, too.
    title_maybe
        Title words that could be names, in order: the names, and every content word where
        capitals say nothing, but for what the text writes small; coded.
    subjects
        Content words of the title that the text repeats, sorted; coded.
    title_content, words
        Content words of the title, and all words of title and text, sorted; coded.
    title_size, text_size
        Words in each.
    title_cut, text_cut
        Whether each was cut off.
    is_wrapped
        Whether the bare headline differs from the other.
    has_section
        Whether the bare headline has lost the name of a section before it.
    is_generic
        Whether the title names a column rather than a story.
    agency
        The agency the text names in its dateline or byline, or else the title behind its
        headline; empty without one.
    vocabulary
        The word each character of a coded string stands for, less ``words.FIRST_CODE``.
    """

    title: list[str]
    bare: list[str]
    text: list[str]
    title_figures: list[str]
    text_figures: list[str]
    title_names: list[str]
    text_names: list[str]
    title_maybe: list[str]
    subjects: list[str]
    title_content: list[str]
    words: list[str]
    title_size: IntArray
    text_size: IntArray
    title_cut: BoolArray
    text_cut: BoolArray
    is_wrapped: BoolArray
    has_section: BoolArray
    is_generic: BoolArray
    agency: list[str]
    vocabulary: list[str]


class TitleViews:
    """The titles of all articles, unwrapped and cut into words, in a lexicon of the run.

    Attributes
    ----------
    full, bare
        The headline unwrapped, and without what may be wrapping too; coded.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        titles, outlets = list(column_of(articles, "title")), column_of(articles, "outlet")
        # All but some tenth have nothing wrapped round them.
        self._unwrapped = {
            k: unwrap_title(titles[k], outlets[k])
            for k in which_hold(titles, WRAPPING_SIGNS).nonzero()[0].tolist()
        }
        for k, title in self._unwrapped.items():
            titles[k] = title.full
        self.lexicon = Lexicon()
        self._rows = self.lexicon.read(titles)
        wrapped = [k for k, title in self._unwrapped.items() if title.bare != title.full]
        bare_rows = self.lexicon.read([self._unwrapped[k].bare for k in wrapped])
        same = self.lexicon.meanings().same
        self.full = encode_words(same[self._rows.words], self._rows.starts)
        self.bare = list(self.full)
        for k, bare in zip(
            wrapped, encode_words(same[bare_rows.words], bare_rows.starts), strict=True
        ):
            self.bare[k] = bare

    def _outlet_words(self, names: Sequence[str]) -> list[frozenset[str]]:
        """Return the coded words of each outlet's name."""
        distinct = list(dict.fromkeys(names))
        rows = self.lexicon.read([" ".join(name.split()) for name in distinct])
        coded = encode_words(self.lexicon.meanings().same[rows.words], rows.starts)
        words = {name: frozenset(codes) for name, codes in zip(distinct, coded, strict=True)}
        return [words[name] for name in names]

    def with_texts(self, articles: Sequence[Article], places: IntArray, limit: int) -> Views:
        """Build the views of some articles.

        Parameters
        ----------
        articles
            All articles.
        places
            Positions of those that are compared.
        limit
            Characters of the excerpt that count.
        """
        listed = places.tolist()
        unwrapped = [self._unwrapped.get(place, _BARE) for place in listed]
        excerpts = picked(column_of(articles, "excerpt"), places)
        texts = [unwrap_text(text, limit) for text in excerpts]
        text_rows = self.lexicon.read([text.text for text in texts])
        outlets = self._outlet_words(
            [one.name for one in picked(column_of(articles, "outlet"), places)]
        )
        meanings = self.lexicon.meanings()
        title = _FieldWords(self._rows.take(places), meanings)
        text = _FieldWords(text_rows, meanings)
        is_sure = title.tells_names()[title.rows.row_of]
        small = title.repeated_in(text, text.is_content & ~text.is_capital)
        maybe = title.is_content & ~title.is_figure & ~small & (title.is_capital | ~is_sure)
        return Views(
            title=[self.full[place] for place in listed],
            bare=[self.bare[place] for place in listed],
            text=text.spelled(),
            title_figures=title.spelled(title.is_figure),
            text_figures=text.distinct(text.is_figure),
            title_names=title.distinct((maybe & is_sure) | title.is_figure),
            text_names=_without_outlets(text.distinct(text.names()), outlets),
            title_maybe=title.spelled(maybe),
            subjects=title.distinct(title.is_content & title.repeated_in(text, text.is_content)),
            title_content=title.distinct(title.is_content),
            words=title.distinct(title.every(), text),
            title_size=title.rows.sizes,
            text_size=text.rows.sizes,
            title_cut=np.array([one.is_cut for one in unwrapped], np.bool_),
            text_cut=np.array([text.is_cut for text in texts], np.bool_),
            has_section=np.array([one.has_section for one in unwrapped], np.bool_),
            is_wrapped=np.array([self.bare[k] != self.full[k] for k in listed], np.bool_),
            is_generic=title.is_made_of(GENERIC_WORDS),
            agency=[text.agency or one.agency for text, one in zip(texts, unwrapped, strict=True)],
            vocabulary=list(dict.fromkeys(meanings.spelled)),
        )


def _without_outlets(names: Sequence[str], outlets: Sequence[frozenset[str]]) -> list[str]:
    """Take the words of each outlet's name out of the names its texts hold: bylines have them."""
    return [
        names if own.isdisjoint(names) else "".join(code for code in names if code not in own)
        for names, own in zip(names, outlets, strict=True)
    ]


class _FieldWords:
    """The words of all titles, or of all texts, with what they mean beside them."""

    def __init__(self, rows: WordRows, meanings: Meanings) -> None:
        self.rows = rows
        self.is_capital = meanings.is_capital[rows.words]
        self.is_figure = meanings.is_figure[rows.words]
        self.is_content = meanings.is_content[rows.words]
        self._codes = meanings.same[rows.words]
        self._meanings = meanings
        self._keys = rows.row_of * len(meanings.same) + self._codes

    def spelled(self, kept: BoolArray | None = None) -> list[str]:
        """Return the coded string of each text, or of its ``kept`` words."""
        return encode_words(self._codes, self.rows.starts, kept)

    def every(self) -> BoolArray:
        """Return the choice of all words."""
        return np.ones(len(self._codes), dtype=np.bool_)

    def distinct(self, kept: BoolArray, other: _FieldWords | None = None) -> list[str]:
        """Return the coded string of each text's different ``kept`` words, sorted by code.

        With another side, of these and all its words together.
        """
        keys = self._keys[kept]
        if other is not None:
            keys = np.concatenate([keys, other._keys])
        rows, codes = np.divmod(sorted_unique(keys), max(len(self._meanings.same), 1))
        return encode_words(codes, np.searchsorted(rows, np.arange(len(self.rows) + 1)))

    def repeated_in(self, other: _FieldWords, kept: BoolArray) -> BoolArray:
        """Whether each word is among the ``kept`` words of the same article's other side."""
        there = sorted_unique(other._keys[kept])
        place = np.searchsorted(there, self._keys)
        is_there: BoolArray = np.append(there, -1)[place] == self._keys
        return is_there

    def tells_names(self) -> BoolArray:
        """Whether capitals mean names in each text: some words have them, most do not."""
        row_of, size = self.rows.row_of, len(self.rows)
        inner = self.is_content & ~self.is_figure & ~self.rows.leads
        words = np.bincount(row_of[inner], minlength=size)
        capitals = np.bincount(row_of[inner & self.is_capital], minlength=size)
        any_capital = np.bincount(row_of[self.is_capital], minlength=size) > 0
        return any_capital & (capitals <= _MAX_CAPITAL_SHARE * words)

    def names(self) -> BoolArray:
        """Whether each word is a name for certain: a capital within ordinary writing."""
        inside = self.is_capital & self.is_content & ~self.is_figure & ~self.rows.leads
        return inside & self.tells_names()[self.rows.row_of]

    def is_made_of(self, words: frozenset[str]) -> BoolArray:
        """Whether each text's content words are among these, but for one where two are.

        That one is the outlet or the place: "Tidewater weather forecast".
        """
        listed = np.array([word in words for word in self._meanings.spelled], dtype=np.bool_)
        content = self.is_content & ~self.is_figure
        known = content & listed[self.rows.words]
        size = len(self.rows)
        total = np.bincount(self.rows.row_of[content], minlength=size)
        common = np.bincount(self.rows.row_of[known], minlength=size)
        spare = (common >= 2) & (self.rows.sizes <= _MAX_COLUMN_TITLE_WORDS)
        return (total - common <= spare) & (self.rows.sizes > 0)
