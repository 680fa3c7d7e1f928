"""Says where memory would not hold a run, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING

from clustering.cli.streams import write_message

if TYPE_CHECKING:
    from clustering.model import Reading
    from clustering.settings.model import Settings


def tell_spilled(reading: Reading, settings: Settings) -> bool:
    """Say on stderr how much memory a run would take, if that is more than it may have.

    ``auto`` keeps it in files then. What is kept in files still takes memory; where that is more
    than there is, too, it is said before the run begins. Returns whether the run is to hold no more
    than it may.
    """
    from clustering.arrays.columns import column_of
    from clustering.engines.choose import characters_that_count, fits, needed_bytes, spilled_bytes
    from clustering.engines.spill import spill_folder

    if settings.engine == "inline":
        return False
    texts = column_of(reading.records, "excerpt")
    size = len(reading.records), characters_that_count(texts, settings.excerpt_chars)
    room = "is free" if settings.memory == "free" else f"--memory {settings.memory} allows"
    undated = sum(one is None for one in column_of(reading.records, "published"))
    needed, spilled = needed_bytes(*size), spilled_bytes(*size, undated)
    if settings.engine == "auto":
        if fits(settings.memory, needed):
            return True
        write_message(
            f"this run would take about {needed / 1e9:.1f} GB of memory, more than {room}; a part "
            f"is kept in files in {spill_folder()} instead, as with --engine spill."
        )
    is_enough = fits(settings.memory, spilled)
    if not is_enough:
        write_message(
            f"with a part in files this run would take about {spilled / 1e9:.1f} GB of memory, "
            f"more than {room}: --memory {_in_megabytes(spilled)} would do. It goes on, and "
            "may end for want of memory; cut the time into pieces, and run each by itself."
        )
    return is_enough


@contextmanager
def memory_watched(settings: Settings, *, is_promised: bool) -> Iterator[None]:
    """Say on stderr that the run holds more than it may, where that was not foreseen; it goes on.

    To end it would lose what is done; who wants that lets the system do it (``ulimit -d``).
    """
    from clustering.system.memory import FREE, bytes_of, watched

    def tell(held: int) -> None:
        write_message(
            f"this run holds {_in_megabytes(held)} of memory for itself, more than "
            f"--memory {settings.memory} allows; it goes on."
        )

    is_asked = is_promised and settings.memory != FREE
    with watched(bytes_of(settings.memory) if is_asked else None, tell):
        yield


def _in_megabytes(size: float) -> str:
    return f"{ceil(size / 1e7) * 10}MB"
