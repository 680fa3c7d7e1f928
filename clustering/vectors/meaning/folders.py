"""Encoders in a folder of the user's: an ONNX model with its tokenizer, or a Model2Vec model."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from clustering.errors import UsageError
from clustering.vectors.meaning.base import ModelEncoder, OneText

_ONNX = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_TOKENIZER, _STATIC, _CONFIG = "tokenizer.json", "model.safetensors", "config.json"
_MAX_TOKENS = 128  # of 160 characters few texts have more
_MISSING = "model: {folder}: needs {library}; install it with: pip install 'samestory[models]'."


def open_folder(folder: Path) -> ModelEncoder:
    """Find out what kind of model a folder holds; its version is a hash of its files.

    Raises
    ------
    UsageError
        When it holds neither kind, or what runs it is not installed.
    """
    tokenizer = folder / _TOKENIZER
    onnx = next((folder / name for name in _ONNX if (folder / name).is_file()), None)
    if not tokenizer.is_file() or (onnx is None and not (folder / _STATIC).is_file()):
        raise UsageError(
            f"model: {folder}: holds no model; expected {_TOKENIZER} beside {_ONNX[0]} "
            f"(ONNX), or beside {_STATIC} (Model2Vec)."
        )
    if onnx is not None:
        _check(folder, "onnxruntime")
        files = [onnx, tokenizer]
        return ModelEncoder("onnx", _version(files), lambda: _load_onnx(folder, onnx))
    _check(folder, "model2vec")
    files = [folder / _STATIC, tokenizer, folder / _CONFIG]
    return ModelEncoder("model2vec", _version(files), lambda: _load_static(folder))


def _check(folder: Path, library: str) -> None:
    from importlib.util import find_spec

    if find_spec(library) is None or find_spec("tokenizers") is None:
        raise UsageError(_MISSING.format(folder=folder, library=library))


def _version(files: Sequence[Path]) -> str:
    told = blake2b(digest_size=10)
    for file in files:
        if file.is_file():
            with file.open("rb") as stream:
                while part := stream.read(1 << 20):
                    told.update(part)
    return told.hexdigest()


def _load_static(folder: Path) -> OneText:
    os.environ["HF_HUB_OFFLINE"] = "1"  # no hub is asked
    try:
        from model2vec import StaticModel

        model = StaticModel.from_pretrained(str(folder))
    except Exception as error:
        raise _broken(folder, error) from error
    return lambda text: model.encode([text], show_progress_bar=False)[0]


def _load_onnx(folder: Path, file: Path) -> OneText:
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = 1  # the same sums wherever it runs
        session = InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    except Exception as error:
        raise _broken(folder, error) from error
    tokenizer.enable_truncation(_MAX_TOKENS)
    tokenizer.no_padding()
    wanted = {each.name for each in session.get_inputs()}
    prompt = _prompt(folder)
    is_first = _takes_first_token(folder)

    def encode(text: str) -> Any:  # noqa: ANN401 - what onnxruntime gives
        read = tokenizer.encode(prompt + text)
        values = {
            "input_ids": read.ids,
            "attention_mask": read.attention_mask,
            "token_type_ids": read.type_ids,
        }
        given = {name: np.array([values[name]], np.int64) for name in wanted & values.keys()}
        found = session.run(None, given)
        whole = next((each for each in found if each.ndim == 2), None)  # already pooled
        if whole is not None:
            return whole[0]
        return found[0][0, 0] if is_first else found[0][0].mean(axis=0)

    return encode


def _broken(folder: Path, error: Exception) -> UsageError:
    return UsageError(f"model: {folder}: cannot be loaded: {' '.join(str(error).split())[:200]}")


def _prompt(folder: Path) -> str:
    """Return what sentence-transformers would put before each text of this model."""
    held = _json(folder / "config_sentence_transformers.json")
    prompts, name = held.get("prompts"), held.get("default_prompt_name")
    found = prompts.get(name) if isinstance(prompts, dict) else None
    return found if isinstance(found, str) else ""


def _takes_first_token(folder: Path) -> bool:
    return _json(folder / "1_Pooling" / _CONFIG).get("pooling_mode_cls_token") is True


def _json(file: Path) -> dict[str, Any]:
    try:
        held = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
