"""The ``explain`` command: why two articles are, or are not, in one story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clustering.cli.label_store import store_among
from clustering.cli.options import (
    RunOptions,
    TextOrJson,
    fill_options,
    parse_source,
    with_run_options,
)
from clustering.cli.origin import DEFAULT_REPORT, find_origin
from clustering.cli.progress import progress_bars
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.streams import print_result, results_stream, write_message
from clustering.errors import UsageError
from clustering.text.time_zones import use_time_zone

if TYPE_CHECKING:
    from clustering.result import Result

_EXAMPLES = """\b
Examples:
  samestory explain a3dfeeau6qfk6 asp32uart2qdu fixtures/posts
  samestory explain posts/one.md https://news.example/two posts --format json
  samestory report fixtures/posts && samestory explain a3dfeeau6qfk6 asp32uart2qdu
  samestory explain a3dfeeau6qfk6 asp32uart2qdu news.db
"""


@with_run_options
def explain_command(
    a: Annotated[str, typer.Argument(metavar="A", help="An article: its id, URL, path or record.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other article.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            parser=parse_source,
            help="Where the articles are, or a store; without it, what the last report was made "
            "from, with its settings, columns and labels.",
            show_default=False,
        ),
    ] = None,
    *,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help=f"Report whose sources and settings to use. [default: {DEFAULT_REPORT}]",
        ),
    ] = None,
    style: TextOrJson = "text",
    options: RunOptions,
) -> None:
    """Say why two articles are, or are not, in one story.

    Shows the evidence between them (similarity and the words they share, related links,
    days apart), the thresholds it is held against, and where they were joined or parted.
    In place of sources a store can be named, whose stories are told as they stand in it.
    """
    results_stream()  # a closed stdout is an error before the sources are read
    store = store_among(sources or [])
    if not sources:
        origin = find_origin(report)
        if origin.store and not _is_changed(options):
            sources, store = [str(origin.store)], origin.store
        else:
            sources = origin.sources
        options = replace(
            options,
            flags=_over(origin.settings, options),
            columns=options.columns or origin.columns,
            outlet=options.outlet or origin.outlet,
            labels=options.labels or origin.labels,
        )
        if not options.quiet:
            what = f"store {store}" if store else "sources"
            write_message(f"no SOURCE given: reading the {what} of {report or DEFAULT_REPORT}.")
    elif report is not None:
        raise UsageError("give either a SOURCE or --report, not both.")
    elif store and _is_changed(options):
        raise UsageError(f"{store}: a store has its own settings and answers; leave out the flags.")
    chosen = choose_run_settings(sources, options)
    if store:
        use_time_zone(fill_options(options, chosen.beside).time_zone)
        result = _stored(store, (a, b), chosen.settings.jobs, quiet=options.quiet)
    else:
        result = read_and_run(sources, chosen, options)
    why = result.why(a, b)
    print_result(why.as_dict(), why.text(), style)


def _is_changed(options: RunOptions) -> bool:
    """Whether flags ask for something else than a store holds."""
    flags = {name for name, value in options.flags.items() if value is not None} - {"jobs"}
    said = (options.config, options.labels, options.columns, options.outlet, options.strict)
    return bool(flags) or any(said)


def _stored(path: Path, names: tuple[str, str], jobs: int, *, quiet: bool) -> Result:
    from clustering.store import group_around, open_store

    with open_store(path) as store, progress_bars(quiet=quiet) as progress:
        return group_around(store, names, jobs, progress)


def _over(settings: Mapping[str, Any], options: RunOptions) -> Mapping[str, Any]:
    """Put the settings of a report under the flags given now; a --config replaces them."""
    if options.config is not None:
        return options.flags
    given = {name: value for name, value in options.flags.items() if value is not None}
    return {**settings, **given}
