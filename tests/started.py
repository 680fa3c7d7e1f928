"""Starts commands as processes of their own, copied from one that has loaded all they need."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from multiprocessing import connection, forkserver, get_context
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import DEVNULL, CompletedProcess, TimeoutExpired
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any

import pytest

from tests.patience import PATIENCE

COMMAND = "from clustering.cli import main; main()"


@cache
def copies_of_loaded() -> ForkServerContext:
    """Return a context whose processes are copies of one that has loaded what commands need."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.loaded"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
        forkserver.ensure_running()
    return context


class Started:
    """A process that runs the command, or another program: what tests need of ``Popen``.

    Python does not start in it and nothing is imported, so it is not for tests of either: of
    locales, or of Ctrl-C during imports.

    Parameters
    ----------
    stdin, stdout, stderr
        A file or its descriptor, ``PIPE`` or ``DEVNULL``.
    in_session
        Whether it has a session of its own, and the terminal that is its stdin.
    """

    def __init__(
        self,
        *words: object,
        program: str = COMMAND,
        stdin: int | IO[Any] = DEVNULL,
        stdout: int | IO[Any] = DEVNULL,
        stderr: int | IO[Any] = DEVNULL,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        in_session: bool = False,
    ) -> None:
        given = (stdin, stdout, stderr)
        self._ours: list[IO[str] | None] = [None, None, None]
        with ExitStack() as theirs:
            ends = [self._end(number, one, theirs) for number, one in enumerate(given)]
            self._process = copies_of_loaded().Process(
                target=_run,
                args=(program, list(map(str, words)), ends, in_session),
                kwargs={"env": dict(env or os.environ), "cwd": str(cwd or Path.cwd())},
            )
            self._process.start()
        self.stdin, self.stdout, self.stderr = self._ours
        self.pid = self._process.pid or 0

    def _end(self, number: int, given: int | IO[Any], theirs: ExitStack) -> _Descriptor:
        if not isinstance(given, int):
            return _Descriptor(given.fileno())
        if given >= 0:
            return _Descriptor(given)
        end = os.open(os.devnull, os.O_RDWR) if given == DEVNULL else self._pipe(number)
        theirs.callback(os.close, end)
        return _Descriptor(end)

    def _pipe(self, number: int) -> int:
        reader, writer = os.pipe()
        theirs, ours = (writer, reader) if number else (reader, writer)
        self._ours[number] = os.fdopen(ours, "r" if number else "w", encoding="utf-8")
        return theirs

    def __enter__(self) -> Started:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error:
            self.kill()
        for stream in filter(None, self._ours):
            stream.close()
        self.wait()

    @property
    def returncode(self) -> int | None:
        """Its exit code, if it has ended; less than 0, if by a signal."""
        return self._process.exitcode

    def wait(self, timeout: float = PATIENCE) -> int:
        """Wait for its end, and return its exit code."""
        if not connection.wait([self._process.sentinel], timeout):
            raise TimeoutExpired(COMMAND, timeout)
        self._process.join()
        return self._process.exitcode or 0

    def communicate(self, timeout: float = PATIENCE) -> tuple[str, str]:
        """Wait for its end, and return what it says until then: less than a pipe holds."""
        self.wait(timeout)
        out, err = (stream.read() if stream else "" for stream in self._ours[1:])
        return out, err

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it has not ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def run_command(
    *words: object, stdout: int | IO[Any] | None = None, env: Mapping[str, str] | None = None
) -> CompletedProcess[str]:
    """Run the command to its end, with files for what it says."""
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        told = out if stdout is None else stdout
        with Started(*words, stdout=told, stderr=err, env=env) as process:
            code = process.wait()
        out.seek(0)
        err.seek(0)
        return CompletedProcess(list(map(str, words)), code, out.read(), err.read())


class _Descriptor:
    """A descriptor of a file, which another process gets as one of its own."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, (DupFd(self._number),)


def _received(sent: Any) -> int:  # noqa: ANN401 - its class depends on how processes start
    number: int = sent.detach()
    return number


def _run(
    program: str,
    words: list[str],
    streams: list[int],
    in_session: bool,
    *,
    env: Mapping[str, str],
    cwd: str,
) -> None:
    if in_session:
        os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    if in_session and os.isatty(0):
        import fcntl
        import termios

        fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # for Ctrl-C
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ["-c", *words]
    exec(program, {"__name__": "__main__"})
