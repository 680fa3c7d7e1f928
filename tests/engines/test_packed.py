"""What is packed comes out as it was, and can be written to."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from clustering.engines.packed import library_versions, pack, packed_bytes, unpack


def test_arrays_and_matrices_come_out_as_they_were() -> None:
    matrix = sparse.csr_array(np.random.default_rng(1).random((40, 30)).round())
    held = (matrix, np.arange(5), "ä", np.zeros((0, 2)), np.array([True, False]), 1.5)
    packed = pack(held)
    assert len(packed.structure) < 2_000
    found = unpack(packed)
    assert (found[0] != matrix).nnz == 0
    assert [one.tolist() for one in (found[1], found[3], found[4])] == [
        [0, 1, 2, 3, 4],
        [],
        [True, False],
    ]
    assert (found[2], found[5]) == ("ä", 1.5)
    assert found[1].flags.writeable
    assert found[0].data.flags.writeable


def test_bytes_of_arrays_count() -> None:
    assert 8_000 < packed_bytes(pack(np.zeros(1_000))) < 9_000


def test_versions_are_told_by_name() -> None:
    assert library_versions()["numpy"] == np.__version__
