"""Texts as rows of numbered words: what a word means, and which words tell two stories apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clustering.arrays.keys import span_positions
from clustering.arrays.types import BoolArray, IntArray, WordArray
from clustering.duplicates.texts.wordlists import (
    FIGURES,
    FUNCTION_WORDS,
    MONTHS_OR_VERBS,
    ROMAN,
    SAME_WORDS,
)
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.text.scripts import MARKS, UNSPACED
from clustering.text.tokenizer import Spellings, Tokenizer
from clustering.text.words import same_text_key

# A number, a sign of a script without spaces, a word with its combining marks, the end of a
# sentence, the end of a text. Numbers are words of their own in "1.8bn" and "AZ-220".
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{UNSPACED}]|(?:[^\W{UNSPACED}]|[{MARKS}])+|%|[.!?:]\Z")
_POSSESSIVE = re.compile(r"['\u2019\u02bc][sS]?\b")
# "U.S." and "10 000": a pattern that opens with a class is found three times as fast as one that
# opens with a look behind, so what stands before is checked afterwards. Only the second goes
# beyond a space.
_INITIALS = re.compile(r"[A-Z]\.(?:[A-Z]\.)+")
SPACED_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,])")
_ENDS = (".", "!", "?", ":")

_PARTS = frozenset(  # "Part III" is part 3; "I" elsewhere is not a number
    ("part", "chapter", "episode", "volume", "vol", "book", "act", "phase", "stage", "season")
)


@dataclass(frozen=True)
class WordRows:
    """Texts cut into words, one after the other.

    Attributes
    ----------
    words
        Number of each word in the lexicon; shape ``(words,)``.
    starts
        Where each text begins in ``words``, and the end; shape ``(texts + 1,)``.
    leads
        Whether a word opens a sentence, where a capital says nothing; shape ``(words,)``.
    """

    words: WordArray
    starts: IntArray
    leads: BoolArray

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def sizes(self) -> IntArray:
        """Words in each text; shape ``(texts,)``."""
        return np.diff(self.starts)

    @cached_property
    def row_of(self) -> IntArray:
        """Text of each word; shape ``(words,)``."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def take(self, texts: IntArray) -> WordRows:
        """Return some of the texts, in the order asked for."""
        sizes = self.sizes[texts]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        places = span_positions(self.starts[texts], sizes)
        return WordRows(self.words[places], starts, self.leads[places])


class Lexicon:
    """Numbers the words of a run in order of first appearance, and knows what each means.

    ``spellings`` are what stands between two spaces in texts that are read already.
    """

    def __init__(self, spellings: Spellings | None = None) -> None:
        self._tokenizer = Tokenizer(_cut, _ENDS, spellings)
        self._spelled: list[str] = []
        self._same: dict[str, int] = {}
        self._properties: tuple[list[int], ...] = ([], [], [], [])

    def read(self, texts: Sequence[str]) -> WordRows:
        """Cut texts into words, in whole-array steps."""
        return self.read_pieces([texts], IN_MEMORY)

    def numbers_of(self, texts: Sequence[str]) -> WordArray:
        """Return the numbers of the spellings of texts, 0 behind each."""
        return self._tokenizer.spellings.read(list(map(_without_spaces, texts)))

    def read_pieces(self, pieces: Iterable[Sequence[str] | WordArray], engine: Engine) -> WordRows:
        """Cut texts that come in pieces, or the numbers of their spellings.

        The words are numbered as if the texts came at once.
        """
        sizes: list[IntArray] = [np.zeros(0, dtype=np.int64)]
        lengths: list[IntArray] = [np.zeros(1, dtype=np.int64)]

        def cut() -> Iterator[tuple[WordArray]]:
            yield (np.zeros(0, dtype=np.int32),)
            for piece in pieces:
                numbers = piece if isinstance(piece, np.ndarray) else self.numbers_of(piece)
                words, starts = self._tokenizer.read(numbers)
                sizes.append(np.diff(starts))
                yield (words,)

        (written,) = engine.gather(cut())
        spelled = list(self._tokenizer.numbers)

        def settled() -> Iterator[tuple[WordArray, BoolArray]]:
            yield np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.bool_)
            start = 0
            for some in sizes:
                starts = np.concatenate([[0], np.cumsum(some)])
                words = np.array(written[start : start + int(starts[-1])])
                start += len(words)
                self._number_parts(words, starts, spelled)
                is_end = words < len(_ENDS)
                leads = np.concatenate([[True], is_end[:-1]])[: len(words)]
                leads[starts[:-1][some > 0]] = True
                before = np.concatenate([[0], np.cumsum(~is_end)])[starts]
                lengths.append(np.diff(before))
                yield words[~is_end], leads[~is_end]

        words, leads = engine.gather(settled())
        return WordRows(words, engine.hold(np.cumsum(np.concatenate(lengths))), leads)

    def _number_parts(self, words: WordArray, starts: IntArray, spelled: Sequence[str]) -> None:
        """Write "Part III" as part 3, in place."""
        numbers = self._tokenizer.numbers
        romans = [numbers[numeral] for numeral in ROMAN if numeral in numbers]
        places = np.setdiff1d(np.flatnonzero(np.isin(words, romans)), starts)
        before, own = words[places - 1].tolist(), words[places].tolist()
        for place, part, roman in zip(places.tolist(), before, own, strict=True):
            if spelled[part].casefold() in _PARTS:
                words[place] = numbers[ROMAN[spelled[roman]]]

    def meanings(self) -> Meanings:
        """Return what the words read so far mean; numbers given out once stay the same."""
        for word in list(self._tokenizer.numbers)[len(self._spelled) :]:
            spelled = _meaning(word)
            code = self._same.setdefault(spelled, len(self._same))
            self._spelled.append(spelled)
            is_figure, is_content = _is_figure(word, spelled), _is_content(word, spelled)
            told = code, word[0].isupper(), is_figure, is_content
            for column, value in zip(self._properties, told, strict=True):
                column.append(value)
        same, *flags = self._properties
        return Meanings(
            self._spelled,
            np.array(same, dtype=np.int64),
            *(np.array(flag, dtype=np.bool_) for flag in flags),
        )


@dataclass(frozen=True)
class Meanings:
    """What each word of a lexicon means; arrays of shape ``(words in the lexicon,)``.

    Attributes
    ----------
    spelled, same
        Each word in the spelling that stands for all, and a number for it: equal for case, accents,
        "bn" and "billion", "two" and "2".
    is_capital
        Whether it is written with a capital.
    is_figure
        Whether it is a number, date, direction or the like.
    is_content
        Whether it says what a text is about, unlike "the" and "says".
    """

    spelled: list[str]
    same: IntArray
    is_capital: BoolArray
    is_figure: BoolArray
    is_content: BoolArray


def _cut(spelling: str) -> list[str]:
    """Cut what stands between two spaces into words."""
    if spelling.isascii() and spelling.isalpha():  # most, and soon told
        return [spelling]
    spelling = _INITIALS.sub(_without_punctuation, spelling)
    return _TOKEN.findall(_POSSESSIVE.sub("", spelling))


def _without_spaces(text: str) -> str:
    """Write "10 000" as "10000"."""
    return SPACED_THOUSANDS.sub(_without_punctuation, text)


def _without_punctuation(found: re.Match[str]) -> str:
    """Close up initials or groups of digits, unless they go on to the left."""
    before = found.string[found.start() - 1 : found.start()]
    is_inside = before.isalnum() or before in (".", ",")
    return found[0] if is_inside else re.sub(r"[\W_]", "", found[0])


def _meaning(word: str) -> str:
    if word[0].isdigit():
        return re.sub(r"[.,](?=\d{3}(?!\d))", "", word)
    is_plain = word.isascii() and word.isalnum()  # most words, in a third of the time
    folded = word.lower() if is_plain else same_text_key(word, "") or word
    return SAME_WORDS.get(folded, folded)


def _is_figure(word: str, meaning: str) -> bool:
    has_digit = not meaning.isalpha() and any(sign.isdigit() for sign in meaning)
    if has_digit or (word in ROMAN and len(word) > 1):
        return True
    return meaning in FIGURES and (word[0].isupper() or meaning not in MONTHS_OR_VERBS)


def _is_content(word: str, meaning: str) -> bool:
    if word in ("US", "USA"):  # the country, not the pronoun
        return True
    is_long = len(meaning) > 2 or (len(word) == 2 and word.isupper() and word.isalpha())
    return is_long and not meaning[0].isdigit() and meaning not in FUNCTION_WORDS
