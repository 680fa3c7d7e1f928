"""Which words are names of people, places and firms, by how a corpus writes them.

No list of names is asked and no model: a word is a name if ordinary writing nearly always gives it
a capital, and its language uses it rarely. A title that is all capitals, or a title in title case,
says nothing of names, so what counts is how other texts write its words; that also finds the names
in web addresses, which are written small. German gives a capital to every noun: most German
titles have too many capitals to count as ordinary, and seldom have names here. Of scripts without
capitals :mod:`clustering.text.names.caseless_names` tells the names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from scipy import sparse

from clustering.arrays.types import BoolArray, FloatArray, IntArray, WordArray
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.text.names.caseless_names import CaselessNames, covered
from clustering.text.tokenizer import Spellings, Tokenizer, pieces_of
from clustering.text.words import features, plain_words

# Share of a word's uses that have a capital. With 0.6 or 0.8 F1 is the same to 0.002.
_MIN_CAPITALS = 0.8
# Texts with a greater share of capitals among their words say nothing of names.
_MAX_ORDINARY_CAPITALS = 0.5
_MIN_LETTERS = 4  # of the words looked at for that; shorter ones stay small in title case as well
# Words more frequent in their language than this ("Trump" is 10 ** -4.3) tell no events apart.
_MAX_FREQUENCY = 10**-4.4
_TITLES_AT_ONCE = 100_000  # bounds the memory
_CALENDAR = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
}


class TitleNames:
    """The words of titles, and which of them are names.

    Parameters
    ----------
    titles, texts
        As they were written, or what ``spellings`` has read of them; of the same length.
    columns
        Column of each feature (see :func:`clustering.text.words.features`).
    engine
        What keeps the words; ``None`` for memory.

    Attributes
    ----------
    uses
        How often ordinary writing has each feature here, in all and with a capital; shape
        ``(2, features)``.
    """

    def __init__(
        self,
        titles: Sequence[str] | WordArray,
        texts: Sequence[str] | WordArray,
        columns: Mapping[str, int],
        spellings: Spellings | None = None,
        engine: Engine | None = None,
    ) -> None:
        tokenizer = Tokenizer(plain_words, spellings=spellings)
        self._engine = engine = engine or InlineEngine()
        titles, texts = (
            some if isinstance(some, np.ndarray) else tokenizer.spellings.read(some)
            for some in (titles, texts)
        )
        tokenizer.read(titles[:0])  # knows the words of all spellings from here on
        words = list(tokenizer.numbers)
        feature = np.array([_only_column(word, columns) for word in words], dtype=np.int32)
        is_capital = np.array([word[:1].isupper() for word in words], dtype=np.bool_)
        is_long = np.array([len(word) >= _MIN_LETTERS and word[0].isalpha() for word in words])
        self.uses = np.zeros((2, len(columns)))
        for numbers, starts in map(tokenizer.read, chain(pieces_of(titles), pieces_of(texts))):
            if not len(numbers):
                continue
            counted = _in_ordinary_writing(numbers, starts, is_capital, is_long)
            counted &= feature[numbers] >= 0
            column = feature[numbers[counted]]
            self.uses[0] += np.bincount(column, minlength=len(columns))
            capitals = column[is_capital[numbers[counted]]]
            self.uses[1] += np.bincount(capitals, minlength=len(columns))
        self._caseless = CaselessNames(words, columns)
        self._words = None
        if self._caseless:
            in_titles, starts = tokenizer.read(titles)
            self._words = in_titles, np.repeat(np.arange(len(starts) - 1), np.diff(starts))

        def known() -> Iterator[tuple[WordArray, WordArray]]:
            at = 0
            for numbers, starts in map(tokenizer.read, pieces_of(titles)):
                rows = np.arange(at, at + len(starts) - 1, dtype=np.int32)
                at += len(rows)
                is_known = feature[numbers] >= 0
                yield np.repeat(rows, np.diff(starts))[is_known], feature[numbers[is_known]]

        self._row, self._column = engine.gather(known())
        self._shape = int(np.count_nonzero(titles == 0)), len(columns)
        self._days = [columns[day] for day in _CALENDAR if day in columns]

    def names(self, uses: FloatArray, frequency: FloatArray | None) -> sparse.csr_array:
        """Return 1 where a title has a name; shape ``(titles, features)``.

        Parameters
        ----------
        uses
            How often each feature is used, here or in a larger corpus.
        frequency
            Share of all words of its language that each feature has; shape ``(features,)``;
            ``None`` where it is not known, and then frequent words can be names too.
        """
        is_name = (uses[1] > 0) & (uses[1] >= _MIN_CAPITALS * uses[0])
        if frequency is not None:
            is_name &= frequency < _MAX_FREQUENCY
        is_name[self._days] = False
        others = np.zeros((2, 0), dtype=np.int32)
        if self._words is not None and frequency is not None:
            others = np.array(self._caseless.in_titles(*self._words))
        titles, columns = self._shape

        def blocks() -> Iterator[sparse.csr_array]:
            for low in range(0, max(titles, 1), _TITLES_AT_ONCE):
                high = min(low + _TITLES_AT_ONCE, titles)
                some = slice(*np.searchsorted(self._row, [low, high]))
                here = np.stack([self._row[some], self._column[some]])[
                    :, is_name[self._column[some]]
                ]
                more = others[:, (others[0] >= low) & (others[0] < high)]
                row, column = np.concatenate([here, more], axis=1)
                ones = np.ones(len(row), dtype=np.float32)
                found = sparse.csr_array((ones, (row - low, column)), shape=(high - low, columns))
                found.sum_duplicates()
                found.data[:] = 1
                yield found

        return self._engine.gather_rows(blocks(), columns)


def written_names(title: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the names in a title as it writes them; words side by side are one name.

    Parameters
    ----------
    names
        What the words of the names count as (see :func:`clustering.text.words.features`).

    >>> written_names("Storm hits Ostrava Bay, not Valdria", {"ostrava", "bay", "valdria"})
    ('Ostrava Bay', 'Valdria')
    """
    found: list[list[str]] = []
    is_open = False
    for spelling in title.split(" "):
        words = plain_words(spelling)
        is_open = is_open and bool(words) and spelling.startswith(words[0])
        is_name = False
        for word in words:
            parts = features(word.casefold())
            is_name = any(feature in names for feature in parts)
            if is_name and len(parts) > 1:
                found += [[part] for part in covered(word, set(names))]
                is_name = False
            elif is_name and is_open:
                found[-1].append(word)
            elif is_name:
                found.append([word])
            is_open = False
        is_open = is_name and spelling.endswith(words[-1])
    return tuple(dict.fromkeys(map(" ".join, found)))


def _only_column(word: str, columns: Mapping[str, int]) -> int:
    """Column of the one feature that a word counts as; -1 for none, several, or a number."""
    found = features(word.casefold())
    if len(found) != 1 or not word[0].isalpha():
        return -1
    return columns.get(found[0], -1)


def _in_ordinary_writing(
    numbers: WordArray, starts: IntArray, is_capital: BoolArray, is_long: BoolArray
) -> BoolArray:
    """Whether each word stands inside a text that gives capitals to few of its long words.

    The first word of a text has a capital whatever it is, and is left out.
    """
    sizes = np.diff(starts)
    row = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    inner = np.ones(len(numbers), dtype=np.bool_)
    inner[starts[:-1][sizes > 0]] = False
    looked_at = inner & is_long[numbers]
    long_words = np.bincount(row[looked_at], minlength=len(sizes))
    capitals = np.bincount(row[looked_at & is_capital[numbers]], minlength=len(sizes))
    is_ordinary = capitals <= _MAX_ORDINARY_CAPITALS * long_words
    ordinary: BoolArray = inner & is_ordinary[row]
    return ordinary
