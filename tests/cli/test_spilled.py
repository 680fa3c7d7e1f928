"""What is said where a run does not fit into memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, succeeded

SAID = "this run would take about 0.2 GB of memory, more than --memory 1MB allows;"

STILL = "with a part in files this run would take about 0.3 GB of memory, more than --memory 1MB"
WOULD_DO = ": --memory 330MB would do."


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
    told = succeeded(invoke("stories", posts, *flags)).stderr
    assert (STILL in told) is (WOULD_DO in told) is is_said


def test_a_run_that_holds_more_than_was_foreseen_says_so_and_goes_on(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clustering.engines.choose.spilled_bytes", lambda *_: 0.0)
    monkeypatch.setattr("clustering.system.memory._LOOK_EVERY", 0.001)
    told = succeeded(invoke("stories", posts, "--memory", "1MB", "--engine", "spill")).stderr
    if sys.platform == "linux":
        assert told.count("of memory for itself, more than --memory 1MB allows; it goes on.") == 1


def test_out_of_memory_names_the_stage_and_the_way_out(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("clustering.pipeline.smooth", no_memory)
    ended = invoke("stories", posts)
    assert ended.exit_code == 70
    assert "out of memory in the stage smoothing; let the process have more" in ended.stderr
