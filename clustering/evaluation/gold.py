"""Gold labels: which story people say a record belongs to, and so each article.

The method never sees them: labels are read apart from the run, so that no stage of it can look at
one. ``sources`` cuts the tables of labels into rows, as it cuts all tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from clustering.answers.judged import JudgedPairs
from clustering.arrays.types import IntArray
from clustering.articles.names import ArticleNames, nothing_matches
from clustering.errors import UsageError
from clustering.model import Corpus, Reading
from clustering.sources.tables.columns import ColumnFinder, ColumnMapping, Columns, name_some
from clustering.sources.tables.reader import TableSource, cut_table
from clustering.sources.tables.rows import BadRow, Rows, read_row_ids

_PAIR_COLUMNS = ("a", "b", "same_story")
_TRUE_WORDS = frozenset({"true", "yes", "y", "1"})
_FALSE_WORDS = frozenset({"false", "no", "n", "0"})


@dataclass(frozen=True)
class GoldLabels:
    """The story of each labelled record, in the order they were read.

    ``origin`` is the file or column they come from, in words; ``names`` are those that each record
    may have, the most certain first.
    """

    origin: str
    names: list[tuple[str, ...]]
    stories: list[str]

    def __len__(self) -> int:
        return len(self.stories)


def read_gold(
    gold: str, sources: Sequence[Path | str], columns: ColumnMapping = ()
) -> GoldLabels | JudgedPairs:
    """Read the labels a user named.

    Parameters
    ----------
    gold
        A table in any of the formats of sources, with ``record`` or ``id`` and ``story`` in
        each row, or with ``a``, ``b`` and ``same_story``; or else the column of the sources
        that holds the story. Rows without a story carry no label.
    sources
        What the run reads.
    columns
        Which column of the sources holds a field, where its name does not tell.

    Raises
    ------
    UsageError
        When there is neither such a file nor such a column, or no row has a label. The message
        lists the columns.
    """
    path = Path(gold)
    if path.is_file():
        found = _read_file(path)
    else:
        found = _read_column(gold, list(map(str, sources)), ColumnFinder(columns))
    if not len(found):
        raise UsageError(f"{found.origin}: no row has a gold label; fill some in.")
    return found


class _GoldColumns:
    """The columns a file of labels has."""

    def count_known(self, names: Sequence[str]) -> int:
        return len({"record", "id", "story", *_PAIR_COLUMNS}.intersection(names))

    def check(self, source: str, names: Sequence[str]) -> None:
        has_stories = "story" in names and ("record" in names or "id" in names)
        if not has_stories and not set(_PAIR_COLUMNS).issubset(names):
            raise UsageError(
                f"{source}: expected the columns 'record' (or 'id') and 'story', or 'a', 'b' and "
                f"'same_story'; there are: {name_some(names)}."
            )


def _read_file(path: Path) -> GoldLabels | JudgedPairs:
    if not TableSource.accepts(str(path)):
        raise UsageError(f"{path}: labels are read from {TableSource.takes}.")
    columns = _GoldColumns()
    blocks = list(_cut(path, columns, skip_broken=False))
    if not blocks:
        raise UsageError(f"{path}: no rows; expected 'record' and 'story' in each.")
    columns.check(str(path), blocks[0].columns)
    if set(_PAIR_COLUMNS).issubset(blocks[0].columns):
        return _read_pairs(path, blocks)
    name = "record" if "record" in blocks[0].columns else "id"
    labels = [
        (record, story)
        for rows in blocks
        for record, story in zip(_texts(rows, name), _texts(rows, "story"), strict=True)
        if record and story
    ]
    return GoldLabels(str(path), [(record,) for record, _ in labels], [s for _, s in labels])


def _read_pairs(path: Path, blocks: Sequence[Rows]) -> JudgedPairs:
    left: list[str] = []
    right: list[str] = []
    same_story: list[bool] = []
    for rows in blocks:
        columns = (_texts(rows, column) for column in _PAIR_COLUMNS)
        for line, a, b, said in zip(rows.lines, *columns, strict=True):
            if not (a and b and said):
                continue
            if said.lower() not in _TRUE_WORDS | _FALSE_WORDS:
                raise UsageError(f"{path}:{line}: same_story is {said!r}; write true or false.")
            left.append(a)
            right.append(b)
            same_story.append(said.lower() in _TRUE_WORDS)
    return JudgedPairs(str(path), left, right, same_story)


def _read_column(column: str, sources: Sequence[str], finder: ColumnFinder) -> GoldLabels:
    tables = [Path(source) for source in sources if TableSource.accepts(source)]
    if TableSource.accepts(column):
        raise UsageError(f"--gold {column}: no such file; check the path.")
    if not tables:
        raise UsageError(
            f"--gold {column}: no such file, and these sources have no columns; name a file."
        )
    names: list[tuple[str, ...]] = []
    stories: list[str] = []
    seen: dict[str, None] = {}
    for path in tables:
        for rows in _cut(path, finder, skip_broken=True):
            seen |= dict.fromkeys(rows.columns)
            ids = read_row_ids(rows, finder.find(rows.columns))
            for line, own, story in zip(rows.lines, ids, _texts(rows, column), strict=True):
                if story:
                    names.append(_names_of(path, line, own))
                    stories.append(story)
    if column not in seen:
        listed = " ".join(map(str, tables))
        raise UsageError(
            f"--gold {column}: no such file, and no such column in {listed}; "
            f"there are: {name_some(list(seen)) or 'none'}."
        )
    return GoldLabels(f"column {column}", names, stories)


def _names_of(path: Path, line: int, own: str) -> tuple[str, ...]:
    """Return every name that sources give the record of a row; those with its line come first."""
    place = (f"{path.as_posix()}:{line}", f"{path.name}:{line}")
    return (*place, f"{path.as_posix()}#{own}", own) if own else place


def _cut(path: Path, columns: Columns, *, skip_broken: bool) -> Iterator[Rows]:
    """Cut a table into rows; a broken row is an error, or skipped where the run reports it."""
    for rows in cut_table(path, columns):
        if not isinstance(rows, BadRow):
            yield rows
        elif not skip_broken:
            raise UsageError(f"{path}:{rows.line}: {rows.reason}; correct the line.")


def _texts(rows: Rows, column: str) -> list[str]:
    """Return a column as text; empty for a missing value, a list or a mapping."""
    if column not in rows.columns:
        return [""] * len(rows.lines)
    at = rows.columns.index(column)
    return [_text(values[at]) for values in rows.values]


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


@dataclass(frozen=True)
class GoldStories:
    """The gold story of each article of a corpus.

    Attributes
    ----------
    story_of
        Position in ``names`` of each article's gold story, ``-1`` without one; shape
        ``(articles,)``.
    label_count, matched_count
        How many labels were read, and how many name a record of this run.
    disputed
        How many articles have records with different labels. The most frequent label counts; of
        equally frequent ones, the first.
    """

    story_of: IntArray
    names: list[str]
    label_count: int
    matched_count: int
    disputed: int

    @cached_property
    def labelled(self) -> int:
        """Articles with a gold story."""
        return int((self.story_of >= 0).sum())


def locate_gold_stories(reading: Reading, corpus: Corpus, gold: GoldLabels) -> GoldStories:
    """Give each article the gold story that most of its labelled records have.

    Raises
    ------
    UsageError
        When no label names a record of the run; the message shows a label and a record.
    """
    known = ArticleNames(reading, corpus)
    found = [known.look_up(*names) for names in gold.names]
    matched = [at for at, article in enumerate(found) if article >= 0]
    if not matched:
        raise nothing_matches(gold.origin, gold.names[0][-1], reading)
    names = sorted({gold.stories[at] for at in matched})
    place = {name: position for position, name in enumerate(names)}
    article = np.array([found[at] for at in matched], dtype=np.int64)
    story = np.array([place[gold.stories[at]] for at in matched], dtype=np.int64)
    keys, first, votes = np.unique(
        article * len(names) + story, return_index=True, return_counts=True
    )
    voted = keys // len(names)
    order = np.lexsort((first, -votes, voted))
    winners, at = np.unique(voted[order], return_index=True)
    story_of = np.full(len(corpus), -1, dtype=np.int64)
    story_of[winners] = keys[order][at] % len(names)
    disputed = int((np.bincount(voted) > 1).sum())
    return GoldStories(story_of, names, len(gold), len(matched), disputed)
