"""The command group: imports a command when it is called, and turns its errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

from clustering.cli.exits import INTERRUPTED, exit_code
from clustering.cli.streams import flush_results

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

SUMMARIES = {
    "report": "Write the report folder: pages, tables and a graph.",
    "stories": "List stories: articles about one event, and who carried it.",
    "duplicates": "List articles that are copies of each other (--check in CI).",
    "explain": "Say why two articles are, or are not, in one story.",
    "evaluate": "Score the stories against labels people gave.",
    "tune": "Try every threshold at once and say which to choose.",
    "label": "Ask about the pairs of articles that matter most.",
}
"""Each command's line in the help; the command itself is in the module of its name."""


class CommandHelp(TyperCommand):
    """A command whose help groups its options: its own first, then the shared ones."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options, one section for each panel."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            row = param.get_help_record(ctx)
            if row is None:
                continue
            if param.param_type_name == "argument":
                sections["Arguments"].append((row[0].partition(" ")[0], row[1]))
            else:
                panel = getattr(param, "rich_help_panel", None) or "Options"
                sections.setdefault(panel, []).append(row)
        for panel, rows in sections.items():
            if rows:
                with formatter.section(panel):
                    formatter.write_dl(rows, col_max=26)


class _Kept(Exception):
    """Carries an error past Typer."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


class Commands(TyperGroup):
    """All commands. ``samestory --help`` costs none of their imports."""

    debug = False

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that is called, or name the nearest one, and load it."""
        name, found, rest = super().resolve_command(ctx, args)
        if name is None or found is None:
            return name, found, rest
        module = import_module(f"clustering.cli.{name}")
        return name, typer.main.get_command(module.app), rest

    def invoke(self, ctx: Context) -> object:
        """Run the command; keep a broken pipe from Typer, which would answer it itself."""
        try:
            answer: object = super().invoke(ctx)
            flush_results()
        except OSError as error:
            raise _Kept(error) from None
        except SystemExit:  # what rich makes of a broken pipe
            raise _Kept(BrokenPipeError()) from None
        return answer

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: object,
    ) -> object:
        """Run the command line and leave with its exit code; standalone or not."""
        words = list(sys.argv[1:] if args is None else args)
        self.debug = "--debug" in words
        try:
            code = super().main(words, prog_name, complete_var, False, windows_expand_args, **extra)
            if code == INTERRUPTED:  # what Typer makes of Ctrl-C
                exit_code(KeyboardInterrupt(), debug=False)
        except _Kept as kept:
            code = exit_code(kept.error, debug=self.debug)
        except Exception as error:
            code = exit_code(error, debug=self.debug)
        sys.exit(code)
