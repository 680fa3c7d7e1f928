"""The ``samestory`` application: its help, its own options, and its commands by name."""

from __future__ import annotations

from typing import Annotated

import typer

from clustering.cli.commands import SUMMARIES, Commands
from clustering.cli.exits import WRONG_USAGE
from clustering.cli.streams import write_detail

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
