"""Makes records of the rows of tables; cutting a file into rows is left to each format."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice, repeat
from typing import Any, NamedTuple

import numpy as np

from clustering.arrays.columns import Columnar, Gathering, column_of, replaced
from clustering.arrays.compact import Constant
from clustering.arrays.keys import is_in_sorted, values_met_again
from clustering.model import Reading, Record, Skip
from clustering.sources.base import ReadOptions, why_unread
from clustering.sources.dates import date_reader, read_dates, read_settled
from clustering.sources.dates.order import settle_dates
from clustering.sources.names import Layout
from clustering.sources.sites import AS_SAID, Site, positions_of_site
from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.tables.row_fields import Cells, first_of, open_block, read_block
from clustering.sources.taken import Tally
from clustering.sources.values import WrongType, read_ids, write_value
from clustering.system.progress import Progress

ROWS_BETWEEN_PROGRESS = 10_000

MAX_REMEMBERED = 100_000
"""Texts kept once however many rows repeat them, such as the names of outlets."""


class Rows(NamedTuple):
    """Rows with the same columns, as a format cuts them out.

    Attributes
    ----------
    lines
        Number of the line each row starts at.
    columns
        Names of the columns.
    values
        For each row, one value for each column.
    """

    lines: Sequence[int]
    columns: tuple[str, ...]
    values: Sequence[Sequence[Any]]


class BadRow(NamedTuple):
    """A row that cannot be cut out: its line, and why."""

    line: int
    reason: str


class Extent:
    """Estimates how many rows a table has; whoever cuts it says where it stands."""

    def __init__(self) -> None:
        self._position: Callable[[], int] | None = None
        self._end = 0

    def follow(self, position: Callable[[], int], end: int) -> None:
        """Tell the share by a position, such as that in a file of ``end`` bytes."""
        self._position, self._end = position, end

    def total(self, rows: int) -> int | None:
        """Estimate the rows in all, after so many of them; ``None`` where it cannot be told."""
        position = self._position() if self._position else 0
        return max(rows, round(rows * self._end / position)) if position and self._end else None


class RowReader:
    """Collects the rows of one table as records.

    A record is named by the ``id`` of its row where no other row has it, and by
    ``file:line`` otherwise. Rows are read many at a time and column by column: a million
    take half the time they take one by one.

    Parameters
    ----------
    source
        What the records and the skips name as their source.
    file_name
        What the names of records start with.
    options
        Columns to map, and whether to keep the others.
    """

    def __init__(self, source: str, file_name: str, options: ReadOptions) -> None:
        self.finder = ColumnFinder(options.columns)
        self.tally = Tally("line")
        self._source = source
        self._file_name = file_name
        self._keeps = options.keep_columns
        self._options = options
        self._read_date = date_reader(options.date_format) if options.date_format else read_settled
        self._records = Gathering(Record, options.room)
        self._lines = array("q")
        self._hashes = array("q")  # of ids; 0 for none
        self._skipped: list[Skip] = []
        self._seen: dict[str, None] = {}
        self._extra_columns: dict[str, int] = {}
        self._texts: dict[str, str] = {}

    def read(
        self,
        cuts: Iterable[Rows | BadRow],
        progress: Progress | None = None,
        extent: Extent | None = None,
    ) -> Reading:
        """Read all rows.

        Parameters
        ----------
        cuts
            The rows, as a format cuts them out.
        progress
            Called every ``ROWS_BETWEEN_PROGRESS`` rows.
        extent
            What tells the rows in all; not known without it.

        Raises
        ------
        UsageError
            When no row has a column for a title or for a URL, or one that is mapped.
        """
        told = ROWS_BETWEEN_PROGRESS
        for cut in _until_broken(cuts):
            if isinstance(cut, BadRow):
                self._skip(cut.line or None, cut.reason)  # 0: the whole file
                continue
            self._add(cut)
            if progress and cut.lines[-1] >= told:
                told = cut.lines[-1] // ROWS_BETWEEN_PROGRESS * ROWS_BETWEEN_PROGRESS
                total = extent.total(cut.lines[-1]) if extent else None
                progress(f"reading {self._file_name}", told, total)
                told += ROWS_BETWEEN_PROGRESS
        if self._seen and (self.finder.mapped or not self._records):
            self.finder.check(self._source, list(self._seen))
        gathered = self._with_outlet(self._even_out(self._records.gathered()))
        repeats = self._repeats(gathered.column("name"))
        records = settle_dates(replaced(gathered, repeats), self._options)
        self._skipped.sort(key=lambda skip: skip.line or 0)
        self.tally.records = len(records)
        self.tally.set_count(
            "published", len(records) - column_of(records, "published").count(None)
        )
        shared = f"{len(repeats):,} rows share their id with another and go by file and line"
        taken = self.tally.sum_up(self._source, notes=[shared] if repeats else [])
        return Reading(records, self._skipped, 1, tuple(self._extra_columns), (taken,))

    def _with_outlet(self, records: Columnar[Record]) -> Columnar[Record]:
        """Give records that name no outlet the one that the user named."""
        if not self._options.outlet:
            return records
        columns = map(records.column, ("outlet_name", "outlet_domain", "urls"))
        site = Site(self._options.outlet, told_by=AS_SAID)
        found = positions_of_site(zip(*columns, strict=True), site)
        self.tally.count("outlet", (AS_SAID,), len(found))
        names = list(records.column("outlet_name"))
        for at in found.tolist():
            names[at] = site.name
        return records.with_columns({"outlet_name": names})

    def _add(self, rows: Rows) -> None:
        if any(name not in self._seen for name in rows.columns):
            self._seen |= dict.fromkeys(rows.columns)
        try:
            fields, ids = self._read_fields(rows)
        except Exception as error:
            if len(rows.lines) == 1:
                is_ours = isinstance(error, WrongType)
                self._skip(rows.lines[0], str(error) if is_ours else why_unread(error))
                return
            for line, values in zip(rows.lines, rows.values, strict=True):
                self._add(Rows((line,), rows.columns, (values,)))
            return
        lines = rows.lines
        says_something = _say_something(fields)
        if not all(says_something):
            for line, is_there in zip(lines, says_something, strict=True):
                if not is_there:
                    self._skip(line, "neither a title nor a URL")
            fields = {
                name: values if isinstance(values, Constant) else compress(values, says_something)
                for name, values in fields.items()
            }
            lines, ids = list(compress(lines, says_something)), list(compress(ids, says_something))
        self._records.add(len(lines), fields)
        self._lines.extend(lines)
        self._hashes.extend([(hash(own) or 1) if own else 0 for own in ids])

    def _read_fields(self, rows: Rows) -> tuple[dict[str, Iterable[Any]], Sequence[str]]:
        """Read the fields of the record of each row, and find its id."""
        columns: list[Cells] = list(zip(*rows.values, strict=True))
        block = open_block(rows.columns, columns, self.finder)
        layout = block.layout
        tally = Tally()
        read = read_block(block, tally)
        fields = {
            name: some
            for name, some in read.items()
            if name in ("title", "quality") or any(some)  # a quality of 0 says something
        }
        fields["source"] = Constant(self._source, len(rows.lines))
        for name in ("outlet_name", "outlet_domain"):
            if name in fields:
                fields[name] = self._once(fields[name])
        if layout.published:
            named = [(block.names[at], block.columns[at]) for at in layout.published]
            fields |= read_dates([column for _, column in named], self._read_date)
            tally.note_dates(named)
        if self._keeps:
            others = self._read_others(rows.columns, columns, layout)
            fields["extra"] = list(islice(others, len(rows.lines)))
        ids = read_row_ids(rows, layout)
        fields["name"] = self._name(ids, rows.lines)
        self.tally.add(tally)
        return fields, ids

    def _name(self, ids: Sequence[str], lines: Sequence[int]) -> Sequence[str]:
        if all(ids):
            return ids
        name = self._file_name
        return [own or f"{name}:{line}" for own, line in zip(ids, lines, strict=True)]

    def _read_others(
        self, names: tuple[str, ...], columns: Sequence[Sequence[Any]], layout: Layout
    ) -> Iterable[tuple[str, ...]]:
        """Read the columns that hold no field, each at its place among those of all rows."""
        places = self._extra_columns
        for position in layout.others:
            places.setdefault(names[position], len(places))
        found: list[Iterable[str]] = [repeat("")] * len(places)
        for position in layout.others:
            texts = [write_value(value) for value in columns[position]]
            found[places[names[position]]] = self._once(texts)
        return zip(*found, strict=False) if layout.others else repeat(("",) * len(places))

    def _repeats(self, names: Sequence[str]) -> dict[int, dict[str, str]]:
        """Take an id that several rows have from all of them."""
        hashes = np.asarray(self._hashes)
        repeated = values_met_again(hashes[hashes != 0])
        positions = np.flatnonzero(is_in_sorted(hashes, repeated)).tolist()
        uses = Counter([names[position] for position in positions])
        return {
            position: {"name": f"{self._file_name}:{self._lines[position]}"}
            for position in positions
            if uses[names[position]] > 1
        }

    def _even_out(self, records: Columnar[Record]) -> Columnar[Record]:
        """Give every record as many values as there are columns in all of the rows."""
        wide = len(self._extra_columns)
        if not records or len(records.column("extra")[0]) == wide:  # none is ever taken away
            return records
        extra = [(*own, *[""] * (wide - len(own))) for own in records.column("extra")]
        return records.with_columns({"extra": extra})

    def _once(self, texts: Iterable[str]) -> Iterable[str]:
        """Give equal texts as one object, as long as there are not too many of them."""
        if len(self._texts) > MAX_REMEMBERED:
            return texts
        return [self._texts.setdefault(text, text) for text in texts]

    def _skip(self, line: int | None, reason: str) -> None:
        self._skipped.append(Skip(self._source, reason, line))


def _until_broken(cuts: Iterable[Rows | BadRow]) -> Iterator[Rows | BadRow]:
    """Give rows up to where cutting them raises something; what came before is kept."""
    line = 0
    try:
        for cut in cuts:
            line = cut.line if isinstance(cut, BadRow) else cut.lines[-1]
            yield cut
    except Exception as error:
        yield BadRow(line + 1, f"from here on {why_unread(error)}")


def _say_something(fields: Mapping[str, Iterable[Any]]) -> list[bool]:
    """Whether each row has a title or a URL."""
    both = zip(fields["title"], fields.get("urls", repeat(())), strict=False)
    return [bool(title or urls) for title, urls in both]


def read_row_ids(rows: Rows, layout: Layout) -> Sequence[str]:
    """Read the id of each row; empty where it has none."""
    named = [
        (rows.columns[position], [values[position] for values in rows.values])
        for position in layout.id
        if position < len(rows.columns)
    ]
    return read_ids(first_of(named, text=False)[0]) if named else [""] * len(rows.lines)
