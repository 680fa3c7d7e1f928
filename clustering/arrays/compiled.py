"""Inner loops that numba compiles, where it is installed; to import this takes 0.3 s."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Loop = TypeVar("Loop", bound=Callable[..., Any])


def _numba() -> tuple[Callable[..., Any] | None, Callable[..., Any]]:
    """Return what compiles a function, and what marks those it calls; nothing without numba."""
    try:
        from numba import njit
        from numba.extending import register_jitable
    except Exception:  # it is missing, or does not fit the numpy that is here
        return None, lambda function: function
    return njit, register_jitable


njit, inlined = _numba()


def compiled(loop: Loop, types: str | list[str]) -> Loop | None:
    """Return a function as compiled by numba; ``None`` where numba is missing or cannot do it.

    ``types`` are those of its result and of what it is called with. What was compiled is kept
    beside the function's file or in the user's cache; where neither can be written, it is compiled
    in each process.
    """
    if njit is None:
        return None
    for is_kept in (True, False):
        try:
            made: Loop = njit(types, nogil=True, cache=is_kept)(loop)
        except Exception:  # no folder to write to, a full disk, a damaged file
            continue
        return made
    return None
