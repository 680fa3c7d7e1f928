"""Answers come in order whatever happens to the processes that give them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import current_process
from pathlib import Path

import pytest

from clustering.sources.processes import map_in_processes, usable_processes


def test_answers_are_in_task_order() -> None:
    assert list(map_in_processes(str.upper, ["b", "a", "c"], 2)) == ["B", "A", "C"]


def test_a_process_that_dies_does_not_lose_its_task() -> None:
    parent = os.getpid()
    tasks = [f"import os\nif os.getpid() != {parent}: os._exit(9)", "pass"]
    assert list(map_in_processes(exec, tasks, 2)) == [None, None]


@pytest.mark.parametrize("error", [OSError, ImportError, NotImplementedError])
def test_without_processes_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error("no processes")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert list(map_in_processes(str.upper, ["a", "b"], 2)) == ["A", "B"]


def test_an_error_in_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(map_in_processes(int, ["1", "x"], 2))


def test_processes_leave_ctrl_c_to_the_parent() -> None:
    assert list(map_in_processes(signal.getsignal, [signal.SIGINT], 2)) == [signal.SIG_IGN]


def test_a_script_without_a_main_guard_runs_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from clustering.sources.processes import map_in_processes\n"
        "print('started', *map_in_processes(str.upper, ['a', 'b'], 2))\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert done.stdout == "started A B\n"
    assert done.stderr == ""


def test_jobs_are_the_number_of_processes() -> None:
    assert usable_processes(3) == 3


def test_no_jobs_are_one_process_for_each_core() -> None:
    assert 1 <= usable_processes(0) <= (os.cpu_count() or 1)


def test_a_daemon_process_has_no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    assert usable_processes(4) == 1
