"""The ``report`` command: find the stories and write the report folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from clustering.cli.options import RunOptions, Sources, with_run_options
from clustering.cli.origin import DEFAULT_REPORT, request_of
from clustering.cli.progress import progress_bars
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.stored import StoredRun
from clustering.cli.streams import write_message
from clustering.cli.typer_parts import MORE_PANEL
from clustering.cli.unchanged import remembered_report
from clustering.errors import UsageError

_EXAMPLES = """\b
Examples:
  samestory report fixtures/posts
  samestory report fixtures/posts --out reports/june --formats html,csv
  samestory report fixtures/posts --store news.db --title "Morning report"
  samestory report fixtures/headlines.jsonl --detail 0.8 --window 7
"""

DEFAULT_FORMATS = "html,md,json,csv,graphml"
LEFT_AS_IT_WAS = (
    "{out} is left as it was: its sources and settings have not changed since it was made. "
    "--no-cache makes it anew."
)


@with_run_options
def report_command(
    sources: Sources,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help=f"Report folder to write. [default: {DEFAULT_REPORT}]",
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="What to write into it, separated by commas; also parquet, parts, sqlite, duckdb. "
            f"[default: {DEFAULT_FORMATS}]",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Title of the report. [default: the name of the source]"),
    ] = None,
    keep_columns: Annotated[
        bool,
        typer.Option("--keep-columns", help="Copy the tables' other columns to assignments.csv."),
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Bring the articles into a store, where stories keep their ids."
        ),
    ] = None,
    renew: Annotated[
        bool,
        typer.Option(
            "--renew",
            help="Measure the word weights of the store anew.",
            rich_help_panel=MORE_PANEL,
        ),
    ] = False,
    options: RunOptions,
) -> None:
    """Group the articles of the sources into stories and write the report folder.

    The folder holds pages for people (index.html, report.md), tables (stories.csv,
    duplicates.csv, assignments.csv with one row for each input record), stories.json,
    graph.graphml, and run.json with the settings, the timings and what was skipped.
    It appears whole or not at all. A short summary goes to standard output.

    With --store, articles of earlier runs count too, stories keep their ids from run to run,
    and the report begins with what is new.
    """
    chosen = choose_run_settings(sources, options)
    out = out or chosen.beside.out or DEFAULT_REPORT
    if formats is None:
        formats = chosen.beside.formats or DEFAULT_FORMATS
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not wanted:
        from clustering import reporting

        raise UsageError(f"--formats: name at least one of {', '.join(reporting.ALL_FORMATS)}.")
    if renew and store is None:
        raise UsageError("--renew is about a store: give --store FILE, too.")
    title = chosen.beside.title if title is None else title
    how = (out, wanted, keep_columns, title, chosen.beside.groups)
    remembered = None if store else remembered_report(sources, chosen, options, out, how)
    if remembered and (told := remembered.summary_if_unchanged(out)):
        if not options.quiet:
            write_message(LEFT_AS_IT_WAS.format(out=out))
        typer.echo(told)
        return
    from clustering import reporting
    from clustering.sources.dates.ahead import may_come_true

    reporting.check(out, wanted)
    stored = StoredRun(store, renew=renew, quiet=options.quiet) if store else None
    result = read_and_run(
        sources,
        chosen,
        options,
        full_list="all in run.json",
        keep_columns=keep_columns,
        store=stored,
    )
    request = request_of(sources, chosen, options, store)
    with progress_bars(quiet=options.quiet) as progress:
        reporting.write(
            result,
            out,
            wanted,
            request=request,
            progress=progress,
            news=stored.news if stored else None,
            title=title,
            sealed=remembered.take_files if remembered else None,
        )
    if not options.quiet:
        for sentence in reporting.notes(result, wanted):
            write_message(sentence)
    from clustering.reporting.terminal import summary

    told = summary(result, out)
    typer.echo(told)
    if remembered and not may_come_true(result.reading.records):
        remembered.save(told)
