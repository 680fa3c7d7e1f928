"""Reads rows of JSON lines into records, whatever their columns are usually called."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, ClassVar, NamedTuple, cast

from clustering.article import Reading, Record, Skip
from clustering.errors import UsageError
from clustering.sources.base import Progress, ReadOptions, Source
from clustering.sources.dates import read_date
from clustering.sources.folders import look_at, writable
from clustering.sources.values import (
    WrongType,
    read_names,
    read_number,
    read_text,
    read_urls,
    type_name,
)

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

ROWS_BETWEEN_PROGRESS = 10_000
COLUMNS_NAMED = 20


class Columns(NamedTuple):
    """Which columns of a row hold what, each in order of preference."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    excerpt: tuple[str, ...]
    url: tuple[str, ...]
    outlet: tuple[str, ...]
    domain: tuple[str, ...]
    published: tuple[str, ...]
    topics: tuple[str, ...]
    quality: tuple[str, ...]
    related: tuple[str, ...]


# Without case and signs: ``webUrl``, ``web_url`` and ``Web URL`` are all ``weburl``.
USUAL_NAMES = Columns(
    id=("id",),
    title=("title", "headline"),
    excerpt=("excerpt", "description", "summary", "lede", "text"),
    url=("url", "link", "weburl", "originalurl", "ampweburl", "cdnampweburl"),
    outlet=("outlet", "publisher", "source", "provider"),
    domain=("domain", "hostname"),
    published=(
        "published",
        "publisheddatetime",
        "publishedat",
        "datepublished",
        "pubdate",
        "date",
        "datetime",
        "timestamp",
    ),
    topics=("topics",),
    quality=("quality",),
    related=("related",),
)


class Row(NamedTuple):
    """One row: its line and ``id``, and then the fields of a record in their order."""

    line: int
    id: str
    title: str
    excerpt: str
    urls: tuple[str, ...]
    outlet_name: str
    outlet_domain: str
    published: datetime | None
    topics: tuple[str, ...]
    quality: float | None
    heat: float | None = None
    kind: str = ""
    draft: bool = False
    related_to: str = ""
    related_urls: tuple[str, ...] = ()


class TableSource(Source):
    """A table of JSON lines, one row a line, compressed or not."""

    kind: ClassVar[str] = "table"
    takes: ClassVar[str] = "a table (.jsonl, .ndjson, also with .gz)"

    @classmethod
    def accepts(cls, path: Path) -> bool:
        """Whether the path has the suffix of a table."""
        return path.name.lower().endswith(SUFFIXES)

    def read(self, path: Path, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every row with a title or a URL into a record.

        A record is named by the ``id`` of its row where no other row has it, and by
        ``file:line`` otherwise. A ``story`` column is never looked at.

        Raises
        ------
        UsageError
            When no row has a column for a title or for a URL.
        """
        source = writable(path.as_posix())
        file = look_at(path, writable(path.name))
        if file.fault:
            return Reading([], [Skip(source, file.fault)], 1)
        rows: list[Row] = []
        skipped: list[Skip] = []
        unknown: dict[str, None] = {}
        for line, values in _read_lines(path, options.limits.file_bytes):
            if progress and line % ROWS_BETWEEN_PROGRESS == 0:
                progress(f"reading {file.name}", line, None)
            try:
                row = values if isinstance(values, str) else _read_row(line, values)
            except WrongType as error:
                row = str(error)
            if isinstance(row, Row):
                rows.append(row)
                continue
            skipped.append(Skip(source, row, line))
            if isinstance(values, dict):
                unknown |= dict.fromkeys(values)
        if not rows and unknown:
            _refuse_unknown(source, list(unknown))
        return Reading(_make_records(rows, source, file.name), skipped, 1)


def _refuse_unknown(source: str, columns: list[str]) -> None:
    found = _find_columns(tuple(columns))
    if found.title or found.url:
        return
    named = ", ".join(columns[:COLUMNS_NAMED]) + (", …" if len(columns) > COLUMNS_NAMED else "")
    raise UsageError(
        f"{source}: no column for a title or a URL; name one 'title' or 'url' (there are: {named})."
    )


def _make_records(rows: list[Row], source: str, file_name: str) -> list[Record]:
    uses = Counter(row.id for row in rows)
    names = (row.id if row.id and uses[row.id] == 1 else f"{file_name}:{row.line}" for row in rows)
    return [Record(name, source, *row[2:]) for name, row in zip(names, rows, strict=True)]


@lru_cache(maxsize=1024)
def _find_columns(names: tuple[str, ...]) -> Columns:
    """Find what each column of a row holds; most tables have the same columns in every row."""
    plain = ["".join(filter(str.isalnum, name)).lower() for name in names]
    return Columns(
        *(
            tuple(
                names[position]
                for usual in usual_names
                for position, name in enumerate(plain)
                if name == usual
            )
            for usual_names in USUAL_NAMES
        )
    )


def _read_row(line: int, values: dict[str, Any]) -> Row | str:
    """Read one row, or say why it cannot be an article."""
    columns = _find_columns(tuple(values))
    outlet = _first(values, columns.outlet)
    outlet_name, outlet_domain = outlet, _first(values, columns.domain)
    if isinstance(outlet, dict):
        outlet_name, outlet_domain = outlet.get("name"), outlet_domain or outlet.get("domain")
    urls = dict.fromkeys(read_text(values[name], name) for name in columns.url)
    urls.pop("", None)
    title = read_text(_first(values, columns.title), "title")
    if not title and not urls:
        return "neither a title nor a URL"
    return Row(
        line,
        _read_id(_first(values, columns.id)),
        title,
        read_text(_first(values, columns.excerpt), "excerpt"),
        tuple(urls),
        read_text(outlet_name, "outlet"),
        read_text(outlet_domain, "domain"),
        next(filter(None, (read_date(values[name]) for name in columns.published)), None),
        read_names(_first(values, columns.topics)),
        read_number(_first(values, columns.quality)),
        related_urls=read_urls(_first(values, columns.related)),
    )


def _first(values: dict[str, Any], names: tuple[str, ...]) -> object:
    return next((values[name] for name in names if values[name] not in (None, "")), None)


def _read_id(value: object) -> str:
    return "" if isinstance(value, list | dict | bool) else read_text(value, "id")


def _read_lines(path: Path, longest: int) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Give each line that is not blank as its number and its values, or why it has none."""
    line = 0
    try:
        with _open(path) as handle:
            while data := handle.readline(longest):
                line += 1
                if len(data) == longest and not data.endswith(b"\n"):
                    while data and not data.endswith(b"\n"):
                        data = handle.readline(longest)
                    yield line, f"longer than the limit of {longest:,} bytes"
                elif data.strip():
                    yield line, _parse(data)
    except (OSError, EOFError, zlib.error) as error:
        yield line + 1, f"cannot be read from here on ({error})"


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _parse(data: bytes) -> dict[str, Any] | str:
    try:
        values = json.loads(data.rstrip().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte 0x{error.object[error.start]:02x}); save the table as UTF-8"
    except json.JSONDecodeError as error:
        return f"not valid JSON: {error.msg} (column {error.colno})"
    except RecursionError:
        return "not valid JSON: nested too deeply"
    except ValueError:  # Python's guard against numbers of thousands of digits
        return "not valid JSON: a number has too many digits"
    if not isinstance(values, dict):
        return f'{type_name(values)}, not an object such as {{"title": …}}'
    return values
