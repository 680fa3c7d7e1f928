"""Errors a user can act on, each with the exit code the command line gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class SamestoryError(Exception):
    """One line for the user: the file, the place in it and the way out."""

    exit_code = 2


class UsageError(SamestoryError, ValueError):
    """A wrong flag, setting or name."""

    exit_code = 2


class NothingReadable(SamestoryError, ValueError):
    """The sources hold nothing that can be read."""

    exit_code = 3


class OutOfMemory(SamestoryError, MemoryError):
    """The system gives no more memory."""

    exit_code = 70


@contextmanager
def out_of_memory_named(stage: str) -> Iterator[None]:
    """Say in which stage the system gave no more memory.

    Raises
    ------
    OutOfMemory
        In place of a ``MemoryError``.
    """
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "start new thread" not in str(error):
            raise
        raise OutOfMemory(
            f"out of memory in the stage {stage}; let the process have more, or keep a part in "
            "files: --engine spill --memory with the size that it may have."
        ) from error
