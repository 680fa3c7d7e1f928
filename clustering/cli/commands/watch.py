"""The ``watch`` command: bring what feeds, addresses and other sources hold into a store."""

from __future__ import annotations

import gc
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from clustering.cli.commands.serve import Port, serve_beside
from clustering.cli.options import RunOptions, Sources, fill_options, with_run_options
from clustering.cli.read_and_run import choose_run_settings
from clustering.cli.watching import Watch, log
from clustering.errors import NothingReadable, SamestoryError, UsageError
from clustering.serve.server import need_libraries

_EXAMPLES = """\b
Examples:
  samestory watch news.db https://news.example/feed.xml
  samestory watch news.db feeds.opml --follow --every 30m
  samestory watch news.db https://news.example/feed.xml posts --once
  samestory watch news.db feeds.opml --follow --serve
"""

DEFAULT_INTERVAL = "15m"
_INTERVAL = re.compile(r"(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,8})s)?")
_SECONDS = (86_400, 3_600, 60, 1)


def parse_interval(text: str) -> int:
    """Return the seconds of an interval such as ``15m`` or ``1h30m``; refuse anything else."""
    found = _INTERVAL.fullmatch(text.strip().lower())
    seconds = 0
    if found:
        seconds = sum(int(n) * unit for n, unit in zip(found.groups("0"), _SECONDS, strict=True))
    if not seconds:
        raise typer.BadParameter(f"{text!r} is no interval; give one such as 15m, 1h or 1h30m.")
    return seconds


@with_run_options
def watch_command(
    store: Annotated[
        Path, typer.Argument(metavar="STORE", help="The file to bring the articles into.")
    ],
    sources: Sources,
    *,
    every: Annotated[
        int | None,
        typer.Option(
            metavar="INTERVAL",
            parser=parse_interval,
            help=f"Time between two rounds, such as 15m or 1h. [default: {DEFAULT_INTERVAL}]",
            show_default=False,
        ),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="One round, then end: for cron and systemd timers.")
    ] = False,
    now: Annotated[
        bool,
        typer.Option("--now", help="Ask every address at once, also those not due and gone."),
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show the store in the browser meanwhile, as `serve`.")
    ] = False,
    port: Port = 0,
    options: RunOptions,
) -> None:
    """Read the sources again and again into a store; `samestory news STORE` says what is new.

    Sources are folders, tables, feeds, and web addresses of these. An address is asked only for
    what is new, and only as often as its server and its feed want. The feeds that an OPML list
    names are asked with --follow. What happens is said on stderr, with the time. Without --once
    it goes on until it is stopped, whatever happens to the network.
    """
    if once and every is not None:
        raise UsageError("--once and --every: give one of them.")
    if once and serve:
        raise UsageError("--once and --serve: give one of them.")
    if serve:
        need_libraries()
    chosen = choose_run_settings(sources, options)
    options = fill_options(options, chosen.beside)
    watch = Watch(store, sources, chosen, options)
    if once:
        watch.round(ask_all=now)
        return
    interval = every or parse_interval(DEFAULT_INTERVAL)
    beside = chosen.beside._replace(time_zone=options.time_zone)
    end: Callable[[], None] | None = None
    try:
        for _ in _rounds(watch, interval, ask_all=now, quiet=options.quiet):
            if serve and not end and store.exists():
                end = serve_beside(store, options.labels, port, beside)
    except KeyboardInterrupt:
        if not options.quiet:
            log("stopped; nothing half-written is left behind.")
    finally:
        if end:
            end()


def _rounds(watch: Watch, interval: int, *, ask_all: bool, quiet: bool) -> Iterator[None]:
    """Make rounds until the process is stopped; give way before the first and after each.

    What is wrong with the command ends it in the first round. After that nothing does but a fault
    of the program: a store that another process writes to and a full disk may be right again.
    """
    is_first = True
    yield
    while True:
        began = time.monotonic()
        try:
            watch.round(ask_all=ask_all and is_first)
        except NothingReadable as error:
            log(str(error))
        except (SamestoryError, OSError, sqlite3.Error) as error:
            if is_first:
                raise
            log(f"this round failed: {error}")
        is_first = False
        yield
        gc.collect()  # other commands end before it would matter
        wait = max(interval - (time.monotonic() - began), 1.0)
        if not quiet:
            log(f"next round at {time.strftime('%H:%M:%S', time.localtime(time.time() + wait))}.")
        time.sleep(wait)
