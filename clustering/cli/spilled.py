"""Says that a run is kept in files where memory would not hold it, and where that is too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustering.cli.streams import write_message

if TYPE_CHECKING:
    from clustering.model import Reading
    from clustering.settings.model import Settings


def tell_spilled(reading: Reading, settings: Settings) -> None:
    """Say on stderr how much memory a run would take, if that is more than it may have.

    ``auto`` keeps it in files then. What is kept in files still takes memory; where that is more
    than there is, too, it is said before the run begins.
    """
    from clustering.arrays.columns import column_of
    from clustering.engines.choose import characters_that_count, fits, needed_bytes, spilled_bytes
    from clustering.engines.spill import spill_folder

    if settings.engine == "inline":
        return
    texts = column_of(reading.records, "excerpt")
    size = len(reading.records), characters_that_count(texts, settings.excerpt_chars)
    room = "is free" if settings.memory == "free" else f"--memory {settings.memory} allows"
    needed, spilled = needed_bytes(*size), spilled_bytes(*size)
    if settings.engine == "auto":
        if fits(settings.memory, needed):
            return
        write_message(
            f"this run would take about {needed / 1e9:.1f} GB of memory, more than {room}; a part "
            f"is kept in files in {spill_folder()} instead, as with --engine spill."
        )
    if not fits(settings.memory, spilled):
        write_message(
            f"with a part in files this run would take about {spilled / 1e9:.1f} GB of memory, "
            f"more than {room}; it may end for want of memory. Cut the time into pieces, and run "
            "each by itself."
        )
