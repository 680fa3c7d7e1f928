"""Turns whatever stopped a command into one line on stderr and an exit code."""

from __future__ import annotations

import traceback

import typer

from clustering.cli.streams import drop_results, write_message
from clustering.cli.typer_parts import usage_problem
from clustering.errors import SamestoryError

CHECK_FAILED = 1
WRONG_USAGE = 2
INTERNAL_ERROR = 70  # sysexits' EX_SOFTWARE: 1 would read as "a check found something"
INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE: `samestory stories posts | head` ends like any other tool


def exit_code(error: BaseException, *, debug: bool) -> int:
    """Tell the user in one line what stopped the command; return the exit code for it.

    With ``debug`` the traceback is printed first.
    """
    if debug:
        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        drop_results()
        return READER_GONE
    line, code = _describe(error)
    write_message(" ".join(line.split()))
    return code


def _describe(error: BaseException) -> tuple[str, int]:
    if isinstance(error, SamestoryError):
        return str(error), error.exit_code
    if isinstance(error, typer.TyperException):
        return _describe_usage(error), error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; nothing half-written is left behind.", INTERRUPTED
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}.", WRONG_USAGE
    if isinstance(error, MemoryError):
        return "out of memory; try fewer sources, or --jobs 1.", INTERNAL_ERROR
    return f"this is a bug: {type(error).__name__}: {error} (--debug shows where).", INTERNAL_ERROR


def _describe_usage(error: typer.TyperException) -> str:
    """Describe a usage error of Typer: what is wrong, the nearest valid name, where to look."""
    problem = usage_problem(error)
    message = problem.message
    if problem.nearest:
        message = f"{message}; did you mean {' or '.join(problem.nearest[:2])}?"
    if not message.endswith((".", "?")):
        message += "."
    hint = f" See '{problem.command} --help'." if problem.command else ""
    return f"{message[:1].lower()}{message[1:]}{hint}"
