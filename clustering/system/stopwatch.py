"""Times the stages of a run, tells of their progress, and gives memory back after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter

from clustering.errors import out_of_memory_named
from clustering.system.garbage import collect_new_garbage
from clustering.system.memory import give_back_memory, peak_memory_mb
from clustering.system.progress import Progress, Tell


class Stopwatch:
    """Reports the progress of stages; records the time of each and the peak memory at its end.

    ``rest`` is called at the end of each stage, before memory is given back.

    Attributes
    ----------
    seconds, memory
        Of each stage the seconds it took, and the megabytes held most up to its end.
    """

    def __init__(self, progress: Progress | None, rest: Callable[[], object]) -> None:
        self.seconds: dict[str, float] = {}
        self.memory: dict[str, int] = {}
        self._progress = progress
        self._rest = rest

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        if self._progress:
            self._progress(name, 0, None)
        start = perf_counter()
        with out_of_memory_named(name):
            yield
        collect_new_garbage()
        self._rest()
        give_back_memory()
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start
        if peak := peak_memory_mb():
            self.memory[name] = peak

    def teller(self, what: str) -> Tell | None:
        """Return what long work within a stage calls; ``None`` where nobody listens."""
        return partial(self._progress, what) if self._progress else None
