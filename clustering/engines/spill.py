"""The engine that keeps arrays and texts in files without a name, and reads them as they are used.

A file has no name from the start, so nothing is left when a process ends, however it ends.
"""

from __future__ import annotations

import errno
import mmap
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast
from weakref import WeakSet

import numpy as np

from clustering.arrays.blocks import in_turn
from clustering.arrays.columns import GrowingTexts
from clustering.engines.base import AnyArray, Array, Engine, Made
from clustering.engines.resumed import KeptResults
from clustering.engines.texts import ENCODING, ERRORS, StoredTexts
from clustering.errors import SamestoryError
from clustering.system.memory import give_back_arrays_at_once

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
        give_back_arrays_at_once()
        self._folder = folder or spill_folder()
        self._kept = KeptResults(resume) if resume else None
        self._threads = threads
        self.block_rows = block_rows
        self._maps: WeakSet[mmap.mmap] = WeakSet()

    def hold(self, array: AnyArray) -> AnyArray:
        """Keep an array as a file, unless it is one."""
        if isinstance(getattr(array.base, "obj", None), mmap.mmap):
            return array
        held = self.gather([[array]])[0]
        return cast(AnyArray, held if array.ndim == 1 else held.reshape(array.shape))

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

    def texts(self) -> GrowingTexts:
        """Return what writes texts to two files: their bytes, and where each begins."""
        return _TextFiles(self._file, self._mapped, self._told)

    def hold_texts(self, texts: Sequence[str]) -> Sequence[str]:
        """Keep texts in files, one after the other."""
        if isinstance(texts, StoredTexts) and texts.is_in_order:
            return texts
        files = self.texts()
        files.extend(texts)
        return files.finished()

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
            if error.errno == errno.ENOMEM:  # a file takes addresses (`ulimit -v`)
                raise MemoryError from error
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


class _TextFiles:
    """Texts that are written to two files as they come."""

    def __init__(
        self,
        file: Callable[[], IO[bytes]],
        mapped: Callable[[IO[bytes], np.dtype[Any]], Array],
        told: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._content, self._bounds = file(), file()
        self._mapped, self._told = mapped, told
        self._count = self._end = 0
        self._write(np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64))

    def __len__(self) -> int:
        return self._count

    def extend(self, more: Iterable[str]) -> None:
        """Add texts at the end."""
        if isinstance(more, StoredTexts):
            for start in range(0, len(more), _TEXTS_AT_ONCE):
                self._add(*more.encoded(start, min(start + _TEXTS_AT_ONCE, len(more))))
            return
        texts = iter(more)
        while some := list(islice(texts, _TEXTS_AT_ONCE)):
            encoded = [text.encode(ENCODING, ERRORS) for text in some]
            sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
            self._add(np.frombuffer(b"".join(encoded), dtype=np.uint8), sizes)

    def finished(self) -> StoredTexts:
        """Return all of them."""
        with self._content as content, self._bounds as bounds:
            return StoredTexts(
                self._mapped(content, np.dtype(np.uint8)), self._mapped(bounds, np.dtype(np.int64))
            )

    def _add(self, content: Array, sizes: Array) -> None:
        self._write(content, self._end + np.cumsum(sizes))
        self._end += len(content)
        self._count += len(sizes)

    def _write(self, content: Array, bounds: Array) -> None:
        with self._told():
            self._content.write(content.data)
            self._bounds.write(bounds.data)
