"""Which engine a run takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from clustering.arrays.columns import GrowingTexts, RoomForTexts, in_lists
from clustering.arrays.compact_values import different, numbers_of
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.engines.spill import SpillEngine
from clustering.system.memory import FREE, bytes_of, free_memory_bytes, keep_freed_memory

# What a run takes at its most, kept in memory: a million headlines 2.9 GB (reports/scale.md).
_BASE_BYTES = 200e6
_BYTES_PER_RECORD = 2_800
_BYTES_PER_CHARACTER = 10
_SCARCE_FROM = 400_000  # records; a million take 2.9 GB where what is freed is kept
_ROWS_BETWEEN_LOOKS = 50_000
# And the most with a part in files: 100,000 headlines 322 MB, a million 572, five million 1,708;
# without dates 100,000 take 406 MB and 300,000 485 (reports/scale.md).
_SPILLED_BASE_BYTES = 320e6
_SPILLED_BYTES_PER_RECORD, _SPILLED_BYTES_PER_UNDATED = 300, 700
_SPILLED_BYTES_PER_CHARACTER = 10

# Blocks have fewer articles where less may be held: smaller ones take more time.
_MIN_ROWS_OF_BLOCKS, _MAX_ROWS_OF_BLOCKS = 5_000, 50_000


def choose_engine(
    name: str,
    memory: str,
    records: int,
    characters: int,
    threads: int = 1,
    resume: str | None = None,
) -> Engine:
    """Return an engine: the named one, or what fits.

    Parameters
    ----------
    name
        With ``auto`` all is kept in memory where it fits there.
    memory
        A size to go by, or ``free`` for what the machine has to spare.
    records, characters
        How many there are: records, and characters of their excerpts that count.
    resume
        A folder to go on from, where the engine works on blocks.
    """
    if name == "auto":
        name = "inline" if fits(memory, needed_bytes(records, characters)) else "spill"
    if name == "inline":
        return IN_MEMORY
    folder = Path(resume) if resume else None
    if name == "spark":
        from clustering.engines.spark import SparkEngine

        return SparkEngine(threads=threads, resume=folder)
    return SpillEngine(threads=threads, block_rows=block_rows(memory), resume=folder)


def block_rows(memory: str) -> int | None:
    """Return how many articles a block has where a size is given; ``None`` for any.

    What is free changes from moment to moment, and a run that goes on from what another kept needs
    the same blocks, so that says nothing of their size.
    """
    if memory == FREE:
        return None
    room = bytes_of(memory) / 1e9
    rows = int(min(20_000 * room, 10_000 + 10_000 * room))
    return min(max(rows, _MIN_ROWS_OF_BLOCKS), _MAX_ROWS_OF_BLOCKS)


def room_for_texts(name: str, memory: str) -> RoomForTexts:
    """Return what says where the texts of so many records are kept while they are read.

    They go to files as soon as it shows that the run would not fit.
    """
    if name == "inline":
        return in_lists
    engine = SpillEngine()
    asked = 0

    def room(count: int) -> Callable[[], GrowingTexts] | None:
        nonlocal asked
        if name == "auto":
            if count < asked:
                return None
            asked = count + _ROWS_BETWEEN_LOOKS
            if fits(memory, needed_bytes(count, 0)):
                return None
        return engine.texts

    return room


def fits(memory: str, needed: float) -> bool:
    """Whether so many bytes fit into a size such as 4GB, or into what is ``free``."""
    room = _room(memory)
    return room is None or needed <= room


def _room(memory: str) -> float | None:
    return free_memory_bytes() if memory == FREE else bytes_of(memory)


def characters_that_count(texts: Sequence[str], most: int) -> int:
    """Count the characters of excerpts, of each no more than ``most``."""
    if not any(different(texts)):
        return 0
    return int(numbers_of(texts, lambda text: min(len(text), most)).sum())


def prepare_engine(name: str, threads: int) -> None:
    """Start what an engine needs beside this process, so that what is missing shows at once."""
    if name == "spark":
        from clustering.engines.spark import spark_session

        spark_session(threads)


def keep_memory_for(records: int) -> None:
    """Keep what is freed for what comes next, where few records leave room for that."""
    if records < _SCARCE_FROM:
        keep_freed_memory()


def needed_bytes(records: int, characters: int) -> float:
    """Estimate the most memory that a run takes which keeps all in memory."""
    return _BASE_BYTES + _BYTES_PER_RECORD * records + _BYTES_PER_CHARACTER * characters


def spilled_bytes(records: int, characters: int, undated: int = 0) -> float:
    """Estimate the most memory that a run takes which keeps a part in files.

    It holds for blocks of at most the size that :func:`block_rows` gives so much memory.
    """
    texts = _SPILLED_BYTES_PER_CHARACTER * characters
    undated_too = _SPILLED_BYTES_PER_UNDATED * undated
    return _SPILLED_BASE_BYTES + _SPILLED_BYTES_PER_RECORD * records + undated_too + texts
