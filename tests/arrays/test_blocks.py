"""Work in blocks: every place once, in order, whatever the number of threads."""

from __future__ import annotations

import pytest

from clustering.arrays.blocks import in_blocks


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize(("length", "blocks"), [(0, 0), (1, 1), (4, 1), (5, 2), (13, 4)])
def test_blocks_cover_the_length_in_order(length: int, blocks: int, threads: int) -> None:
    answers = in_blocks(lambda places: list(range(length))[places], length, 4, threads)
    assert len(answers) == blocks
    assert [place for answer in answers for place in answer] == list(range(length))
