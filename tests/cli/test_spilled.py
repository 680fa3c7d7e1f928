"""What is said where a run does not fit into memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, succeeded

SAID = "this run would take about 0.2 GB of memory, more than --memory 1MB allows;"

STILL = "with a part in files this run would take about 0.3 GB of memory, more than --memory 1MB"


@pytest.mark.parametrize(
    ("flags", "is_said"),
    [
        (("--memory", "1MB"), True),
        (("--memory", "100GB"), False),
        (("--memory", "1MB", "--engine", "inline"), False),
        (("--memory", "1MB", "--quiet"), False),
    ],
)
def test_a_run_that_is_kept_in_files_says_so(
    invoke: Invoke, posts: Path, flags: tuple[str, ...], is_said: bool
) -> None:
    assert (SAID in succeeded(invoke("stories", posts, *flags)).stderr) is is_said


@pytest.mark.parametrize(
    ("flags", "is_said"),
    [
        (("--memory", "1MB"), True),
        (("--memory", "1MB", "--engine", "spill"), True),
        (("--memory", "100GB", "--engine", "spill"), False),
        (("--engine", "spill"), False),
        (("--memory", "1MB", "--engine", "inline"), False),
        (("--memory", "1MB", "--engine", "spill", "--quiet"), False),
    ],
)
def test_a_run_that_needs_more_than_it_was_given_even_in_files_says_so_first(
    invoke: Invoke, posts: Path, flags: tuple[str, ...], is_said: bool
) -> None:
    assert (STILL in succeeded(invoke("stories", posts, *flags)).stderr) is is_said
