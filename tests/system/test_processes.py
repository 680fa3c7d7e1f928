"""Answers come in order whatever happens to the processes that give them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import current_process
from pathlib import Path

import pytest

from clustering.system.processes import count_piece, map_in_processes, usable_processes
from tests.patience import PATIENCE
from tests.process_groups import is_gone


def test_answers_are_in_task_order() -> None:
    assert list(map_in_processes(str.upper, ["b", "a", "c"], 2)) == ["B", "A", "C"]


def test_a_process_that_dies_does_not_lose_its_task() -> None:
    parent = os.getpid()
    tasks = [f"import os\nif os.getpid() != {parent}: os._exit(9)", "pass"]
    assert list(map_in_processes(exec, tasks, 2)) == [None, None]


def count_when_told(folder: Path) -> int:
    """Count three pieces, each when the one before was told."""
    for piece in range(3):
        while not (folder / str(piece)).exists():
            time.sleep(0.01)
        count_piece()
    return 3


def test_pieces_are_told_while_answers_are_waited_for(tmp_path: Path) -> None:
    told: list[int] = []

    def tell(pieces: int) -> None:
        told.append(pieces)
        (tmp_path / str(pieces)).touch()

    assert list(map_in_processes(count_when_told, [tmp_path], 1, tell)) == [3]
    assert told == sorted(told)
    assert {0, 1, 2} <= set(told) <= {0, 1, 2, 3}


def test_outside_of_a_map_nothing_is_counted(tmp_path: Path) -> None:
    for piece in range(3):
        (tmp_path / str(piece)).touch()
    assert count_when_told(tmp_path) == 3


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
        "from clustering.system.processes import map_in_processes\n"
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


SLEEPERS = """
import sys, time
from clustering.system.processes import map_in_processes
try:
    print("starting", flush=True)
    list(map_in_processes(time.sleep, [600] * 4, 4))
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def start_sleepers() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SLEEPERS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "starting\n"
    return process


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4, 1.0])
def test_ctrl_c_is_quiet_and_leaves_no_process(wait: float) -> None:
    with start_sleepers() as process:
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (out, err) == ("stopped\n", "")
    assert is_gone(process.pid, PATIENCE)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_processes_do_not_outlive_their_parent(number: signal.Signals) -> None:
    with start_sleepers() as process:
        time.sleep(1.0)
        process.send_signal(number)
        process.communicate(timeout=PATIENCE)
    assert is_gone(process.pid, PATIENCE)


def test_answers_that_are_no_longer_wanted_stop_the_work() -> None:
    answers = map_in_processes(time.sleep, [0, 600], 2)
    assert next(answers) is None
    start = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < PATIENCE


def test_ctrl_c_is_handled_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    list(map_in_processes(str.upper, ["a", "b"], 2))
    assert signal.getsignal(signal.SIGINT) is before
    if hasattr(signal, "pthread_sigmask"):
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_another_thread_may_start_processes() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(map_in_processes(str.upper, ["a"], 2)))
    thread.start()
    thread.join()
    assert found == ["A"]


def test_jobs_are_the_number_of_processes() -> None:
    assert usable_processes(3) == 3


def test_no_jobs_are_one_process_for_each_core() -> None:
    assert 1 <= usable_processes(0) <= (os.cpu_count() or 1)


def test_a_daemon_process_has_no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    assert usable_processes(4) == 1
