"""Work that a copy of a process does is done once, whatever happens to the copy."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clustering.system.forks import answered_in_copy, beside_in_copy, map_in_copies


@pytest.fixture
def done(tmp_path: Path) -> Path:
    """Where work says which process did it."""
    return tmp_path / "done"


def _note(done: Path) -> Callable[[], object]:
    return lambda: done.write_text(str(os.getpid()))


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_a_copy_does_the_work(done: Path) -> None:
    with beside_in_copy(_note(done), 2):
        pass
    assert int(done.read_text()) != os.getpid()


def test_with_one_core_the_work_comes_behind_the_body(done: Path) -> None:
    with beside_in_copy(_note(done), 1):
        assert not done.exists()
    assert int(done.read_text()) == os.getpid()


def test_without_room_for_a_copy_the_work_is_done_here(
    done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    with beside_in_copy(_note(done), 2):
        pass
    assert int(done.read_text()) == os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
@pytest.mark.parametrize("fails", [False, True])
def test_where_nobody_is_told_of_ended_children_the_work_is_done_all_the_same(
    done: Path, fails: bool
) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # as some services start their children
    try:
        with suppress(KeyboardInterrupt), beside_in_copy(_note(done), 2):
            until = time.monotonic() + 30
            while not done.exists() and time.monotonic() < until:
                time.sleep(0.01)
            if fails:
                time.sleep(0.1)  # the copy has ended by now
                raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert done.exists()


def test_a_copy_ends_with_a_body_that_fails(done: Path) -> None:
    def wait() -> None:
        time.sleep(60)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside_in_copy(wait, 2):
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30


def _slow_square(number: int) -> tuple[int, int]:
    time.sleep(0.005)
    return number * number, os.getpid()


@pytest.mark.parametrize("cores", [1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_answers_are_in_the_order_of_the_tasks_however_many_work(count: int, cores: int) -> None:
    answers = map_in_copies(_slow_square, range(count), cores)
    assert [square for square, _ in answers] == [number * number for number in range(count)]


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
@pytest.mark.parametrize("cores", [1, 2, 3])
def test_as_many_processes_work_as_there_are_cores(cores: int) -> None:
    answers = map_in_copies(_slow_square, range(60), cores)
    assert len({worker for _, worker in answers}) == cores


def test_the_tasks_of_a_copy_that_dies_are_done_here() -> None:
    ours = os.getpid()

    def die_in_a_copy(number: int) -> int:
        if os.getpid() != ours and number == 30:
            os._exit(9)
        return _slow_square(number)[0]

    assert map_in_copies(die_in_a_copy, range(40), 2) == [number**2 for number in range(40)]


def test_a_task_that_a_copy_cannot_answer_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        map_in_copies(lambda number: 1 / (number - 39), range(40), 2)


def test_progress_tells_of_the_tasks_of_all() -> None:
    told: list[int] = []
    map_in_copies(_slow_square, range(40), 3, told.append)
    assert told == sorted(told)
    assert told[-1] == 40


def test_copies_end_with_work_that_fails_here() -> None:
    ours = os.getpid()

    def fail_here(_: int) -> None:
        if os.getpid() == ours:
            raise KeyboardInterrupt
        time.sleep(60)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        map_in_copies(fail_here, range(9), 3)
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_copies_do_not_outlive_a_process_that_is_killed_however_much_they_have_to_say() -> None:
    script = (
        "import time; from clustering.system.forks import map_in_copies\n"
        "def long_answer(number):\n"
        "    time.sleep(0.02)\n"
        "    return bytes(200_000)\n"
        "print('begun', flush=True)\n"
        "map_in_copies(long_answer, range(60), 3)\n"
    )
    # Whoever was copied from it holds its output open, which ends with the last of them.
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        time.sleep(0.2)
        process.kill()
        assert select.select([process.stdout], [], [], 30)[0], "a copy is left"
        assert process.stdout.read() == b""


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_a_copy_answers_however_much_it_has_to_say() -> None:
    with answered_in_copy(lambda: (os.getpid(), "long" * 100_000), 2) as answer:
        copy, told = answer()
    assert copy != os.getpid()
    assert told == "long" * 100_000


def test_with_one_core_the_answer_is_found_when_it_is_asked_for() -> None:
    asked: list[bool] = []
    with answered_in_copy(lambda: (asked, os.getpid()), 1) as answer:
        asked.append(True)
        assert answer() == ([True], os.getpid())


def test_what_a_copy_that_dies_would_have_answered_is_found_here() -> None:
    ours = os.getpid()

    def die_in_a_copy() -> str:
        if os.getpid() != ours:
            os._exit(9)
        return "here"

    with answered_in_copy(die_in_a_copy, 2) as answer:
        assert answer() == "here"


def test_an_error_of_work_is_raised_where_its_answer_is_asked_for() -> None:
    with answered_in_copy(lambda: 1 // 0, 2) as answer, pytest.raises(ZeroDivisionError):
        answer()
