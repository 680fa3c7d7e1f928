"""The commands by name: each is imported when it is called, and its errors get an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from clustering.cli.exits import exit_code
from clustering.cli.streams import flush_results
from clustering.cli.typer_parts import CommandGroup

SUMMARIES = {
    "report": "Write the report folder: pages, tables and a graph.",
    "stories": "List stories: articles about one event, and who carried it.",
    "duplicates": "List articles that are copies of each other (--check in CI).",
    "explain": "Say why two articles are, or are not, in one story.",
    "evaluate": "Score the stories against labels people gave.",
    "tune": "Try every threshold at once and say which to choose.",
    "label": "Ask about the pairs of articles that matter most.",
    "watch": "Ask feeds and read sources again and again into a store.",
    "news": "Say what is new in a store since yesterday or a run.",
    "serve": "Show a store in the browser, and correct it there.",
    "settings": "Show every setting: its value, its range and what it does.",
}
"""Each command's line in the help; the command itself is in the module of its name."""


class Commands(CommandGroup):
    """All commands; ``samestory --help`` imports none of them."""

    def load(self, name: str) -> typer.Typer:
        """Import the module of a command."""
        app: typer.Typer = import_module(f"clustering.cli.{name}").app
        return app

    def finish(self) -> None:
        """Write the results that are still in a buffer."""
        flush_results()

    def end(self, error: BaseException, words: Sequence[str]) -> int:
        """Say in one line what stopped the command; return the exit code for it."""
        is_bare = isinstance(error, KeyboardInterrupt)  # it has no traceback
        return exit_code(error, debug="--debug" in words and not is_bare)
