"""The engine that keeps arrays and texts in files without a name, and reads them as they are used.

A file has no name from the start, so nothing is left when a process ends, however it ends.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain
from pathlib import Path
from typing import IO, Any, cast
from weakref import WeakSet

import numpy as np

from clustering.arrays.blocks import in_turn
from clustering.engines.base import AnyArray, Array, Engine, Made
from clustering.engines.resumed import KeptResults
from clustering.engines.texts import ENCODING, ERRORS, StoredTexts
from clustering.errors import SamestoryError

_TEXTS_AT_ONCE = 10_000
# Smaller ones stay in memory: a file for each would cost more than it gives.
_MIN_BYTES = 1 << 16


class SpillEngine(Engine):
    """Keeps arrays as files that are mapped into memory.

    Parameters
    ----------
    folder
        Where the files are; ``None`` for ``TMPDIR``, or else ``/var/tmp``, which is on a disk
        where ``/tmp`` may be in memory.
    threads
        How many tasks are worked on at once.
    block_rows
        See :class:`clustering.engines.base.Engine`.
    resume
        A folder to keep what tasks gave in until the run is finished; ``None`` for none.
    """

    name = "spill"
    is_sliced = True

    def __init__(
        self,
        folder: Path | None = None,
        threads: int = 1,
        block_rows: int | None = None,
        resume: Path | None = None,
    ) -> None:
        self._folder = folder or spill_folder()
        self._kept = KeptResults(resume) if resume else None
        self._threads = threads
        self.block_rows = block_rows
        self._maps: WeakSet[mmap.mmap] = WeakSet()

    def hold(self, array: AnyArray) -> AnyArray:
        """Keep an array as a file."""
        return cast(AnyArray, self.gather([[array]])[0])

    def gather(self, pieces: Iterable[Sequence[Array]]) -> list[Array]:
        """Put the pieces together in a file for each column."""
        files: list[IO[bytes]] = []
        kinds: list[np.dtype[Any]] = []
        try:
            for piece in pieces:
                if not files:
                    files += [self._file() for _ in piece]
                    kinds += [array.dtype for array in piece]
                for file, kind, array in zip(files, kinds, piece, strict=True):
                    with self._told():
                        file.write(np.ascontiguousarray(array, dtype=kind).data)
                self.rest()
            return [self._mapped(file, kind) for file, kind in zip(files, kinds, strict=True)]
        finally:
            for file in files:
                file.close()

    def room(self, length: int, kind: type[np.generic]) -> Array:
        """Return an array that is a file."""
        if not length:
            return np.zeros(0, dtype=kind)
        with self._told(), self._file() as file:
            file.truncate(length * np.dtype(kind).itemsize)
            held = mmap.mmap(file.fileno(), 0)
        self._maps.add(held)
        return np.frombuffer(held, dtype=kind)

    def map(
        self,
        work: Callable[..., Made],
        tasks: Iterable[Sequence[Any]],
        *,
        is_light: bool = False,
    ) -> Iterator[Made]:
        """Do the tasks of which an earlier run has not kept what they give; light work anew."""
        if is_light:
            return in_turn(work, tasks, self._threads)
        return self._kept.map(self._do, work, tasks) if self._kept else self._do(work, tasks)

    def _do(self, work: Callable[..., Made], tasks: Iterable[Sequence[Any]]) -> Iterator[Made]:
        """Do tasks on threads, which read the files of this process."""
        return in_turn(work, tasks, self._threads)

    def finish(self) -> None:
        """Remove what tasks gave."""
        if self._kept:
            self._kept.forget()

    def hold_texts(self, texts: Sequence[str]) -> Sequence[str]:
        """Keep texts as two files: their bytes, and where each begins."""
        if isinstance(texts, StoredTexts):
            return texts
        content, sizes = self.gather(chain([_as_bytes([])], _blocks_of(texts)))
        bounds = np.fromiter(accumulate(sizes.tolist(), initial=0), np.int64, len(texts) + 1)
        return StoredTexts(content, self.hold(bounds))

    def rest(self) -> None:
        """Take the pages of all files out of this process; the system may keep them."""
        if hasattr(mmap, "MADV_DONTNEED"):
            for held in self._maps:
                held.madvise(mmap.MADV_DONTNEED)

    def _file(self) -> IO[bytes]:
        with self._told():
            return tempfile.TemporaryFile(dir=self._folder)

    def _mapped(self, file: IO[bytes], kind: np.dtype[Any]) -> Array:
        with self._told():
            file.flush()
            size = file.tell()
            if size < _MIN_BYTES:
                file.seek(0)
                return np.frombuffer(bytearray(file.read()), dtype=kind)
            # Compiled loops want arrays that can be written to; nobody does. A map of one's own
            # would count as memory of the process (`ulimit -d`).
            held = mmap.mmap(file.fileno(), size)
        self._maps.add(held)
        return np.frombuffer(held, dtype=kind)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SamestoryError(
                f"{self._folder}: {error.strerror or error}; set TMPDIR to a folder with more "
                "room, or use --engine inline."
            ) from error


def spill_folder() -> Path:
    """Return where files without a name are made."""
    on_disk = Path("/var/tmp")
    if not os.environ.get("TMPDIR") and os.access(on_disk, os.W_OK):
        return on_disk
    return Path(tempfile.gettempdir())


def _blocks_of(texts: Sequence[str]) -> Iterator[Sequence[Array]]:
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        yield _as_bytes(texts[start : start + _TEXTS_AT_ONCE])


def _as_bytes(texts: Sequence[str]) -> Sequence[Array]:
    encoded = [text.encode(ENCODING, ERRORS) for text in texts]
    sizes = np.array([len(text) for text in encoded], dtype=np.int64)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), sizes
