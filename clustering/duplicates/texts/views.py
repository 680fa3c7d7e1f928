"""What duplicates are compared by: each article's title and text in the forms rapidfuzz takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.types import BoolArray, IntArray, WordArray
from clustering.duplicates.texts.coded import CodedTexts, Codes, encode_words, encoded
from clustering.duplicates.texts.field_words import FieldWords
from clustering.duplicates.texts.trimming import WRAPPING_SIGNS, Title, unwrap_text, unwrap_title
from clustering.duplicates.texts.wordlists import GENERIC_WORDS
from clustering.duplicates.texts.words import SPACED_THOUSANDS, Lexicon
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.model import Article
from clustering.text.holding import which_hold, which_match
from clustering.text.tokenizer import SpelledTexts, pieces_of, with_texts

_AT_ONCE = 20_000  # articles; bounds the memory

_CODED = (
    *("text", "title_figures", "text_figures", "title_names", "text_names"),
    *("title_maybe", "subjects", "title_content", "words"),
)


@dataclass(frozen=True)
class Views:
    """Views of some articles; lists and arrays have one entry for each of them.

    A coded string holds one character for each word (see :mod:`clustering.duplicates.texts.coded`).

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
        The word each character of a coded string stands for, less ``coded.FIRST_CODE``.
    """

    title: CodedTexts
    bare: CodedTexts
    text: CodedTexts
    title_figures: CodedTexts
    text_figures: CodedTexts
    title_names: CodedTexts
    text_names: CodedTexts
    title_maybe: CodedTexts
    subjects: CodedTexts
    title_content: CodedTexts
    words: CodedTexts
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

    ``full`` are the headlines unwrapped, ``bare`` without what may be wrapping too; both coded.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        engine: Engine = IN_MEMORY,
        titles_read: SpelledTexts | None = None,
    ) -> None:
        self._engine = engine
        self._articles = articles
        wrapped: list[int] = []
        bare: list[str] = []
        spellings, in_titles = titles_read or SpelledTexts.of(
            column_of(articles, "title"), self._engine
        )
        self.lexicon = Lexicon(spellings)

        def titles() -> Iterator[WordArray]:
            start = 0
            for numbers in pieces_of(in_titles):
                stop = start + int(np.count_nonzero(numbers == 0))
                some, unwrapped = self._unwrapped(np.arange(start, stop))
                changed = {k: some[k] for k in which_match(some, SPACED_THOUSANDS)}
                for k, title in unwrapped.items():
                    if title.full != some[k]:
                        changed[k] = title.full
                    if title.bare != title.full:
                        wrapped.append(start + k)
                        bare.append(title.bare)
                places = sorted(changed)
                others = self.lexicon.numbers_of([changed[k] for k in places])
                yield with_texts(numbers, places, others)
                start = stop

        self._rows = self.lexicon.read_pieces(titles(), self._engine)
        bare_rows = self.lexicon.read(bare)
        same = self.lexicon.meanings().same
        self.full = encoded(self._rows, same, self._engine)
        self.bare = self.full.with_others(
            np.array(wrapped, dtype=np.int64), encoded(bare_rows, same, self._engine), self._engine
        )

    def _unwrapped(self, places: IntArray) -> tuple[list[str], dict[int, Title]]:
        """Return some titles, and unwrapped those of them that have anything wrapped round them.

        All but some tenth have nothing.
        """
        titles, outlets = (
            picked(column_of(self._articles, name), places) for name in ("title", "outlet")
        )
        titles = list(titles)
        may = which_hold(titles, WRAPPING_SIGNS).nonzero()[0].tolist()
        return titles, {k: unwrap_title(titles[k], outlets[k]) for k in may}

    def _outlet_words(self, names: Sequence[str]) -> list[frozenset[str]]:
        """Return the coded words of each outlet's name."""
        distinct = list(dict.fromkeys(names))
        rows = self.lexicon.read([" ".join(name.split()) for name in distinct])
        coded = encode_words(self.lexicon.meanings().same[rows.words], rows.starts)
        words = {name: frozenset(codes) for name, codes in zip(distinct, coded, strict=True)}
        return [words[name] for name in names]

    def with_texts(self, articles: Sequence[Article], places: IntArray, limit: int) -> Views:
        """Build the views of those articles that are compared.

        ``places`` are their positions among all; ``limit`` is how many characters of the excerpt
        count.
        """
        excerpts = column_of(articles, "excerpt")
        parts = [places[some] for some in stretches(len(places), _AT_ONCE)]
        text_cut: list[bool] = []
        agency: list[str] = []

        def texts() -> Iterator[list[str]]:
            for some in parts:
                read = [unwrap_text(text, limit) for text in picked(excerpts, some)]
                text_cut.extend(text.is_cut for text in read)
                agency.extend(text.agency for text in read)
                yield [text.text for text in read]

        text_rows = self.lexicon.read_pieces(texts(), self._engine)
        outlets = self._outlet_words(
            [one.name for one in picked(column_of(articles, "outlet"), places)]
        )
        meanings = self.lexicon.meanings()
        is_common = np.array([word in GENERIC_WORDS for word in meanings.spelled], dtype=np.bool_)
        title_cut, has_section = np.zeros((2, len(places)), dtype=np.bool_)
        is_wrapped, is_generic = np.zeros((2, len(places)), dtype=np.bool_)

        def coded_words() -> Iterator[list[Codes]]:
            yield [np.zeros(0, dtype=np.uint32)] * len(_CODED)
            for number, some in enumerate(parts):
                start = number * _AT_ONCE
                for k, title in self._unwrapped(some)[1].items():
                    at = start + k
                    title_cut[at], has_section[at] = title.is_cut, title.has_section
                    is_wrapped[at] = self.bare[int(some[k])] != self.full[int(some[k])]
                    agency[at] = agency[at] or title.agency
                here = np.arange(start, start + len(some))
                of_titles = FieldWords(self._rows.take(some), meanings)
                of_texts = FieldWords(text_rows.take(here), meanings)
                is_generic[here] = of_titles.is_made_of(is_common)
                made = _coded_views(of_titles, of_texts, outlets[start : start + len(some)])
                for sizes, name in zip(counts, _CODED, strict=True):
                    sizes.append(made[name].sizes)
                yield [made[name].codes for name in _CODED]

        counts: list[list[IntArray]] = [[np.zeros(0, dtype=np.int64)] for _ in _CODED]
        columns = self._engine.gather(coded_words())
        views = {
            name: CodedTexts.in_order(codes, np.concatenate(sizes)).held(self._engine)
            for name, codes, sizes in zip(_CODED, columns, counts, strict=True)
        }
        return Views(
            title=self.full.picked(places),
            bare=self.bare.picked(places),
            title_size=self._rows.sizes[places],
            text_size=text_rows.sizes,
            title_cut=title_cut,
            text_cut=np.array(text_cut, np.bool_),
            has_section=has_section,
            is_wrapped=is_wrapped,
            is_generic=is_generic,
            agency=agency,
            vocabulary=list(dict.fromkeys(meanings.spelled)),
            **views,
        )


def _coded_views(
    title: FieldWords, text: FieldWords, outlets: Sequence[frozenset[str]]
) -> dict[str, CodedTexts]:
    """Make the views of some articles that are coded, but for their headlines."""
    is_sure = title.tells_names()[title.rows.row_of]
    small = title.repeated_in(text, text.is_content & ~text.is_capital)
    maybe = title.is_content & ~title.is_figure & ~small & (title.is_capital | ~is_sure)
    return {
        "text": text.spelled(),
        "title_figures": title.spelled(title.is_figure),
        "text_figures": text.distinct(text.is_figure),
        "title_names": title.distinct((maybe & is_sure) | title.is_figure),
        "text_names": _without_outlets(text.distinct(text.names()), outlets),
        "title_maybe": title.spelled(maybe),
        "subjects": title.distinct(title.is_content & title.repeated_in(text, text.is_content)),
        "title_content": title.distinct(title.is_content),
        "words": title.distinct(title.every(), text),
    }


def _without_outlets(names: CodedTexts, outlets: Sequence[frozenset[str]]) -> CodedTexts:
    """Take the words of each outlet's name out of the names its texts hold: bylines have them."""
    return CodedTexts.of(
        own if outlet.isdisjoint(own) else "".join(code for code in own if code not in outlet)
        for own, outlet in zip(names, outlets, strict=True)
    )
