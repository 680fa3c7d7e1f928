"""Errors become one line on stderr and an exit code, in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from clustering import sources
from clustering.errors import NothingReadable, UsageError
from tests.cli.conftest import Invoke, besides_taken


@pytest.fixture
def failing(posts: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run ``stories`` with a first room that raises the given error."""

    def run(error: BaseException, *words: str) -> Result:
        def broken(*_: object) -> None:
            raise error

        monkeypatch.setattr(sources, "read_sources", broken)
        return invoke("stories", posts, *words)

    return run


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UsageError("no article is called 'x'."), 2, "no article is called 'x'."),
        (NothingReadable("posts: nothing to read."), 3, "posts: nothing to read."),
        (UsageError("two\nlines"), 2, "two lines"),
        (PermissionError(13, "Permission denied", "out"), 2, "out: Permission denied."),
        (KeyboardInterrupt(), 130, "interrupted; nothing half-written is left behind."),
        (KeyError("gone"), 70, "this is a bug: KeyError: 'gone' (--debug shows where)."),
        (MemoryError(), 70, "out of memory; try fewer sources, or --jobs 1."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_stops_a_command_is_one_line_and_an_exit_code(
    failing: Callable[..., Result], error: BaseException, code: int, line: str
) -> None:
    shown = failing(error)
    assert (shown.exit_code, shown.stdout, besides_taken(shown.stderr)) == (
        code,
        "",
        f"samestory: {line}\n",
    )


def test_a_reader_that_went_away_is_no_error(failing: Callable[..., Result]) -> None:
    shown = failing(BrokenPipeError(32, "Broken pipe"))
    assert (shown.exit_code, shown.output) == (141, "")


def test_debug_shows_the_traceback_before_the_line(failing: Callable[..., Result]) -> None:
    shown = failing(ValueError("odd"), "--debug")
    assert shown.exit_code == 70
    assert "Traceback (most recent call last)" in shown.stderr
    assert (
        besides_taken(shown.stderr)
        .splitlines()[-1]
        .startswith("samestory: this is a bug: ValueError: odd")
    )


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(
    failing: Callable[..., Result],
) -> None:
    shown = failing(UsageError("bad\x1b[31m.md: odd"))
    assert besides_taken(shown.stderr) == "samestory: bad [31m.md: odd\n"
