"""Runs a command as a whole process: its time, its processor time and its memory, to a limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DONE, FAILED, TOO_LONG, TOO_MUCH = "done", "failed", "time", "memory"

_EVERY = 0.05  # seconds between two looks at the memory
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1e6  # megabytes


@dataclass(frozen=True)
class Limit:
    """When a run is stopped: after so many seconds, or beyond so many megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Run:
    """What a run took.

    Attributes
    ----------
    seconds
        From start to end, by the clock.
    user
        Seconds of processor time in user mode, of the process and its children.
    megabytes
        The most its processes held at once: their resident sets together, looked at twenty
        times a second, and never less than the first process's own peak. Pages that processes
        share are counted for each.
    outcome
        ``done``, ``failed``, or the limit that stopped it: ``time`` or ``memory``.
    exit_code
        Negative for the signal that ended it.
    said
        The last line of stderr.
    """

    seconds: float
    user: float
    megabytes: float
    outcome: str
    exit_code: int
    said: str


def watch(command: Sequence[str], limit: Limit, environment: Mapping[str, str]) -> Run:
    """Run a command to its end or to its limit.

    Parameters
    ----------
    environment
        Variables beside those of this process.
    """
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env={**os.environ, **environment},
            start_new_session=True,  # so that its workers are known and end with it
        )
        watcher = _Watcher(process.pid, limit)
        watcher.start()
        # Its memory is not taken from here: it would include what this process held at the fork.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watcher.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    outcome = watcher.stopped_by or (FAILED if process.returncode else DONE)
    said = lines[-1].strip() if lines else ""
    return Run(seconds, usage.ru_utime, watcher.most, outcome, process.returncode, said)


class _Watcher(threading.Thread):
    """Looks at the memory of a session of processes, and ends it at its limit."""

    def __init__(self, session: int, limit: Limit) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.stopped_by = ""
        self._session = session
        self._limit = limit
        self._end = threading.Event()

    def run(self) -> None:
        end = time.monotonic() + self._limit.seconds
        while not self._end.wait(_EVERY):
            held = sum(int(fields[21]) * _PAGE for _, fields in processes_of(self._session))
            self.most = max(self.most, held, memory_of(self._session).get("VmHWM", 0.0))
            if self.most > self._limit.megabytes:
                self.stopped_by = TOO_MUCH
            elif time.monotonic() > end:
                self.stopped_by = TOO_LONG
            if self.stopped_by:
                self._kill()
                return

    def stop(self) -> None:
        """Stop looking; workers that outlived the command are ended."""
        self._end.set()
        self.join()
        self._kill()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._session, signal.SIGKILL)


def processes_of(session: int) -> Iterator[tuple[int, list[str]]]:
    """Give each process of a session with what Linux says of it behind its name.

    None where no one counts. The numbers are those of proc(5) from the third on.
    """
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may hold anything; behind it come the state and numbers.
            fields = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            yield int(entry.parent.name), fields


def memory_of(process: int) -> dict[str, float]:
    """Return what Linux tells of the memory of a process, in MB; nothing once it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    lines = (line.split() for line in status.splitlines() if line.endswith(" kB"))
    return {words[0].rstrip(":"): int(words[1]) * 1024 / 1e6 for words in lines}
