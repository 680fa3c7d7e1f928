"""Work in blocks: every place once, in order, whatever the number of threads."""

from __future__ import annotations

from threading import Event

import pytest

from clustering.arrays.blocks import beside, in_blocks


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize(("length", "blocks"), [(0, 0), (1, 1), (4, 1), (5, 2), (13, 4)])
def test_blocks_cover_the_length_in_order(length: int, blocks: int, threads: int) -> None:
    answers = in_blocks(lambda places: list(range(length))[places], length, 4, threads)
    assert len(answers) == blocks
    assert [place for answer in answers for place in answer] == list(range(length))


@pytest.mark.parametrize("threads", [1, 2])
def test_work_is_done_beside_the_body(threads: int) -> None:
    began = Event()

    def work() -> str:
        began.set()
        return "done"

    with beside(work, threads) as result:
        assert began.wait(5) if threads > 1 else not began.is_set()
    assert result() == "done"


def test_an_error_of_work_beside_is_raised_where_its_result_is_asked_for() -> None:
    with beside(lambda: 1 // 0, 2) as result, pytest.raises(ZeroDivisionError):
        result()
