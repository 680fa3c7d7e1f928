"""Texts with one character for each word, so that rapidfuzz compares words; made when asked for.

rapidfuzz compares characters, in C and on several threads. "storm hits coast" with the numbers
7 2 9 becomes the characters U+10007 U+10002 U+10009; an edit distance of 1 between two such
strings is one changed word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

import numpy as np
import numpy.typing as npt

from clustering.arrays.blocks import stretches
from clustering.arrays.keys import span_positions
from clustering.arrays.types import BoolArray, IntArray
from clustering.duplicates.texts.words import WordRows
from clustering.engines.base import Engine

FIRST_CODE = 0x10000  # where the characters begin that stand for words

Codes = npt.NDArray[np.uint32]

_WORDS_AT_ONCE, _READ_AT_ONCE = 1_000_000, 1_000  # these bound the memory


class CodedTexts(Sequence[str]):
    """Coded texts as stretches of one array.

    Attributes
    ----------
    codes
        The characters.
    starts, sizes
        Where each text begins in ``codes``, and how many words it has; shape ``(texts,)``.
    """

    def __init__(self, codes: Codes, starts: IntArray, sizes: IntArray) -> None:
        self.codes, self.starts, self.sizes = codes, starts, sizes

    @classmethod
    def of(cls, texts: Iterable[str]) -> CodedTexts:
        """Take coded strings."""
        listed = list(texts)
        codes = np.frombuffer("".join(listed).encode("utf-32-le"), dtype="<u4")
        return cls.in_order(codes, np.fromiter(map(len, listed), np.int64, len(listed)))

    @classmethod
    def in_order(cls, codes: Codes, sizes: IntArray) -> CodedTexts:
        """Take texts that stand one after the other."""
        return cls(codes, np.cumsum(sizes) - sizes, sizes)

    def held(self, engine: Engine) -> CodedTexts:
        """Return the same texts with their arrays kept."""
        held = engine.hold(self.codes), engine.hold(self.starts), engine.hold(self.sizes)
        return CodedTexts(*held)

    def with_others(self, places: IntArray, others: CodedTexts, engine: Engine) -> CodedTexts:
        """Return the texts with others at some places."""
        if not len(places):
            return self
        (codes,) = engine.gather([[self.codes], [others.codes]])
        starts, sizes = np.array(self.starts), np.array(self.sizes)
        starts[places], sizes[places] = len(self.codes) + others.starts, others.sizes
        return CodedTexts(codes, starts, sizes).held(engine)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> CodedTexts: ...
    def __getitem__(self, at: int | slice) -> str | CodedTexts:
        if isinstance(at, slice):
            return CodedTexts(self.codes, self.starts[at], self.sizes[at])
        start = int(self.starts[at])
        return self.codes[start : start + int(self.sizes[at])].tobytes().decode("utf-32-le")

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _READ_AT_ONCE):
            yield from self.take(np.arange(start, min(start + _READ_AT_ONCE, len(self))))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def take(self, places: IntArray) -> list[str]:
        """Return the strings of some texts."""
        sizes = self.sizes[places]
        codes = self.codes[span_positions(self.starts[places], sizes)]
        spelled = codes.tobytes().decode("utf-32-le")
        bounds = [0, *np.cumsum(sizes).tolist()]
        return [spelled[start:stop] for start, stop in pairwise(bounds)]

    def picked(self, places: IntArray) -> CodedTexts:
        """Return the texts at some positions."""
        return CodedTexts(self.codes, self.starts[places], self.sizes[places])

    def words(self, start: int, most: int) -> CodedTexts:
        """Return so many words of each text, from one on; from a negative one on of its end."""
        begin = np.maximum(self.sizes + start, 0) if start < 0 else np.minimum(self.sizes, start)
        sizes = np.minimum(self.sizes - begin, most)
        return CodedTexts(self.codes, self.starts + begin, sizes)


def coded(codes: IntArray) -> Codes:
    """Return the characters that stand for words."""
    # From FIRST_CODE on there are 2**20 characters, and no surrogates among them.
    return (FIRST_CODE + codes % 2**20).astype(np.uint32)


def encode_words(codes: IntArray, starts: IntArray, kept: BoolArray | None = None) -> CodedTexts:
    """Write each text with one character for each word, or for each that is ``kept``.

    ``codes`` says what stands for each word, texts one after the other; ``starts`` where each text
    begins, and the end; shape ``(texts + 1,)``.
    """
    if kept is not None:
        starts = np.concatenate([[0], np.cumsum(kept)])[starts]
        codes = codes[kept]
    return CodedTexts(coded(codes), starts[:-1], np.diff(starts))


def encoded(rows: WordRows, same: IntArray, engine: Engine) -> CodedTexts:
    """Write the words of texts, some at a time, by what stands for each in the lexicon."""
    (codes,) = engine.gather(
        (coded(same[rows.words[some]]),) for some in stretches(len(rows.words), _WORDS_AT_ONCE)
    )
    return CodedTexts(codes, rows.starts[:-1], engine.hold(np.diff(rows.starts)))
