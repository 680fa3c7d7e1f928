"""The Python entry points: ``read`` and ``cluster``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from clustering import pipeline, sources
from clustering.model import Reading, Record
from clustering.result import Result
from clustering.settings.model import choose_settings
from clustering.sources.base import ReadOptions
from clustering.sources.columns import make_mapping
from clustering.sources.dates import check_form, order_of


def read(
    *paths: str | Path,
    jobs: int = 0,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    date_format: str = "",
    day_first: bool | None = None,
) -> Reading:
    """Read folders of posts, tables and feeds into records.

    Parameters
    ----------
    paths
        One or more sources, as on the command line.
    jobs
        Processes to use; 0 for one for each core.
    columns
        For tables whose column names are not recognised: the column that holds a field, as in
        ``{"title": "HEADLINE"}``, or several columns, the preferred one first.
    date_format
        Form of dates that are read wrongly or not at all, such as ``"%d%m%Y"``.
    day_first
        Whether ``3/10/2024`` is 3 October; ``None`` where the other dates of a source are to tell.

    Raises
    ------
    NothingReadable
        When a path is missing or holds nothing that can be read.
    UsageError
        For a kind of file that cannot be read, and for a field or a column that does not exist.
    """
    how = ReadOptions(
        jobs=jobs,
        columns=make_mapping(columns or {}),
        date_format=check_form(date_format, "date_format"),
        date_order=order_of(day_first),
    )
    return sources.read_sources(paths, how)


def cluster(records: Reading | Iterable[Record], **settings: Any) -> Result:  # noqa: ANN401
    """Group records into stories and duplicates.

    Parameters
    ----------
    records
        What :func:`read` returned, or records of your own. A time without a zone is taken
        as UTC; a time outside the years 1 to 9999 of UTC counts as unknown.
    settings
        Any field of :class:`clustering.Settings`, for example ``detail=0.6``.

    Raises
    ------
    UsageError
        For an unknown setting or a value out of range.
    """
    reading = records if isinstance(records, Reading) else Reading(list(records), [])
    reading = replace(reading, records=[_in_utc(record) for record in reading.records])
    return pipeline.run(reading, choose_settings(settings).settings)


def _in_utc(record: Record) -> Record:
    """Return a record with its time in UTC, so that times can be compared and written.

    A time without a zone is taken as UTC. A time before year 1 or after 9999 in UTC is dropped, as
    in the sources.
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
