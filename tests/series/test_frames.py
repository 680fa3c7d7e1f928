"""Frames: what a series repeats weighs nothing in its articles, and all in a stranger."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from clustering.model import Outlet
from clustering.series import Series, without_frames


def make_series(*members: int) -> Series:
    return Series("r1", Outlet("Herald", "herald.example"), "…", members, None, None)


def test_words_of_the_frame_weigh_nothing_in_a_member_and_all_in_a_stranger() -> None:
    #                    frame, half, own…
    counts = sparse.csr_array(
        np.array(
            [
                [2, 1, 3, 0, 0, 0],
                [2, 1, 0, 3, 0, 0],
                [2, 0, 0, 0, 3, 0],
                [1, 0, 0, 0, 0, 3],
                [2, 1, 3, 0, 0, 0],
            ],
            dtype=np.float32,
        )
    )
    kept = without_frames(counts, [make_series(0, 1, 2, 3)]).toarray()
    assert kept[:4, 0].tolist() == [0, 0, 0, 0]
    assert kept[:4, 1].tolist() == [1, 1, 0, 0]  # two are not a template yet
    assert kept[0, 2] == kept[1, 3] == kept[2, 4] == kept[3, 5] == 3
    assert kept[4].tolist() == [2, 1, 3, 0, 0, 0]


def test_without_series_the_counts_stay_as_they_are() -> None:
    counts = sparse.csr_array(np.eye(3, dtype=np.float32))
    assert without_frames(counts, []) is counts
