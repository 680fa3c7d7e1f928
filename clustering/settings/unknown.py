"""Names that are no settings: which one may be meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any


def take_unknown(
    values: dict[str, Any], origin: str, known: Collection[str], others: Sequence[str] = ()
) -> list[str]:
    """Take out the names that are no settings; say which may be meant, of these or of others."""
    from rapidfuzz import process

    names = [*known, *others]
    faults = []
    for name in [name for name in values if name not in known]:
        nearest = process.extractOne(name, names)
        faults.append(f"{origin}: there is no setting {name!r}; did you mean {nearest[0]!r}?")
        del values[name]
    return faults
