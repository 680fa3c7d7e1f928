"""Work in a copy of the process: its result, its errors, and what happens if the copy dies."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from clustering.system import forks
from clustering.system.forks import allow_forks, beside_in_fork, may_fork

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


def test_the_result_of_another_process_is_waited_for() -> None:
    held = {"storm": object()}  # nothing of what the work needs is pickled

    def work() -> tuple[int, int]:
        return os.getpid(), id(held["storm"])

    with beside_in_fork(work) as result:
        process, place = result()
    assert process != os.getpid()
    assert place == id(held["storm"])


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    with beside_in_fork(lambda: 1 // 0) as result, pytest.raises(ZeroDivisionError):
        result()


def test_what_a_copy_that_died_did_not_do_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done"

    with beside_in_fork(work) as result:
        assert result() == "done"


def test_a_result_that_nobody_asks_for_ends_with_the_body(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "process").write_text(str(os.getpid()))
        time.sleep(60)

    began = time.monotonic()
    with beside_in_fork(work):
        while not (tmp_path / "process").exists():
            time.sleep(0.01)
    assert time.monotonic() - began < 30
    with pytest.raises(OSError):
        os.kill(int((tmp_path / "process").read_text() or "-1"), 0)


def test_work_begins_before_its_result_is_asked_for(tmp_path: Path) -> None:
    with beside_in_fork((tmp_path / "begun").touch):
        for _ in range(1000):
            if (tmp_path / "begun").exists():
                return
            time.sleep(0.01)
    pytest.fail("it did not begin")


def test_only_who_says_so_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "_is_allowed", False)
    assert not may_fork()
    allow_forks()
    assert may_fork()


def test_a_copy_that_is_asked_to_end_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            for number in (signal.SIGINT, signal.SIGTERM):
                os.kill(os.getpid(), number)
            time.sleep(60)
        return "done"

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with beside_in_fork(work) as result:
            assert result() == "done"
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capfd.readouterr().err == ""
