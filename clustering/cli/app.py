"""The ``samestory`` application: its help, its own options, and its commands, loaded by name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from clustering.cli.exits import WRONG_USAGE, exit_code
from clustering.cli.streams import flush_results, write_detail
from clustering.cli.typer_parts import CommandGroup, CommandHelp

_EXAMPLES = """\b
Examples:
  samestory report fixtures/posts        write reports/latest/index.html and tables
  samestory stories fixtures/posts       which articles are one story, who carried it
  samestory duplicates posts --check     exit code 1 when a copy is found (for CI)
  samestory explain A B                  why two articles are, or are not, together

\b
Exit codes:
  0 done   1 a check found something   2 wrong usage or settings
  3 nothing readable in the sources
"""

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
"""Each command's line in the help; the command itself is in the module of its name, as
``NAME_command`` with ``_EXAMPLES``."""


def command_app(name: str) -> typer.Typer:
    """Make the application of a command from its function and its examples."""
    module = import_module(f"clustering.cli.commands.{name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=CommandHelp, epilog=module._EXAMPLES)(getattr(module, f"{name}_command"))
    return app


class Commands(CommandGroup):
    """All commands; ``samestory --help`` imports none of them."""

    def load(self, name: str) -> typer.Typer:
        """Import the module of a command."""
        return command_app(name)

    def finish(self) -> None:
        """Write the results that are still in a buffer."""
        flush_results()

    def end(self, error: BaseException, words: Sequence[str]) -> int:
        """Say in one line what stopped the command; return the exit code for it."""
        is_bare = isinstance(error, KeyboardInterrupt)  # it has no traceback
        return exit_code(error, debug="--debug" in words and not is_bare)


app = typer.Typer(
    name="samestory",
    cls=Commands,
    epilog=_EXAMPLES,
    rich_markup_mode=None,  # plain help takes 0.1 s, rich's 0.3 s
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from clustering import __version__

        typer.echo(f"samestory {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def samestory(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Tell which news articles are the same story, and which are the same article."""
    if context.invoked_subcommand is None:
        for line in context.get_help().splitlines():
            write_detail(line)
        raise typer.Exit(WRONG_USAGE)


def _placeholder() -> None:
    """Stand for a command until ``Commands`` loads it."""


for _name, _summary in SUMMARIES.items():
    app.command(_name, help=_summary)(_placeholder)
