"""The ``serve`` command: a store in the browser, for looking and for correcting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from clustering.cli.options import Debug, StoreFile, TimeZone
from clustering.cli.streams import write_message
from clustering.settings.beside import NOTHING_BESIDE, Beside

_EXAMPLES = """\b
Examples:
  samestory serve news.db
  samestory serve news.db --port 8765 --no-browser
  samestory serve news.db --labels answers/labels.yaml --time-zone Europe/Berlin
  samestory serve news.db --host 0.0.0.0 --token-file token.txt
"""


DEFAULT_LABELS = Path("labels.yaml")
Port = Annotated[
    int, typer.Option(min=0, max=65_535, metavar="N", help="Port of the desk; 0 for a free one.")
]


def serve_beside(
    store: Path, labels: Path | None, port: int, beside: Beside = NOTHING_BESIDE
) -> Callable[[], None]:
    """Serve a store from another thread, while this one goes on; return what ends it."""
    from clustering.serve.server import prepare

    serving = prepare(store, labels or DEFAULT_LABELS, "127.0.0.1", port, None, beside)
    write_message(f"{store}: open {serving.address}")
    thread = Thread(target=serving.run)
    thread.start()

    def end() -> None:
        serving.stop()
        thread.join()

    return end


def serve_command(
    store: StoreFile,
    *,
    port: Port = 0,
    host: Annotated[
        str,
        typer.Option(metavar="HOST", help="Where to listen; one that others reach needs a token."),
    ] = "127.0.0.1",
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A file with a token that opens the desk from other browsers."
        ),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="File of answers that says what you correct. [default: labels.yaml]",
            show_default=False,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Settings file with your groups of outlets. "
            "[default: samestory.yaml beside the store]",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str,
        typer.Option(metavar="TEXT", help="What the pages are called. [default: the store's name]"),
    ] = "",
    time_zone: TimeZone = "",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    debug: Debug = False,
) -> None:
    """Show a store in the browser: its front page, and every story with its articles.

    What is wrong is set right where it is seen: articles that are not this story, stories that
    are one, copies that are none. Each correction is an answer in the store and in labels.yaml,
    and holds in every later run; each can be undone. The address opens the desk once, for the
    browser that comes first; nobody else gets in.
    """
    from clustering.serve.server import open_browser, prepare
    from clustering.settings.model import choose_settings

    beside = choose_settings(None, config, store).beside
    labels = labels or beside.labels or DEFAULT_LABELS
    beside = beside._replace(title=title or beside.title, time_zone=time_zone or beside.time_zone)
    serving = prepare(store, labels, host, port, token_file, beside)
    write_message(f"{store}: open {serving.address}")
    write_message("Ctrl-C ends it; nothing is lost.")
    if browser:
        open_browser(serving.address)
    serving.run()
