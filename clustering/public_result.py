"""The result that Python users get: it shows itself, and goes into frames, files and graphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from clustering import reporting
from clustering.errors import UsageError
from clustering.evaluation.evaluate import (
    Evaluation,
    PairEvaluation,
    evaluate_pairs,
    evaluate_stories,
)
from clustering.evaluation.gold import GoldLabels, read_gold
from clustering.frames import installed_backend, make_frame
from clustering.model import Article
from clustering.new_articles import NewArticles
from clustering.reporting.graphml import to_networkx
from clustering.reporting.tables.stories_json import document
from clustering.reporting.tables.typed_tables import (
    articles_table,
    duplicates_table,
    records_table,
    stories_table,
)
from clustering.reporting.wording import counts_in_words
from clustering.result import Result
from clustering.selection import copies
from clustering.selection.stories import Selection, choose, moment_of
from clustering.sources.tables.cells import read_cell
from clustering.stories.story import StoryList, list_stories

if TYPE_CHECKING:
    import networkx

TableName = Literal["articles", "records", "stories", "duplicates"]
TABLES = {
    "articles": articles_table,
    "records": records_table,
    "stories": stories_table,
    "duplicates": duplicates_table,
}


@dataclass(frozen=True, repr=False)
class PublicResult(Result):
    """Stories and duplicates: what :func:`samestory.cluster` gives.

    Attributes
    ----------
    stories
        Sorted by independent outlets, then articles; printed as a short table.
    duplicate_groups
        Articles that are copies of each other, with the one to keep.
    new
        After :meth:`new_against`, positions of the records that are new; else ``None``.
    row_of
        Position of each record among the rows of a frame or a list; ``None`` for other sources.
    """

    new: frozenset[int] | None = None
    row_of: Sequence[int] | None = None

    def __repr__(self) -> str:
        return f"<Result: {counts_in_words(self.counts)}>"

    def _repr_html_(self) -> str:
        counts = escape(counts_in_words(self.counts))
        return f"<p>{counts}</p>{list_stories(self.stories).html()}"

    def find(self, name: str | int | Article) -> int:
        """Return the position of an article.

        Parameters
        ----------
        name
            The article, or what it is called: a record, an id, a URL or a path; or the position
            of a row in a frame or list that was clustered, from 0.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        if isinstance(name, str | Article):
            return super().find(name)
        listed = range(len(self.reading.records)) if self.row_of is None else self.row_of
        if int(name) not in listed:
            raise UsageError(f"row {name}: no record is from there.")
        return int(self.corpus.article_of[listed.index(int(name))])

    def to_frame(self, kind: TableName = "articles", backend: str | None = None) -> Any:  # noqa: ANN401
        """Return a table of the result as a data frame.

        Parameters
        ----------
        kind
            ``articles`` (one row each, sorted by id), ``records`` (one row for each input record,
            in input order), ``stories``, or ``duplicates`` (one row for each record of each
            group, the one to keep first). Columns of one name can be joined.
        backend
            ``pandas``, ``polars`` or ``pyarrow``; the first that is installed without it.

        Returns
        -------
        DataFrame or Table
            Texts, true and false, whole numbers, figures, and times in UTC.

        Raises
        ------
        UsageError
            For another kind or backend, and for one that is not installed.
        """
        if kind not in TABLES:
            raise UsageError(f"kind: {kind!r} is not one of {', '.join(TABLES)}.")
        return make_frame(TABLES[kind](self), backend or installed_backend())

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: the content of ``stories.json``."""
        return document(self)

    def to_networkx(self) -> networkx.Graph[str]:
        """Return articles and the links inside stories as a graph; see ``graph.graphml``."""
        return to_networkx(self)

    def write(self, folder: str | Path, formats: Sequence[str] = reporting.FORMATS) -> list[Path]:
        """Write the report folder, as ``samestory report`` does.

        Parameters
        ----------
        folder
            Where; an earlier report in it is replaced, anything else is left alone.
        formats
            Some of ``html``, ``md``, ``json``, ``csv``, ``graphml``, ``parquet``, ``parts``,
            ``sqlite`` and ``duckdb``.

        Returns
        -------
        list of Path
            The files.

        Raises
        ------
        UsageError
            For an unknown format, and for a folder that holds anything but an earlier report.
        """
        named = formats.split(",") if isinstance(formats, str) else formats
        return reporting.write(self, Path(folder), [name.strip() for name in named])

    def select(
        self,
        *,
        min_outlets: int = 1,
        min_articles: int = 1,
        since: str | datetime | None = None,
        sort: Literal["widest", "latest"] = "widest",
        by: Literal["story", "thread"] = "story",
        limit: int | None = None,
    ) -> PublicSelection:
        """Return the result with some of its stories, as ``samestory stories`` chooses them.

        Parameters
        ----------
        min_outlets
            Least number of independent outlets; copies count once.
        min_articles
            Least number of articles.
        since
            Only stories with an article from then on: a time, ``yesterday``, or a date as text.
        sort
            ``widest`` for most outlets first, ``latest`` for the newest article.
        by
            ``thread`` for the stories of a running matter together.
        limit
            How many stories at most, the first ones.

        Raises
        ------
        UsageError
            For a ``sort``, ``by`` or ``since`` that means nothing.
        """
        return _public_selection(
            choose(
                self,
                min_outlets=min_outlets,
                min_articles=min_articles,
                since=moment_of(since, "since"),
                sort=sort,
                by=by,
                limit=limit,
            )
        )

    def only_kinds(self, *kinds: str) -> PublicResult:
        """Return the result with only the copies of some kinds, such as ``repost``."""
        return replace(copies.of_kinds(self, copies.parse_kinds(",".join(kinds))), new=self.new)

    def new_against(self, folder: str | Path, *sources: str | Path) -> PublicResult:
        """Return the result with only those copies that are new against a folder.

        Parameters
        ----------
        folder
            One of the sources that were read; what it holds is not new.
        sources
            What is new; without it, everything that was read from outside of the folder.
        """
        new = list(map(str, sources)) or [Path(folder).resolve().anchor]
        result, positions = copies.new_against(self, new, str(folder))
        return replace(result, new=positions)

    @cached_property
    def new_articles(self) -> NewArticles:
        """What places new articles among the stories; see ``StoryClusterer.predict``."""
        return NewArticles(self)

    def evaluate(
        self, gold: str | Path | Mapping[str, Any] | Sequence[Any], show: int = 5
    ) -> Evaluation | PairEvaluation:
        """Score the stories against labels of people, as ``samestory evaluate`` does.

        Parameters
        ----------
        gold
            A table of labels or of judged pairs; or the story of records by name; or the story of
            each record, in input order, with ``None`` for no label.
        show
            How many of the worst splits and merges to describe.

        Raises
        ------
        UsageError
            When there are not as many labels as records, or none of them names a record.
        """
        if isinstance(gold, str | Path):
            if not Path(gold).exists():
                raise UsageError(
                    f"gold: there is no file {str(gold)!r}; of a column give its values, such as "
                    f"frame[{str(gold)!r}]."
                )
            labels = read_gold(str(gold), [])
        else:
            labels = _labels(gold, [record.name for record in self.reading.records])
        if isinstance(labels, GoldLabels):
            return evaluate_stories(self, labels, show)
        return evaluate_pairs(self, labels, show)


@dataclass(frozen=True, repr=False)
class PublicSelection(Selection, PublicResult):
    """A result with fewer stories than were found, and the counts of all."""

    def write(self, folder: str | Path, formats: Sequence[str] = reporting.FORMATS) -> list[Path]:
        """Refuse: a report is of all stories.

        Raises
        ------
        UsageError
            Always; it names what to use instead.
        """
        raise UsageError(
            "a report is written of all stories, not of some; take to_dict() or to_frame('stories')"
            ", or write() of the result they were selected from."
        )


def publish(result: Result) -> PublicResult:
    """Return the result of a run as Python users get it."""
    values = {item.name: getattr(result, item.name) for item in fields(Result)}
    return PublicResult(**(values | {"stories": StoryList(result.stories)}))


def _public_selection(selection: Selection) -> PublicSelection:
    values = {item.name: getattr(selection, item.name) for item in fields(Selection)}
    values["row_of"] = getattr(selection.whole, "row_of", None)
    return PublicSelection(**(values | {"stories": StoryList(selection.stories)}))


def _labels(gold: Mapping[str, Any] | Sequence[Any], names: Sequence[str]) -> GoldLabels:
    pairs = list(gold.items() if isinstance(gold, Mapping) else zip(names, gold, strict=False))
    if not isinstance(gold, Mapping) and len(gold) != len(names):
        raise UsageError(f"gold: {len(gold):,} labels for {len(names):,} records; give one each.")
    known = [
        (str(name), str(story))
        for name, one in pairs
        if (story := read_cell(one)) == story and story is not None and story != ""
    ]
    if not known:
        raise UsageError("gold: there is no label.")
    return GoldLabels("gold", [(name,) for name, _ in known], [story for _, story in known])
