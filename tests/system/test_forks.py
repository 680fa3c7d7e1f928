"""Work that a copy of a process does is done once, whatever happens to the copy."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clustering.system.forks import beside_in_copy


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


def test_what_a_copy_does_not_finish_is_done_here(done: Path) -> None:
    ours = os.getpid()

    def fail_in_a_copy() -> None:
        if os.getpid() != ours:
            os._exit(3)
        _note(done)()

    with beside_in_copy(fail_in_a_copy, 2):
        pass
    assert int(done.read_text()) == ours


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


def test_what_the_work_cannot_do_is_told_here() -> None:
    def fail() -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"), beside_in_copy(fail, 2):
        pass


def test_a_copy_ends_with_a_body_that_fails(done: Path) -> None:
    def wait() -> None:
        time.sleep(60)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside_in_copy(wait, 2):
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
