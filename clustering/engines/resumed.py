"""What tasks gave, kept in a folder until the run has its result: a run that was killed goes on.

A result is known by its task alone, so nothing has to be told of the run it belongs to.
"""

from __future__ import annotations

import os
import pickle
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from clustering.engines.base import Made
from clustering.engines.packed import library_versions, pack
from clustering.errors import UsageError

_SUFFIX, _PART = ".block", ".part"

Map = Callable[[Callable[..., Made], Iterable[Sequence[Any]]], Iterator[Made]]


class KeptResults:
    """Results of tasks, each in a file of a folder; ``taken`` counts those of an earlier run.

    The folder is made where it is not there. What is in it is trusted, so it may be nobody else's.

    Raises
    ------
    UsageError
        Where the folder cannot be made, or others may write to it.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            told = folder.stat()
        except OSError as error:
            raise UsageError(f"resume: {folder}: {error.strerror}; name another folder.") from error
        is_shared = told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if os.name == "posix" and (is_shared or told.st_uid != os.geteuid()):
            raise UsageError(
                f"resume: {folder}: others may write to it, and what is in it is trusted; "
                "name a folder of your own."
            )
        self._folder = folder
        self._used: set[Path] = set()
        self.taken = 0

    def map(
        self, inner: Map[Made], work: Callable[..., Made], tasks: Iterable[Sequence[Any]]
    ) -> Iterator[Made]:
        """Do what is not done yet, and give all results in the order of the tasks."""
        waiting: deque[tuple[Path, bool]] = deque()

        def not_done() -> Iterator[Sequence[Any]]:
            for task in tasks:
                path = self._folder / (_key(work, task) + _SUFFIX)
                is_done = path.is_file()
                waiting.append((path, is_done))
                self._used.add(path)
                if not is_done:
                    yield task

        for made in inner(work, not_done()):
            yield from self._take_done(waiting)
            self._keep(waiting.popleft()[0], made)
            yield made
        yield from self._take_done(waiting)

    def forget(self) -> None:
        """Remove what this run has used."""
        for path in (*self._used, *self._folder.glob(f"*{_PART}")):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            self._folder.rmdir()

    def _take_done(self, waiting: deque[tuple[Path, bool]]) -> Iterator[Any]:
        while waiting and waiting[0][1]:
            self.taken += 1
            yield pickle.loads(waiting.popleft()[0].read_bytes())

    def _keep(self, path: Path, made: object) -> None:
        part = path.with_suffix(f".{os.getpid()}{_PART}")
        try:
            part.write_bytes(pickle.dumps(made, protocol=5))
            part.replace(path)  # whole or not at all
        except OSError as error:
            raise UsageError(
                f"resume: {self._folder}: {error.strerror}; name a folder with more room."
            ) from error


def _key(work: Callable[..., Any], task: Sequence[Any]) -> str:
    """Name a task by what it is: its work, its arguments and the libraries that do it."""
    packed = pack(tuple(task))
    told = blake2b(digest_size=20)
    told.update(f"{work.__module__}.{work.__qualname__} {library_versions()}".encode())
    for part in (packed.structure, *packed.arrays):
        told.update(f" {memoryview(part).nbytes} ".encode())
        told.update(part)
    return told.hexdigest()
