"""Every engine gives back the values that it was given, as arrays, matrices, columns and texts."""

from __future__ import annotations

from array import array as packed
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.columns import Columnar
from clustering.arrays.compact import Constant, Tuples
from clustering.arrays.types import FloatArray, IntArray
from clustering.engines import spill
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.engines.spill import SpillEngine
from clustering.engines.texts import StoredTexts
from clustering.model import Corpus


@dataclass(frozen=True, slots=True)
class Point:
    """Something in columns."""

    name: str
    marks: tuple[str, ...]
    place: int
    kind: str = ""


@dataclass(frozen=True)
class Measured:
    """Something with arrays."""

    name: str
    left: IntArray
    matrix: sparse.csr_array
    right: FloatArray | None = None


@pytest.fixture(params=["inline", "spill", "spill all"])
def engine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Engine:
    if request.param == "spill all":
        monkeypatch.setattr(spill, "_MIN_BYTES", 1)
    return InlineEngine() if request.param == "inline" else SpillEngine(tmp_path)


@pytest.mark.parametrize(
    "array",
    [np.arange(40_000), np.zeros(0), np.array([True, False]), np.linspace(0, 1, 9, dtype="f4")],
)
def test_an_array_is_held_as_it_is(engine: Engine, array: FloatArray) -> None:
    held = engine.hold(array)
    engine.rest()
    assert held.dtype == array.dtype
    assert held.tobytes() == array.tobytes()
    assert held.flags.c_contiguous
    assert held.flags.writeable  # as compiled loops want it


def test_what_is_not_contiguous_is_held_too(engine: Engine) -> None:
    array = np.arange(50_000).reshape(2, -1)[:, ::2][1]
    assert engine.hold(array).tolist() == array.tolist()


def test_columns_come_in_pieces_and_each_is_let_go(engine: Engine) -> None:
    pieces = ((np.arange(n), np.full(n, 0.5)) for n in (3, 0, 30_000))
    left, right = engine.gather(pieces)
    assert left.tolist() == [0, 1, 2, *range(30_000)]
    assert right.tolist() == [0.5] * 30_003


@pytest.mark.parametrize("length", [0, 3, 40_000])
def test_there_is_room_to_be_filled(engine: Engine, length: int) -> None:
    room = engine.room(length, np.int32)
    assert room.tolist() == [0] * length
    room[:] = np.arange(length)
    engine.rest()
    assert room.tolist() == list(range(length))
    assert room.dtype == np.int32


def test_work_is_done_on_each_task_in_order(engine: Engine) -> None:
    assert list(engine.map(np.add, ((np.arange(2), n) for n in range(9))))[8].tolist() == [8, 9]
    assert list(engine.map(np.add, [])) == []


def test_a_matrix_and_its_blocks_are_held(engine: Engine) -> None:
    rng = np.random.default_rng(1)
    filled = rng.random((60, 40), dtype=np.float32)
    matrix = sparse.csr_array(np.where(filled < 0.3, filled, 0))
    matrix.sort_indices()
    held = engine.hold_matrix(matrix)
    blocks = engine.gather_rows((matrix[at : at + 25] for at in range(0, 60, 25)), 40)
    for one in (held, blocks):
        assert one.shape == matrix.shape
        assert one.dtype == matrix.dtype
        assert one.has_sorted_indices
        assert (one.toarray() == matrix.toarray()).all()
        assert one.data.tobytes() == matrix.data.tobytes()


def test_an_array_of_any_shape_is_held_and_a_held_one_stays(engine: Engine) -> None:
    for array in (np.arange(40_000), np.arange(40_000).reshape(-1, 2), np.zeros((0, 2))):
        held = engine.hold(array)
        assert held.shape == array.shape
        assert (held == array).all()
    held = engine.hold(np.arange(40_000))
    assert engine.hold(held) is held


def test_what_an_object_was_asked_for_is_kept_elsewhere(engine: Engine) -> None:
    corpus = Corpus([], np.arange(20_000), np.arange(40_000).reshape(-1, 2))
    days = corpus.days
    engine.hold_told_of(corpus)
    assert corpus.article_of.tolist() == list(range(20_000))
    assert corpus.links.shape == (20_000, 2)
    assert corpus.days.tolist() == days.tolist()


def test_the_arrays_of_a_dataclass_are_held_and_the_rest_stays(engine: Engine) -> None:
    matrix = sparse.csr_array(np.eye(3))
    held = engine.hold_arrays_of(Measured("a", np.arange(3), matrix))
    assert (held.name, held.right) == ("a", None)
    assert held.left.tolist() == [0, 1, 2]
    assert held.matrix.toarray().tolist() == np.eye(3).tolist()


@given(texts=st.lists(st.text(st.characters(), max_size=5), max_size=40), data=st.data())
def test_texts_read_the_same_in_every_way(texts: list[str], data: st.DataObject) -> None:
    stored = SpillEngine().hold_texts(texts)
    assert list(stored) == texts
    assert stored == texts
    assert len(stored) == len(texts)
    start, stop = (data.draw(st.integers(-45, 45)) for _ in range(2))
    step = data.draw(st.sampled_from([1, 2, -1, -3]))
    assert list(stored[start:stop:step]) == texts[start:stop:step]
    if texts:
        at = data.draw(st.integers(-len(texts), len(texts) - 1))
        assert stored[at] == texts[at]


def test_texts_that_come_in_pieces_stand_one_after_the_other(engine: Engine) -> None:
    texts = engine.texts()
    texts.extend(["a", ""])
    texts.extend(engine.hold_texts([str(n) for n in range(20_001)]))
    assert len(texts) == 20_003
    stored = texts.finished()
    assert list(stored) == ["a", "", *map(str, range(20_001))]
    if isinstance(stored, StoredTexts):
        backwards = stored.picked(np.arange(20_002, -1, -1))
        assert not backwards.is_in_order
        assert list(engine.hold_texts(backwards)) == list(stored)[::-1]


def test_objects_in_columns_keep_their_texts_elsewhere(engine: Engine) -> None:
    names = [f"name {n}" for n in range(5_000)] + ["\ud800", "", "ä🙂"]
    marks = Tuples.of([(name, "x") for name in names])
    columns = {"name": names, "marks": marks, "place": list(range(5_003))}
    points = Columnar(Point, 5_003, columns)
    before = list(Columnar(Point, 5_003, columns))
    engine.hold_columns_of(points)
    assert list(points) == before
    assert points[5_000] == before[5_000]
    assert list(points.picked(np.array([5_002, 7]))) == [before[5_002], before[7]]
    assert points[10:13] == before[10:13]
    assert isinstance(points.column("kind"), Constant)
    assert isinstance(points.column("place"), list)


def test_objects_in_a_list_stay_as_they_are(engine: Engine) -> None:
    points = [Point("a", (), 1)]
    engine.hold_columns_of(points)
    assert points == [Point("a", (), 1)]


def test_numbers_and_where_tuples_begin_go_to_files(tmp_path: Path) -> None:
    tuples = [(at,) * (at % 3) for at in range(10_000)]
    numbers = packed("q", [one for some in tuples for one in some])
    bounds = Tuples.of(tuples).bounds
    columns = {"name": Tuples(numbers, bounds), "marks": numbers[:10_000]}
    points = Columnar(Point, 10_000, {**columns, "place": range(10_000)})
    SpillEngine(tmp_path).hold_columns_of(points)
    kept: Any = points.column("name")
    marks: Any = points.column("marks")
    for held in (kept.bounds, kept.flat.array, marks.array):
        assert isinstance(held.base.obj, mmap)
    assert list(kept) == tuples
    assert kept[7] == (7,)
    assert list(kept[5:9]) == tuples[5:9]
    assert list(marks) == list(numbers[:10_000])
