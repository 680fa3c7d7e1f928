"""The ``stories`` command: stories on standard output, as a table or as data."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from clustering.cli.options import Format, RunOptions, Sources, fill_options, with_run_options
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.streams import results_stream, write_message
from clustering.text.time_zones import use_time_zone

_EXAMPLES = """\b
Examples:
  samestory stories fixtures/posts
  samestory stories fixtures/posts --min-outlets 2 --format md
  samestory stories fixtures/posts --by thread --limit 10
  samestory stories fixtures/posts --sort latest --since 2025-04-01
  samestory stories fixtures/posts --min-articles 3 --format jsonl
"""


@with_run_options
def stories_command(
    sources: Sources,
    *,
    style: Format = "table",
    min_outlets: Annotated[
        int,
        typer.Option(
            min=1, metavar="N", help="Only stories in N independent outlets (copies count once)."
        ),
    ] = 1,
    min_articles: Annotated[
        int, typer.Option(min=1, metavar="N", help="Only stories of N articles or more.")
    ] = 1,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only the first N stories. [default: all]"),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="Only with an article since yesterday or a date."),
    ] = None,
    sort: Annotated[
        Literal["widest", "latest"],
        typer.Option(help="Most outlets first, or the newest article."),
    ] = "widest",
    by: Annotated[
        Literal["story", "thread"],
        typer.Option(help="thread: the stories of a running matter together."),
    ] = "story",
    options: RunOptions,
) -> None:
    """Group the articles of the sources into stories and print them.

    Stories that more outlets carried come first. The formats table and md only count the
    articles that are alone in their story; json, jsonl and csv hold every story. Where stories
    are left out, the counts in json are those of the whole run, with stories_shown beside them.
    """
    from clustering.selection.stories import choose, moment_of

    stream = results_stream()
    settings = choose_run_settings(sources, options)
    use_time_zone(fill_options(options, settings.beside).time_zone)
    begin = moment_of(since, "--since")
    result = read_and_run(sources, settings, options)
    from clustering.reporting.terminal import stream_stories

    selected = choose(
        result,
        min_outlets=min_outlets,
        min_articles=min_articles,
        since=begin,
        sort=sort,
        by=by,
        limit=limit,
    )
    stream_stories(selected, style, stream)
    hidden = len(result.stories) - len(selected.stories)
    if hidden and not options.quiet:
        write_message(
            f"{hidden:,} of {len(result.stories):,} stories not shown "
            "(--min-outlets, --min-articles, --since, --limit)."
        )
