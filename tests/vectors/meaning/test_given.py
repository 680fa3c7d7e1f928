"""Vectors from files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clustering.errors import UsageError
from clustering.vectors.meaning.given import read_vectors


def test_lines_and_arrays_say_the_same(tmp_path: Path) -> None:
    lines, arrays = tmp_path / "v.jsonl", tmp_path / "v.npz"
    lines.write_text('{"id": 7, "vector": [3, 4]}\n\n{"id": "b", "vector": [0, 1]}\n', "utf-8")
    np.savez(arrays, ids=np.array(["7", "b"]), vectors=np.array([[3.0, 4.0], [0.0, 1.0]]))
    for file in (lines, arrays):
        found = read_vectors(file)
        assert found["7"].tolist() == pytest.approx([0.6, 0.8])
        assert found["b"].tolist() == [0.0, 1.0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"id": "a", "vector": [1, 2]}\n{"id": "b", "vector": [1]}\n', "v.jsonl:2: 1 numbers"),
        ('{"id": "a"}\n', "v.jsonl:1: no id and vector"),
        ("[1, 2]\n", "v.jsonl:1: no id"),
        ('{"id": "a", "vector": ["x"]}\n', "v.jsonl:1"),
        ("", "holds no vectors"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "v.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=said):
        read_vectors(file)


def test_broken_arrays_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    np.savez(file, ids=np.array(["a"]), vectors=np.zeros((2, 2)))
    with pytest.raises(UsageError, match="do not fit"):
        read_vectors(file)
    np.savez(file, rows=np.zeros(2))
    with pytest.raises(UsageError, match="expected"):
        read_vectors(file)
    file.write_bytes(b"no archive")
    with pytest.raises(UsageError, match="expected"):
        read_vectors(file)
    (tmp_path / "w.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_vectors(tmp_path / "w.jsonl")
