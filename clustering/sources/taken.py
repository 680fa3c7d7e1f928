"""Counts what a source gives for what, and which of its unused columns may hold what it lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from clustering.model import FieldTaken, Taken
from clustering.sources.dates import read_date
from clustering.sources.names import FIELD_NAMES, plain_name
from clustering.text.english import counted

MAX_SAMPLES = 100
"""Values of a column that are looked at to tell what it may hold."""

MAX_NAMES_COUNTED = 1_000
"""Columns whose use is counted: a source whose records have nothing in common has no columns."""

_FEWEST_TITLE_CHARS, _MOST_TITLE_CHARS = 15, 200

_LIKE_DATE = re.compile(
    r"date|time|day|publi|posted|issued|created|when|stamp|datum|fecha|tag$|jour|veröff", re.I
)
_NO_DATE = re.compile(r"updat|modif|download|crawl|index|access|zone|timeout|expir|download", re.I)
_LIKE_TITLE = re.compile(r"title|head|subject|titel|titre|titul|kop", re.I)


def left_out_in_words(left_out: Iterable[tuple[str, int]]) -> list[str]:
    """Say how many posts of which kind were left out."""
    return [counted(number, kind) for kind, number in left_out]


class Tally:
    """Counts the fields of one source while it is read; ``unit`` is what it consists of."""

    def __init__(self, unit: str = "row") -> None:
        self.unit = unit
        self.records = 0
        self.encodings: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._names: dict[str, dict[str, None]] = {}
        self._others: dict[str, None] = {}
        self._samples: dict[str, list[object]] = {}

    def count(self, field: str, names: Iterable[str], records: int = 1) -> None:
        """Note that so many records have a field, from these columns or keys."""
        if records:
            self._counts[field] += records
            known = self._names.setdefault(field, {})
            if len(known) < MAX_NAMES_COUNTED:
                known |= dict.fromkeys(names)

    def note_dates(self, named: Sequence[tuple[str, Sequence[object]]]) -> None:
        """Note the columns that say something of the date: of each row the first."""
        waiting = [True] * len(named[0][1]) if named else []
        for name, column in named:
            given = [
                is_open and value not in (None, "")
                for is_open, value in zip(waiting, column, strict=True)
            ]
            if any(given):
                self._names.setdefault("published", {})[name] = None
                waiting = [a and not b for a, b in zip(waiting, given, strict=True)]

    def set_count(self, field: str, records: int) -> None:
        """Note how many records have a field in the end: dates are read when all are there."""
        self._counts[field] = records

    def add(self, other: Tally) -> None:
        """Add what was counted for some of the rows."""
        for field, names in other._names.items():
            self._names.setdefault(field, {}).update(names)
            self._counts[field] += other._counts[field]
        self.note_others(other._others)
        for name, values in other._samples.items():
            self.sample(name, values)

    def note_others(self, names: Iterable[str]) -> None:
        """Note columns or keys that hold no field."""
        if len(self._others) < MAX_NAMES_COUNTED:
            self._others |= dict.fromkeys(names)

    def sample(self, name: str, values: Sequence[object]) -> None:
        """Keep the first values of a column that holds no field."""
        kept = self._samples.setdefault(name, [])
        if len(kept) < MAX_SAMPLES:
            kept += values[: MAX_SAMPLES - len(kept)]

    @property
    def names(self) -> set[str]:
        """Every column or key that was met."""
        return {*self._others, *(name for names in self._names.values() for name in names)}

    def notes(self) -> list[str]:
        """Say which encodings were recognized."""
        return [
            f"{counted(number, self.unit)} {'is' if number == 1 else 'are'} read as {encoding}"
            for encoding, number in sorted(self.encodings.items())
        ]

    def sum_up(
        self, source: str, left_out: Mapping[str, int] | None = None, notes: Sequence[str] = ()
    ) -> Taken:
        """Return what was counted."""
        fields = tuple(
            FieldTaken(field, self._ordered(field), min(self._counts[field], self.records))
            for field in FIELD_NAMES
            if self._counts[field]
        )
        used = {name for field in fields for name in field.names}
        others = tuple(name for name in self._others if name not in used)
        likely = []
        if self.records and not self._counts["published"]:
            likely.append(("published", self._like_dates(others)))
        if self.records and not self._counts["title"]:
            likely.append(("title", self._like_titles(others)))
        return Taken(
            source,
            self.records,
            fields,
            others,
            tuple(likely),
            tuple(sorted((left_out or {}).items())),
            (*self.notes(), *notes),
        )

    def _ordered(self, field: str) -> tuple[str, ...]:
        """Return the names that gave a field, the preferred one first."""
        order = {plain_name(name): at for at, name in enumerate(FIELD_NAMES[field].usual)}
        names = self._names.get(field, {})
        return tuple(sorted(names, key=lambda name: order.get(plain_name(name), len(order))))

    def _like_dates(self, names: Sequence[str]) -> tuple[str, ...]:
        """Columns that are named like dates, or read as dates in most rows, the surest first.

        Last come those that are named like another date: of a change, of an index.
        """
        marked = [name for name in names if _LIKE_DATE.search(name) and not _NO_DATE.search(name)]
        read = [name for name in names if self._are_dates(name)]
        both = [name for name in marked if name in read]
        named = dict.fromkeys([*both, *read, *marked])
        return tuple(sorted(named, key=lambda name: bool(_NO_DATE.search(name))))

    def _are_dates(self, name: str) -> bool:
        texts = self._texts(name)
        return 2 * sum(read_date(text) is not None for text in texts) > len(texts)

    def _like_titles(self, names: Sequence[str]) -> tuple[str, ...]:
        marked = [name for name in names if _LIKE_TITLE.search(name)]
        return tuple(dict.fromkeys([*marked, *filter(self._are_titles, names)]))

    def _are_titles(self, name: str) -> bool:
        texts = self._texts(name)
        sizes = sorted(len(text) for text in texts if " " in text and "://" not in text)
        if 2 * len(sizes) <= len(texts) or 2 * len(set(texts)) <= len(texts):
            return False
        return _FEWEST_TITLE_CHARS <= sizes[len(sizes) // 2] <= _MOST_TITLE_CHARS

    def _texts(self, name: str) -> list[str]:
        """Return what was sampled of a column as far as it is text."""
        samples = self._samples.get(name, ())
        return [value for value in samples if isinstance(value, str) and value]
