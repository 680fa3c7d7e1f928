"""What goes to another process and comes back: arrays as bytes, and how they stand together."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy

from clustering.version import __version__


class Packed(NamedTuple):
    """Something that holds arrays: the bytes of each, and all but these, pickled."""

    structure: Any
    arrays: Sequence[Any]


def pack(held: object) -> Packed:
    """Take arrays and sparse matrices apart; the bytes of an array are not copied."""
    arrays: list[pickle.PickleBuffer] = []
    structure = pickle.dumps(held, protocol=5, buffer_callback=arrays.append)
    return Packed(structure, [array.raw() for array in arrays])


def unpack(packed: Packed) -> Any:  # noqa: ANN401
    """Put together what was packed; its arrays can be written to, as compiled loops want it."""
    return pickle.loads(packed.structure, buffers=[bytearray(array) for array in packed.arrays])


def packed_bytes(packed: Packed) -> int:
    """Count the bytes of something packed."""
    return sum(memoryview(part).nbytes for part in (packed.structure, *packed.arrays))


def library_versions() -> dict[str, str]:
    """Return what the bytes of a result depend on, by name."""
    return {"samestory": __version__, "numpy": np.__version__, "scipy": scipy.__version__}
