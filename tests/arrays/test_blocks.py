"""Work in blocks: every place once, in order, whatever the number of threads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays import blocks
from clustering.arrays.blocks import in_blocks, in_turn, stretches


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, [(0, 0)]), (3, [(0, 3)]), (4, [(0, 4)]), (9, [(0, 4), (4, 8), (8, 9)])],
)
def test_stretches_cover_all_places_and_of_none_there_is_an_empty_one(
    count: int, expected: list[tuple[int, int]]
) -> None:
    assert [(one.start, one.stop) for one in stretches(count, 4)] == expected


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize(("length", "blocks"), [(0, 0), (1, 1), (4, 1), (5, 2), (13, 4)])
def test_blocks_cover_the_length_in_order(length: int, blocks: int, threads: int) -> None:
    answers = in_blocks(lambda places: list(range(length))[places], length, 4, threads)
    assert len(answers) == blocks
    assert [place for answer in answers for place in answer] == list(range(length))


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_tasks_are_taken_as_they_are_worked_on_and_answered_in_order(threads: int) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(20):
            taken.append(number)
            yield number, 2

    answers = in_turn(pow, tasks(), threads)
    assert next(answers) == 0
    assert len(taken) <= threads + 1
    assert [*answers] == [number**2 for number in range(1, 20)]


def test_texts_come_so_many_at_a_time_or_fewer_where_they_are_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocks, "_CHARACTERS_AT_ONCE", 10)
    monkeypatch.setattr(blocks, "_TEXTS_COUNTED", 1)
    texts = ["a", "b", "c", "d" * 20, "e", "f" * 9, "g"]
    found = [[*map(len, some)] for some in blocks.some_texts(iter(texts), 2)]
    assert found == [[1, 1], [1, 20], [1, 9], [1]]


@given(st.lists(st.text(max_size=4), max_size=20), st.integers(1, 7), st.integers(1, 5))
def test_texts_in_pieces_are_all_there_in_order(texts: list[str], most: int, counted: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_TEXTS_COUNTED", counted)
        patch.setattr(blocks, "_CHARACTERS_AT_ONCE", 6)
        found = list(blocks.some_texts(texts, most))
    assert [text for some in found for text in some] == texts
    assert all(0 < len(some) <= most for some in found)
    assert all(sum(map(len, some[:-counted])) < 6 for some in found)
