"""What was done before a kill is not done again, and the result is the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from clustering.engines.resumed import KeptResults
from clustering.engines.spill import SpillEngine
from clustering.errors import UsageError
from tests.engines.parity import assert_same
from tests.engines.streams import WINDOW, stream_reading
from tests.patience import PATIENCE

Numbers = npt.NDArray[Any]

KILLED = """
import sys
from pathlib import Path
from clustering.engines.spill import SpillEngine
from tests.engines.parity import files_of
from tests.engines.streams import WINDOW, stream_reading

folder = Path(sys.argv[1])
engine = SpillEngine(block_rows=50, resume=folder / "kept")
files_of(engine, stream_reading(7, 800, 40.0), folder / "killed", window=WINDOW)
"""


def noted(folder: str, number: int) -> int:
    """Note that the work is done."""
    with Path(folder, "done").open("a", encoding="utf-8") as file:
        file.write(f"{number} ")
    if number == 99:
        raise ValueError
    return number * 2


def plus(one: Numbers, other: Numbers) -> Numbers:
    return one + other


def times(one: Numbers, other: Numbers) -> Numbers:
    return one * other


@pytest.mark.parametrize("threads", [1, 3])
def test_only_what_is_not_done_is_done(threads: int, tmp_path: Path) -> None:
    def run(numbers: list[int]) -> tuple[list[int], set[str], SpillEngine]:
        (tmp_path / "done").write_text("", encoding="utf-8")
        engine = SpillEngine(threads=threads, resume=tmp_path / "kept")
        found = list(engine.map(noted, ((str(tmp_path), number) for number in numbers)))
        return found, {*(tmp_path / "done").read_text("utf-8").split()}, engine

    with pytest.raises(ValueError):
        run([0, 1, 2, 3, 4, 5, 6, 7, 99])
    kept = len(list((tmp_path / "kept").iterdir()))
    assert 8 - threads <= kept <= 8
    found, done, engine = run([9, 0, 1, 2, 10, 3, 4, 5, 6, 7])
    assert found == [18, 0, 2, 4, 20, 6, 8, 10, 12, 14]
    assert len(done) == 10 - kept
    assert {"9", "10"} <= done
    engine.finish()
    assert not (tmp_path / "kept").exists()


def test_other_arguments_and_other_work_are_other_tasks(tmp_path: Path) -> None:
    engine = SpillEngine(resume=tmp_path)
    given = [(np.arange(3), np.arange(3)), (np.arange(3), np.arange(3.0))]
    for work in (plus, times):
        found = list(engine.map(work, given))
        assert [one.tolist() for one in found] == [work(*task).tolist() for task in given]


@pytest.mark.slow("groups eight hundred articles three times, once in a process that is killed")
def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    path = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})
    deadline = time.monotonic() + 60 * PATIENCE
    while len(list(kept.glob("*.block"))) < 3:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    engine = SpillEngine(block_rows=50, resume=kept)
    assert_same(engine, stream_reading(7, 800, 40.0), tmp_path, window=WINDOW)
    assert engine._kept is not None
    assert engine._kept.taken >= 3
    assert list(kept.glob("*.block")) == []


def test_a_folder_that_others_may_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(UsageError, match="others may write to it"):
        KeptResults(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="name another folder"):
        KeptResults(tmp_path / "file")
