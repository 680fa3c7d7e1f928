"""The ``duplicates`` command: copies on standard output, and a check for CI."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from clustering.cli.commands import CommandHelp
from clustering.cli.exits import CHECK_FAILED
from clustering.cli.options import Format, RunOptions, Sources, with_run_options
from clustering.cli.streams import say
from clustering.cli.walk import SEE_REPORT, choose, walk

EXAMPLES = """\b
Examples:
  samestory duplicates fixtures/posts
  samestory duplicates fixtures/posts --check
  samestory duplicates fixtures/posts fixtures/headlines.jsonl --format csv
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=CommandHelp, epilog=EXAMPLES)
@with_run_options
def duplicates(
    sources: Sources,
    *,
    style: Format = "table",
    check: Annotated[
        bool, typer.Option("--check", help="Exit with code 1 when there are any.")
    ] = False,
    options: RunOptions,
) -> None:
    """Find articles that are copies of each other and print them in groups.

    Each group names the one to keep and why. With --check the exit code is 1 when there
    is a group and 0 when there is none, for a hook or a CI job before publishing.
    """
    result = walk(sources, choose(sources, options), options, full_list=SEE_REPORT)
    from clustering import reporting

    reporting.stream_duplicates(result, style, sys.stdout)
    found = len(result.duplicate_groups)
    if check and found:
        say(f"{found} duplicate {'group' if found == 1 else 'groups'}; the check fails.")
        raise typer.Exit(CHECK_FAILED)
