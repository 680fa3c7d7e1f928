"""Models in a folder of the user's."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from clustering.errors import UsageError
from clustering.vectors.meaning.folders import open_folder

WORDS = {"[UNK]": 0, "quake": 1, "beben": 2, "ferry": 3}
ROWS = np.array([[0.1, 0.1], [1.0, 0.0], [0.9, 0.1], [0.0, 1.0]], dtype=np.float32)


def write_tokenizer(folder: Path) -> None:
    pytest.importorskip("tokenizers", reason="needs samestory[models]")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))


def write_static(folder: Path) -> None:
    """Write a Model2Vec model: a header and the rows, as safetensors has them."""
    header = {"embeddings": {"dtype": "F32", "shape": [4, 2], "data_offsets": [0, 32]}}
    told = json.dumps(header).encode()
    content = len(told).to_bytes(8, "little") + told + ROWS.tobytes()
    (folder / "model.safetensors").write_bytes(content)
    (folder / "config.json").write_text(json.dumps({"normalize": True}), "utf-8")


def field(number: int, value: bytes | int) -> bytes:
    """One field of a protobuf message: a small number, or bytes of fewer than 128."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def write_onnx(folder: Path) -> None:
    """Write a graph of one node, which looks the rows of ``input_ids`` up."""
    rows = b"".join(
        [field(1, 4), field(1, 2), field(2, 1), field(8, b"E"), field(9, ROWS.tobytes())]
    )
    any_size = field(1, field(2, b"n"))
    ids = field(1, field(1, 7) + field(2, any_size + any_size))
    out = field(1, field(1, 1) + field(2, any_size * 3))
    node = b"".join(
        [field(1, b"E"), field(1, b"input_ids"), field(2, b"last"), field(4, b"Gather")]
    )
    graph = b"".join(
        [
            field(1, node),
            field(2, b"g"),
            field(5, rows),
            field(11, field(1, b"input_ids") + field(2, ids)),
            field(12, field(1, b"last") + field(2, out)),
        ]
    )
    long = bytes([7 << 3 | 2, len(graph) & 0x7F | 0x80, len(graph) >> 7]) + graph
    (folder / "model.onnx").write_bytes(field(1, 8) + long + field(8, field(1, b"") + field(2, 13)))


@pytest.mark.parametrize("kind", ["onnx", "model2vec"])
def test_a_model_in_a_folder_encodes(kind: str, tmp_path: Path) -> None:
    pytest.importorskip(
        "onnxruntime" if kind == "onnx" else "model2vec", reason="needs samestory[models]"
    )
    write_tokenizer(tmp_path)
    (write_onnx if kind == "onnx" else write_static)(tmp_path)
    encoder = open_folder(tmp_path)
    assert encoder.name == kind
    rows = encoder.encode(["quake", "Beben", "ferry quake"])
    assert rows @ rows[0] == pytest.approx([1.0, 0.9939, 0.7071], abs=1e-3)
    assert np.array_equal(rows[1:2], encoder.encode(["Beben"]))
    assert open_folder(tmp_path).version == encoder.version
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    assert open_folder(tmp_path).version != encoder.version


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected tokenizer\.json beside model\.onnx"):
        open_folder(tmp_path)


def test_a_broken_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("model2vec", reason="needs samestory[models]")
    write_tokenizer(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"none")
    with pytest.raises(UsageError, match="cannot be loaded"):
        open_folder(tmp_path).encode(["text"])


def test_what_runs_a_model_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'samestory\[models\]'"):
        open_folder(tmp_path)
