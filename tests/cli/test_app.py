"""The application without a command: its version, its help, and a bare call."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import Result

from clustering import __version__
from clustering.cli.commands import SUMMARIES
from tests.cli.conftest import refused

Invoke = Callable[..., Result]


def test_version_is_printed(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"samestory {__version__}\n"


def test_help_names_every_command_the_exit_codes_and_examples(invoke: Invoke) -> None:
    shown = invoke("--help")
    assert shown.exit_code == 0
    for word in (*SUMMARIES, "Exit codes", "samestory report fixtures/posts"):
        assert word in shown.stdout


def test_a_bare_call_shows_the_help_on_stderr_and_fails(invoke: Invoke) -> None:
    assert "Usage: samestory" in refused(invoke())
