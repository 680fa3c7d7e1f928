"""Vectors from a file, by the id of a record: made elsewhere, by whatever encoder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from clustering.errors import UsageError
from clustering.vectors.meaning.base import DenseArray, unit_dense

FORMS = (
    'a .npz file with the arrays `ids` and `vectors`, or lines of {"id": "…", "vector": [0.1, …]}'
)


def read_vectors(path: Path) -> Mapping[str, DenseArray]:
    """Read vectors by the ids of their records, each scaled to length 1.

    Raises
    ------
    UsageError
        For a file of another form, naming the line.
    OSError
        When it cannot be read.
    """
    ids, rows = _from_npz(path) if path.suffix == ".npz" else _from_lines(path)
    if not ids:
        raise UsageError(f"{path}: holds no vectors; expected {FORMS}.")
    return dict(zip(ids, unit_dense(rows), strict=True))


def _from_npz(path: Path) -> tuple[list[str], DenseArray]:
    try:
        with np.load(path, allow_pickle=False) as held:
            ids, rows = [str(one) for one in held["ids"]], np.asarray(held["vectors"], np.float32)
    except (KeyError, ValueError, EOFError, TypeError) as error:
        raise UsageError(f"{path}: {error}; expected {FORMS}.") from error
    if rows.ndim != 2 or len(ids) != len(rows):
        raise UsageError(f"{path}: {len(ids)} ids and vectors of shape {rows.shape} do not fit.")
    return ids, rows


def _from_lines(path: Path) -> tuple[list[str], DenseArray]:
    ids: list[str] = []
    rows: list[list[float]] = []
    with path.open(encoding="utf-8-sig") as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    held = json.loads(line)
                    ids.append(str(held["id"]))
                    rows.append([float(value) for value in held["vector"]])
                except (KeyError, TypeError, ValueError, RecursionError):
                    raise UsageError(
                        f"{path}:{number}: no id and vector; expected {FORMS}."
                    ) from None
                if len(rows[-1]) != len(rows[0]):
                    raise UsageError(
                        f"{path}:{number}: {len(rows[-1])} numbers; the first has {len(rows[0])}."
                    )
        except UnicodeDecodeError:
            raise UsageError(f"{path}: not UTF-8; expected {FORMS}.") from None
    return ids, np.array(rows, dtype=np.float32).reshape(len(rows), len(rows[0]) if rows else 0)
