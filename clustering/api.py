"""The Python doors onto the corridor: ``read``, ``cluster`` and ``stories_of``."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from clustering import pipeline
from clustering.answers.file import Answers, read_answers
from clustering.frames import make_frame
from clustering.handed_over import HandedOver, hand_over
from clustering.model import Reading, Record
from clustering.public_result import PublicResult, publish
from clustering.reporting.tables.typed_tables import Column, placements, records_table
from clustering.reporting.taken import missing_in_words
from clustering.reporting.wording import unread_dates_in_words
from clustering.settings.model import choose_settings
from clustering.sources.base import ReadOptions
from clustering.sources.dates import check_form, order_of
from clustering.sources.sites import said_outlet
from clustering.sources.tables.columns import make_mapping
from clustering.vectors.meaning.base import Embed
from clustering.vectors.meaning.source import meaning_source

ColumnsByField = Mapping[str, str | Sequence[str]]
"""Which column holds a field, as in ``{"title": "HEADLINE"}``, or several in order."""


def read(
    data: object,
    *more: str | Path,
    jobs: int = 0,
    columns: ColumnsByField | None = None,
    date_format: str = "",
    day_first: bool | None = None,
    outlet: str | None = None,
) -> Reading:
    """Read folders of posts, tables, feeds, data frames and lists into records.

    Parameters
    ----------
    data
        The path of a source, as on the command line; or a data frame of pandas, polars, pyarrow
        or another library that narwhals knows; a series or list of titles; a list of dicts.
    more
        Further paths.
    jobs
        Processes to use; 0 for one for each core.
    columns
        For tables whose column names are not recognised: the column that holds a field, as in
        ``{"title": "HEADLINE"}``, or several columns, the preferred one first.
    date_format
        Form of dates that are read wrongly or not at all, such as ``"%d%m%Y"``.
    day_first
        Whether ``3/10/2024`` is 3 October; ``None`` where the other dates of a source are to tell.
    outlet
        Who published the posts and rows that name no outlet.

    Returns
    -------
    Reading
        The records in the order of the input, and what was skipped and why.

    Raises
    ------
    NothingReadable
        When a path is missing, and when nothing can be read.
    UsageError
        For data of another kind, and for a field or a column that does not exist.
    """
    return hand_over(
        data, more, read_options(jobs, columns, date_format, day_first, outlet)
    ).reading


def cluster(
    data: object,
    *more: str | Path,
    columns: ColumnsByField | None = None,
    date_format: str = "",
    day_first: bool | None = None,
    outlet: str | None = None,
    labels: str | Path | Answers | None = None,
    embed: Embed | None = None,
    **settings: Any,  # noqa: ANN401 - of each setting its own type
) -> PublicResult:
    """Group articles into stories and duplicates.

    Parameters
    ----------
    data
        What :func:`read` gave or takes; or records of your own, where a time without a zone is
        taken as UTC, one outside the years 1 to 9999 of UTC as unknown.
    more
        Further paths.
    columns, date_format, day_first, outlet
        As in :func:`read`.
    labels
        The file of answers that ``samestory label`` wrote, to be applied.
    embed
        Any function from a list of texts to as many vectors, in place of ``model``; with it
        ``meaning`` is ``"across"`` if nothing else is said:
        ``embed=SentenceTransformer(folder).encode``.
    settings
        Any field of :class:`samestory.Settings`, for example ``detail=0.6``.

    Returns
    -------
    Result
        The stories and duplicates; it answers questions, and goes into frames and files.

    Raises
    ------
    UsageError
        For an unknown setting or a value out of range, and as :func:`read` does.
    NothingReadable
        As :func:`read` does.
    """
    options = read_options(settings.get("jobs", 0), columns, date_format, day_first, outlet)
    return _run(hand_over(data, more, options), labels, settings, embed)


def stories_of(
    data: object,
    *more: str | Path,
    columns: ColumnsByField | None = None,
    date_format: str = "",
    day_first: bool | None = None,
    outlet: str | None = None,
    labels: str | Path | Answers | None = None,
    backend: str | None = None,
    embed: Embed | None = None,
    **settings: Any,  # noqa: ANN401 - of each setting its own type
) -> Any:  # noqa: ANN401 - of the kind that came
    """Put beside each row the story that it belongs to.

    Parameters
    ----------
    data
        A data frame of pandas, polars, pyarrow or another library that narwhals knows; a list of
        dicts; a series or list of titles; a path, or a list of paths. Columns are recognised by the
        names that tables may have (``title``, ``url``, ``outlet``, ``published``, …).
    more
        Further paths.
    columns
        Which column holds a field, where its name does not tell: ``{"title": "HEADLINE"}``.
    date_format, day_first, outlet
        As in :func:`read`.
    labels
        As in :func:`cluster`.
    backend
        Of what to make the table of a list or of paths: ``pandas``, ``polars`` or ``pyarrow``;
        a list of dicts without it.
    embed
        As in :func:`cluster`.
    settings
        Any field of :class:`samestory.Settings`, for example ``detail=0.6``.

    Returns
    -------
    DataFrame, Table or list of dict
        The kind that came, with the same rows in the same order, the index kept, and further
        columns: ``article``, ``story`` and ``thread`` (ids), ``core`` (false for an article that
        only leans on its story), ``duplicate_group`` and ``duplicate_kind`` (of copies), ``keep``
        (false for copies other than the one to keep, true for all other rows). They hold nothing
        in rows with neither a title nor a URL, which a warning names. A column of the input that
        has one of these names becomes ``input_story`` and the like; all of them together are from
        an earlier call, and replaced. Series and lists of titles come back as frames and dicts.
        Paths give the rows of ``assignments.csv``.

    Raises
    ------
    UsageError, NothingReadable
        As :func:`cluster` does.

    Examples
    --------
    >>> rows = samestory.stories_of(["Storm hits the coast", "Northern coast hit by storm"])
    >>> rows[0]["story"] == rows[1]["story"]
    True
    """
    options = read_options(settings.get("jobs", 0), columns, date_format, day_first, outlet)
    given = hand_over(data, more, options)
    result = _run(given, labels, settings, embed)
    _warn_of(given.reading)
    if given.rows is None:
        table = records_table(result)
        if backend:
            return make_frame(table, backend)
        values = zip(*(column.values for column in table.values()), strict=True)
        return [dict(zip(table, row, strict=True)) for row in values]
    placed = placements(result)
    if len(given.positions) < given.rows.size:
        placed = {
            name: _spread(column, given.positions, given.rows.size)
            for name, column in placed.items()
        }
    return given.rows.with_columns(placed, backend)


def read_options(
    jobs: int,
    columns: ColumnsByField | None,
    date_format: str,
    day_first: bool | None,
    outlet: str | None,
) -> ReadOptions:
    """Return how to read, from the parameters of :func:`read`."""
    return ReadOptions(
        jobs=jobs,
        columns=make_mapping(columns or {}),
        date_format=check_form(date_format, "date_format"),
        date_order=order_of(day_first),
        outlet=said_outlet(outlet),
    )


_MAPPED = "columns={{'{field}': '{name}'}}"
_NAMED = "give outlet='NAME'"


def _run(
    given: HandedOver,
    labels: str | Path | Answers | None,
    settings: Mapping[str, Any],
    embed: Embed | None,
) -> PublicResult:
    if embed is not None:
        settings = {"meaning": "across"} | dict(settings)
    chosen = choose_settings(settings, given_as="setting").settings
    answers = read_answers(Path(labels)) if isinstance(labels, str | Path) else labels
    records = [_in_utc(record) for record in given.reading.records]
    reading = replace(given.reading, records=records)
    source = meaning_source(chosen, None, embed) if embed else None
    result = publish(pipeline.run(reading, chosen, answers=answers, meaning=source))
    return result if given.rows is None else replace(result, row_of=given.positions)


def _spread(column: Column, positions: Sequence[int], size: int) -> Column:
    """Give a column of the records a place for every row, empty where a row was not read."""
    values: list[Any] = [None] * size
    for position, value in zip(positions, column.values, strict=True):
        values[position] = value
    return column._replace(values=values)


def _warn_of(reading: Reading) -> None:
    """Warn of what was not read, as the command does."""
    if skipped := reading.skipped:
        more = f" and {len(skipped) - 1:,} more" if len(skipped) > 1 else ""
        warnings.warn(f"skipped, and in no story: {skipped[0]}{more}", stacklevel=3)
    if reading.unread_dates:
        warnings.warn(unread_dates_in_words(reading.unread_dates), stacklevel=3)
    for taken in reading.taken:
        likely = [(field, names) for field, names in taken.likely if names or field == "title"]
        for sentence in missing_in_words(replace(taken, likely=tuple(likely)), _MAPPED, _NAMED):
            warnings.warn(sentence, stacklevel=3)


def _in_utc(record: Record) -> Record:
    """Give a time in UTC, so that it can be compared and written; one without a zone is UTC.

    A time that UTC would put before year 1 or after 9999 is none, as in the sources.
    """
    published = record.published
    if published is None or published.tzinfo is UTC:
        return record
    if published.utcoffset() is None:
        return replace(record, published=published.replace(tzinfo=UTC))
    try:
        return replace(record, published=published.astimezone(UTC))
    except OverflowError:
        return replace(record, published=None)
