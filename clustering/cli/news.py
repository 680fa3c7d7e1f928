"""The ``news`` command: what is new in a store."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path
from typing import Annotated, Literal

import typer

from clustering.cli.streams import results_stream
from clustering.cli.typer_parts import CommandHelp

_EXAMPLES = """\b
Examples:
  samestory news news.db
  samestory news news.db --since last --min-outlets 2
  samestory news news.db --since 2026-11-20 --format md
  samestory news news.db --format atom > news.atom
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None)

NewsFormat = Literal["table", "json", "csv", "md", "rss", "atom", "html"]


@app.command(cls=CommandHelp, epilog=_EXAMPLES)
def news_command(
    store: Annotated[
        Path, typer.Argument(metavar="STORE", help="The store that report --store or watch writes.")
    ],
    *,
    since: Annotated[
        str,
        typer.Option(
            metavar="WHEN",
            help="yesterday (a day ago), last (the newest run), the number of a run, or a date.",
        ),
    ] = "yesterday",
    style: Annotated[
        NewsFormat,
        typer.Option("--format", help="How to write it; html is a page for mail programs."),
    ] = "table",
    min_outlets: Annotated[
        int, typer.Option(min=1, metavar="N", help="Only stories in N independent outlets.")
    ] = 1,
    time_zone: Annotated[
        str,
        typer.Option(
            metavar="ZONE", help="Show times in this zone, such as Europe/Berlin. [default: UTC]"
        ),
    ] = "",
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Say what is new in a store: stories that are new, grew, merged, split or went quiet.

    A new story of a running matter is told as "moved on". Stories keep their ids from run to
    run, so that a link to one stays right.
    """
    from clustering.reporting.news import stream_news
    from clustering.store import open_store
    from clustering.store.news import collect_news
    from clustering.text.time_zones import use_time_zone

    stream = results_stream()

    def tell() -> None:
        use_time_zone(time_zone)
        with open_store(store) as opened:
            news = collect_news(opened, since, min_outlets=min_outlets)
        stream_news(news, style, stream)

    copy_context().run(tell)
