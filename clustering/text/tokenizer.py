"""Cuts many texts into numbered words; each spelling is cut once, however often it occurs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clustering.arrays.blocks import some_texts
from clustering.arrays.compact import Constant
from clustering.arrays.keys import span_positions
from clustering.arrays.types import IntArray, WordArray
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine

if TYPE_CHECKING:
    from clustering.text.spelling_loops import SpellingTable

_TEXTS_AT_ONCE = 2_000  # texts cut at once: their words fit a cache; bounds the peak memory as well
_SPELLINGS_AT_ONCE = 1_000_000  # spellings turned into words at once; bounds it as well
_COMPILED_TEXTS = 60_000  # texts from which the loops are compiled; to load them takes 0.5 s
_TEXT_END = "\0"  # stands for the end of a text, in which it is no word


class Numbering(defaultdict[str, int]):
    """Strings numbered in the order in which they are first met, from 0 on.

    Parameters
    ----------
    known
        Strings with numbers of their own; the next number is how many these are.
    """

    def __init__(self, known: Mapping[str, int] | None = None) -> None:
        known = known or {}
        super().__init__(count(len(known)).__next__, known)

    def of(self, strings: Sequence[str]) -> IntArray:
        """Return the number of each string; shape ``(strings,)``."""
        return np.fromiter(map(self.__getitem__, strings), dtype=np.int64, count=len(strings))

    def after(self, known: int) -> list[str]:
        """Return the strings that were not among the first so many."""
        return list(islice(reversed(self), len(self) - known))[::-1]


class Spellings:
    """Numbers what stands between two spaces, once for all tokenizers of the same texts."""

    def __init__(self, known: Iterable[str] = (_TEXT_END,)) -> None:
        self._numbers: Numbering | SpellingTable = Numbering(dict(zip(known, count())))
        self._read = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def after(self, known: int) -> list[str]:
        """Return the spellings that were not among the first so many."""
        return self._numbers.after(known)

    def first(self, known: int) -> Spellings:
        """Return a table of the first so many alone."""
        return Spellings(self.after(0)[:known])

    def read(
        self,
        texts: Sequence[str],
        engine: Engine | None = None,
        change: Callable[[str], str] | None = None,
    ) -> WordArray:
        """Return the numbers of all spellings, texts one after the other; 0 ends each text.

        An engine may keep them; the texts are changed where that is asked for.
        """
        pieces = chain([np.zeros(0, dtype=np.int32)], self.pieces(texts, change))
        (numbers,) = (engine or InlineEngine()).gather((piece,) for piece in pieces)
        return numbers

    def pieces(
        self, texts: Sequence[str], change: Callable[[str], str] | None = None
    ) -> Iterator[WordArray]:
        """Give these numbers, of some texts at a time; of texts changed where that is asked for."""
        if isinstance(texts, Constant):
            value = change(texts.value) if change and texts else texts.value
            for start in range(0, len(texts), _TEXTS_AT_ONCE):
                yield np.tile(self._numbered([value]), min(_TEXTS_AT_ONCE, len(texts) - start))
            return
        for some in some_texts(map(change, texts) if change else texts, _TEXTS_AT_ONCE):
            yield self._numbered(some)

    def _numbered(self, texts: Sequence[str]) -> WordArray:
        self._read += len(texts)
        if isinstance(self._numbers, Numbering) and self._read > _COMPILED_TEXTS:
            from clustering.text.spelling_loops import SpellingTable, compiled_numbering

            if loops := compiled_numbering():
                self._numbers = SpellingTable(loops, self.after(0))
        joined = _joined(texts)
        if isinstance(self._numbers, Numbering):
            return self._numbers.of(joined.split()).astype(np.int32)
        return self._numbers.of(joined)


def pieces_of(numbers: WordArray) -> Iterator[WordArray]:
    """Cut the numbers of spellings into pieces of whole texts."""
    start, stop = 0, _SPELLINGS_AT_ONCE
    while stop < len(numbers):
        if len(ends := np.flatnonzero(numbers[start:stop] == 0)):
            yield numbers[start : start + int(ends[-1]) + 1]
            start += int(ends[-1]) + 1
        stop = max(start, stop) + _SPELLINGS_AT_ONCE
    yield numbers[start:]


def with_texts(numbers: WordArray, places: Sequence[int], others: WordArray) -> WordArray:
    """Put other texts in the place of some.

    Parameters
    ----------
    numbers
        Of the spellings of texts, 0 behind each.
    places
        Which texts are replaced, ascending.
    others
        The texts that take their place, as ``numbers``.
    """
    if not len(places):
        return numbers
    ends, others_end = (np.flatnonzero(some == 0) for some in (numbers, others))
    bounds = np.stack([ends - np.diff(ends, prepend=-1) + 1, ends + 1])[:, places]
    kept = np.split(numbers, bounds.T.ravel())[::2]
    return np.concatenate(list(chain(*zip_longest(kept, np.split(others, others_end + 1)))))


class SpelledTexts(NamedTuple):
    """Texts by the numbers of their spellings, to be cut by several tokenizers; 0 ends each."""

    spellings: Spellings
    numbers: WordArray

    @classmethod
    def of(cls, texts: Sequence[str], engine: Engine | None = None) -> SpelledTexts:
        """Read texts with a table of their own; an engine may keep the numbers."""
        spellings = Spellings()
        return cls(spellings, spellings.read(texts, engine))

    def alone(self) -> SpelledTexts:
        """Return the texts with a table of no other spellings, where these were read first."""
        return self._replace(spellings=self.spellings.first(int(self.numbers.max(initial=0)) + 1))


class Tokenizer:
    """Cuts texts into numbered words by a rule that never looks beyond a space.

    A million headlines hold ten million words in a few hundred thousand spellings. Each
    spelling is cut and numbered once, and texts are put together from the numbers. That takes
    a third of the time of a regular expression over all texts::

        texts      "storm hits coast", "storm-hit coast"
        spellings  storm hits coast <end> storm-hit    each is cut once, storm-hit into two words
        words      0 1 2, 0 3 2                        starts 0 3 6

    Parameters
    ----------
    cut
        Cuts what stands between two spaces into words.
    known
        Words that are numbered from the start, from 0 on.
    spellings
        Shared with other tokenizers, each of which cuts all that is read with any of them.

    Attributes
    ----------
    numbers
        Number of each word, in order of first appearance.
    """

    def __init__(
        self,
        cut: Callable[[str], Iterable[str]],
        known: Iterable[str] = (),
        spellings: Spellings | None = None,
    ) -> None:
        self.numbers = Numbering()
        self.numbers.of(list(known))
        self.spellings = Spellings() if spellings is None else spellings
        self._cut = cut
        self._flat: WordArray = np.zeros(0, dtype=np.int32)
        self._sizes: IntArray = np.zeros(1, dtype=np.int64)

    def read(self, texts: Sequence[str] | WordArray) -> tuple[WordArray, IntArray]:
        """Cut texts, or what the spellings have read of them.

        Returns
        -------
        words
            Number of each word, texts one after the other; shape ``(words,)``.
        starts
            Where each text begins in ``words``, and the end; shape ``(texts + 1,)``.
        """
        spelling = texts if isinstance(texts, np.ndarray) else self.spellings.read(texts)
        self._cut_new()
        begins = np.cumsum(self._sizes) - self._sizes
        words, starts, read = [self._flat[:0]], [np.zeros(1, dtype=np.int64)], 0
        for start in range(0, len(spelling), _SPELLINGS_AT_ONCE):
            some = spelling[start : start + _SPELLINGS_AT_ONCE]
            length = self._sizes[some]
            words.append(self._flat[span_positions(begins[some], length)])
            starts.append(read + np.cumsum(length)[some == 0])
            read += len(words[-1])
        return np.concatenate(words), np.concatenate(starts)

    def _cut_new(self) -> None:
        """Cut the spellings that were not met before."""
        known = len(self._sizes)
        cuts = [list(self._cut(one)) for one in self.spellings.after(known)]
        sizes = np.fromiter(map(len, cuts), dtype=np.int64, count=len(cuts))
        words = self.numbers.of(list(chain.from_iterable(cuts))).astype(np.int32)
        self._flat = np.concatenate([self._flat, words])
        self._sizes = np.concatenate([self._sizes, sizes])


def _joined(texts: Sequence[str]) -> str:
    """Join texts, each followed by a character that marks its end."""
    joined = f" {_TEXT_END} ".join([*texts, ""])
    if joined.count(_TEXT_END) > len(texts):
        return _joined([text.replace(_TEXT_END, " ") for text in texts])
    return joined
