"""Writes what a run found: the report folder, and streams for the terminal and other programs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from clustering.errors import UsageError
from clustering.reporting import folder
from clustering.reporting.tables.counted import counting
from clustering.system.cores import usable_cores
from clustering.system.forks import beside_in_copy
from clustering.system.garbage import garbage_collection_paused
from clustering.version import RUN_RECORD

if TYPE_CHECKING:
    from clustering.reporting.run_record import Request
    from clustering.result import Result
    from clustering.store.news_items import News
    from clustering.system.progress import Progress

_Write = Callable[..., None]


def _writer(module: str, name: str, *given: str) -> _Write:
    """Return what writes a file; its module is loaded with :func:`load_writers`, or with it."""

    def write(*more: object, **named: object) -> None:
        getattr(import_module(f"{__name__}.{module}"), name)(*given, *more, **named)

    return write


REPORT_FILES: Mapping[str, Mapping[str, _Write]] = {
    "html": {"index.html": _writer("page.html", "write_page")},
    "md": {"report.md": _writer("markdown", "write_report")},
    "json": {"stories.json": _writer("tables.stories_json", "write_document")},
    "csv": {
        "stories.csv": _writer("tables.csv_tables", "write_stories_table"),
        "duplicates.csv": _writer("tables.csv_tables", "write_duplicates_table"),
        "assignments.csv": _writer("tables.csv_tables", "write_assignments"),
    },
    "graphml": {"graph.graphml": _writer("graphml", "write_graph")},
}
FORMATS = tuple(REPORT_FILES)
"""What a report holds where nothing else is asked for."""

TABLE_FILES: Mapping[str, Mapping[str, _Write]] = {
    "parquet": {
        f"{name}.parquet": _writer("tables.databases", "write_parquet", name)
        for name in ("stories", "articles", "duplicates", "assignments")
    },
    "parts": {"assignments": _writer("tables.databases", "write_assignment_parts")},
    "sqlite": {"report.sqlite": _writer("tables.databases", "write_sqlite")},
    "duckdb": {"report.duckdb": _writer("tables.databases", "write_duckdb")},
}
ALL_FORMATS = (*FORMATS, *TABLE_FILES)
_BUFFER = 1_000_000  # bytes written at once
_IN_A_COPY = frozenset(("stories.json", "duplicates.csv", "assignments.csv"))
# How many records there are where a copy of this process writes their tables beside the page: of
# 200,000 in 1.1 s rather than 1.7. Fewer take no time, and of more memory is scarce.
_WORTH_A_COPY = range(50_000, 400_000)
_FOR_PEOPLE = ("index.html", "report.md")
_WRITING = (
    "graphml",
    "markdown",
    "page.html",
    "run_record",
    "tables.csv_tables",
    "tables.stories_json",
    "terminal",
)


def load_writers() -> None:
    """Load what writes the usual files, where there is time for it or before a copy is made."""
    for module in _WRITING:
        import_module(f"{__name__}.{module}")


def check(out: Path, formats: Sequence[str] = FORMATS) -> None:
    """Refuse what :func:`write` would refuse; called before a long run rather than after it.

    Raises
    ------
    UsageError
        For an unknown format, for one whose library is not installed, or when ``out`` holds
        anything but an earlier report.
    """
    for name in formats:
        if name not in ALL_FORMATS:
            from clustering.reporting.wording import no_such_format

            raise no_such_format(name, ALL_FORMATS)
        if name in ("parquet", "parts", "duckdb"):
            from clustering.reporting.tables import databases

            databases.check_duckdb(name)
    kinds = (*REPORT_FILES.values(), *TABLE_FILES.values())
    names = {name for files in kinds for name in files}
    folder.check_replaceable(out, names | {RUN_RECORD})


def notes(result: Result, formats: Sequence[str] = FORMATS) -> list[str]:
    """Return sentences about the files of a report: what a file leaves out, if any does."""
    from clustering.reporting import graphml

    left_out = graphml.left_out(result) if "graphml" in formats else ""
    return [left_out] if left_out else []


@garbage_collection_paused()
def write(
    result: Result,
    out: Path,
    formats: Sequence[str] = FORMATS,
    *,
    request: Request | None = None,
    progress: Progress | None = None,
    news: News | None = None,
    title: str = "",
    sealed: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Write the report folder whole or not at all; return its files, in place.

    The files are written beside ``out`` and moved into place together; an earlier report
    in ``out`` is replaced, and stays as it was when anything goes wrong on the way.
    ``run.json`` is always written; it alone differs between two runs on the same input.

    Parameters
    ----------
    formats
        Which of ``html``, ``md``, ``json``, ``csv``, ``graphml``, ``parquet``, ``parts``,
        ``sqlite`` and ``duckdb`` to write.
    request
        What was asked for, to be noted in ``run.json``.
    progress
        Called with the number of rows as they are written.
    news
        What is new in the store of the run, to stand at the top of the page and of report.md.
    title
        Title of the page and of report.md; the name of the source where it is empty.
    sealed
        Called with the folder that holds all files, before it takes its place.

    Raises
    ------
    UsageError
        For an unknown format, when ``out`` holds anything but an earlier report, or when
        the folder cannot be written.
    """
    from clustering.reporting import run_record

    check(out, formats)
    load_writers()
    writers, table_writers = (
        {file: w for name in kinds if name in formats for file, w in kinds[name].items()}
        for kinds in (REPORT_FILES, TABLE_FILES)
    )
    for file in writers.keys() & _FOR_PEOPLE:
        writers[file] = partial(writers[file], news=news, title=title)
    started = time.perf_counter()
    file = ""

    def write_files(fresh: Path, names: Sequence[str], told: Progress | None) -> None:
        nonlocal file
        for file in names:
            with (fresh / file).open("w", _BUFFER, "utf-8", newline="\n") as stream:
                writers[file](result, counting(stream, file, result, told))

    try:
        with folder.replacing(out) as fresh:
            copied = [name for name in writers if name in _IN_A_COPY]
            is_large = result.reading.read_count in _WORTH_A_COPY
            cores = usable_cores(result.settings.jobs) if copied and is_large else 1
            told = progress if cores == 1 else None  # a copy has no terminal
            with beside_in_copy(partial(write_files, fresh, copied, told), cores):
                write_files(fresh, [name for name in writers if name not in _IN_A_COPY], progress)
            for file, table_writer in table_writers.items():
                if progress:
                    progress(f"writing {file}", 0, None)
                table_writer(result, fresh / file)
            written = [*writers, *table_writers]
            seconds = {"report": time.perf_counter() - started}
            file = RUN_RECORD
            with (fresh / RUN_RECORD).open("w", encoding="utf-8", newline="\n") as stream:
                run_record.write_run(
                    result, stream, written, seconds, request, notes(result, formats)
                )
            if sealed:
                sealed(fresh)
    except OSError as error:
        raise UsageError(
            f"{out / file}: the report cannot be written ({error.strerror or error}); "
            "choose another --out."
        ) from error
    return [out / file for file in (*written, RUN_RECORD)]
