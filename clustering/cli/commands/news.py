"""The ``news`` command: what is new in a store."""

from __future__ import annotations

from contextvars import copy_context
from typing import Annotated, Literal

import typer

from clustering.cli.options import Debug, StoreFile, TimeZone
from clustering.cli.streams import results_stream

_EXAMPLES = """\b
Examples:
  samestory news news.db
  samestory news news.db --since last --min-outlets 2
  samestory news news.db --since 2026-11-20 --format md
  samestory news news.db --format atom > news.atom
"""

NewsFormat = Literal["table", "json", "csv", "md", "rss", "atom", "html"]


def news_command(
    store: StoreFile,
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
    time_zone: TimeZone = "",
    debug: Debug = False,
) -> None:
    """Say what is new in a store: stories that are new, grew, merged, split or went quiet.

    A new story of a running matter is told as "moved on". Stories keep their ids from run to
    run, so that a link to one stays right.
    """
    from clustering.reporting.news.show import stream_news
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
