"""All that we use of Typer's private parts: help in sections, late loading of commands, errors.

Typer carries a copy of click and may change it in any release. No other module uses these parts.
Where a release has moved one, tests/cli/test_typer_parts.py names it.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

MORE_PANEL = "More options"
SETTINGS_PANEL = "Settings"
"""Sections that only the whole help has."""

_WHOLE = "samestory.whole_help"
_TYPER_INTERRUPTED = 130
"""What Typer's main returns after Ctrl-C."""


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
        left_out = () if ctx.meta.get(_WHOLE) else (MORE_PANEL, SETTINGS_PANEL)
        for panel, rows in sections.items():
            if rows and panel not in left_out:
                with formatter.section(panel):
                    formatter.write_dl(rows, col_max=26)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Write ``--only`` before each of the names that follow it, as hooks append files."""
        spelled: list[str] = []
        is_only = False
        for arg in args:
            if is_only and not arg.startswith("-"):
                spelled += ["--only", arg] if spelled[-1] != "--only" else [arg]
            else:
                is_only = arg == "--only"
                spelled.append(arg)
        return super().parse_args(ctx, spelled)


def show_all_help(ctx: typer.Context, wanted: bool) -> None:
    """Show the help of a command with the options that the short one leaves out, and exit."""
    if wanted:
        ctx.meta[_WHOLE] = True
        typer.echo(ctx.get_help())
        raise typer.Exit


class _Kept(Exception):
    """Carries an error past Typer, which would handle it itself."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


class CommandGroup(TyperGroup, ABC):
    """Commands that are loaded when called, and whose errors are all handled by one method."""

    @abstractmethod
    def load(self, name: str) -> typer.Typer:
        """Return the application of a command."""

    @abstractmethod
    def finish(self) -> None:
        """Do what is left when a command has run; it may raise an ``OSError``."""

    @abstractmethod
    def end(self, error: BaseException, words: Sequence[str]) -> int:
        """Report what stopped the command line ``words``; return the exit code."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that is called, or name the nearest one, and load it."""
        name, found, rest = super().resolve_command(ctx, args)
        if name is None or found is None:
            return name, found, rest
        return name, typer.main.get_command(self.load(name)), rest

    def invoke(self, ctx: Context) -> object:
        """Run the command; keep a broken pipe from Typer."""
        try:
            answer: object = super().invoke(ctx)
            self.finish()
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
        try:
            code = super().main(words, prog_name, complete_var, False, windows_expand_args, **extra)
            if code == _TYPER_INTERRUPTED:
                code = self.end(KeyboardInterrupt(), words)
        except _Kept as kept:
            code = self.end(kept.error, words)
        except Exception as error:
            code = self.end(error, words)
        sys.exit(code)


class UsageProblem(NamedTuple):
    """A usage error of Typer: its message, the nearest valid names, and the command."""

    message: str
    nearest: Sequence[str]
    command: str


def usage_problem(error: typer.TyperException) -> UsageProblem:
    """Return the parts of a usage error; a part that it does not have is empty."""
    nearest = getattr(error, "possibilities", None) or ()
    context = getattr(error, "ctx", None)
    message = error.message if nearest else error.format_message()
    command = context.command_path if context else ""
    return UsageProblem(message.replace("Value error, ", ""), nearest, command)
