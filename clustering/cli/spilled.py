"""Says that a run is kept in files, where memory would not hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustering.cli.streams import write_message

if TYPE_CHECKING:
    from clustering.model import Reading
    from clustering.settings.model import Settings


def tell_spilled(reading: Reading, settings: Settings) -> None:
    """Say on stderr how much memory a run would take, if ``auto`` keeps it in files instead."""
    from clustering.arrays.columns import column_of
    from clustering.engines.choose import characters_that_count, fits, needed_bytes
    from clustering.engines.spill import spill_folder

    texts = column_of(reading.records, "excerpt")
    characters = characters_that_count(texts, settings.excerpt_chars)
    needed = needed_bytes(len(reading.records), characters)
    if settings.engine == "auto" and not fits(settings.memory, needed):
        room = "is free" if settings.memory == "free" else f"--memory {settings.memory} allows"
        write_message(
            f"this run would take about {needed / 1e9:.1f} GB of memory, more than {room}; a part "
            f"is kept in files in {spill_folder()} instead, as with --engine spill."
        )
