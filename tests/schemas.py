"""JSON Schemas of the documents that are written, made of ``reporting/documents.py``."""

# ruff: noqa: ANN401 - annotations and values of any kind

from __future__ import annotations

import io
import json
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import (
    Any,
    Literal,
    NotRequired,
    TextIO,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import fastjsonschema
import pytest

from clustering.explain.explanation import Explanation
from clustering.reporting import evaluation, run_record
from clustering.reporting.documents import DOCUMENTS
from clustering.reporting.tables import stories_json

FOLDER = Path(__file__).resolve().parents[1] / "clustering" / "reporting" / "schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def schema_text(name: str) -> str:
    """Return the schema of a document as its file holds it."""
    return json.dumps(schema_of(name), indent=2) + "\n"


def schema_of(name: str, *, strict: bool = False) -> dict[str, Any]:
    """Return the schema of a document; a strict one allows no key that it does not name."""
    definitions: dict[str, Any] = {}
    shapes = [_schema(shape, definitions, strict) for shape in DOCUMENTS[name]]
    root = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    about = {"$schema": DRAFT, "title": f"samestory: {name}"}
    return {**about, **root, "definitions": dict(sorted(definitions.items()))}


def _schema(kind: Any, definitions: dict[str, Any], strict: bool) -> dict[str, Any]:
    if kind is Any:
        return {}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_typeddict(kind) or is_dataclass(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions, strict)
        return {"$ref": f"#/definitions/{kind.__name__}"}
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (list, tuple):
        return {"type": "array", "items": _schema(parts[0], definitions, strict)}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _schema(parts[1], definitions, strict)}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, definitions, strict) for part in parts]}
    raise TypeError(f"no schema for {kind}")


def _object(kind: Any, definitions: dict[str, Any], strict: bool) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    properties, required = {}, []
    for name, hint in hints.items():
        if get_origin(hint) is NotRequired:
            hint = get_args(hint)[0]
        else:
            required.append(name)
        properties[name] = _schema(hint, definitions, strict)
    about = " ".join((kind.__doc__ or "").split("\n\n")[0].replace("``", "`").split())
    made: dict[str, Any] = {"type": "object", "description": about, "properties": properties}
    made["required"] = required
    return made | ({"additionalProperties": False} if strict else {})


@cache
def _validator(name: str) -> Any:
    return fastjsonschema.compile(schema_of(name, strict=True), use_default=False)


def check_document(name: str, document: Any) -> None:
    """Refuse a document that its schema does not describe to the last key."""
    _validator(name)(document)


def main() -> None:
    """Write the schemas anew."""
    for name in DOCUMENTS:
        (FOLDER / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


@contextmanager
def checking_writers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Check every document against its schema as it is written, in this process."""
    monkeypatch.setattr(stories_json, "_write_parts", _checked_parts)
    monkeypatch.setattr(run_record, "write_run", _checked_run)
    monkeypatch.setattr(evaluation, "scores_rows", _checked("evaluate", scores_rows))
    monkeypatch.setattr(Explanation, "as_dict", _checked("explain", as_dict))
    yield


_write_parts, write_run = stories_json._write_parts, run_record.write_run
scores_rows, as_dict = evaluation.scores_rows, Explanation.as_dict


def _checked_parts(result: Any, parts: Mapping[str, Any], stream: TextIO) -> None:
    copy = io.StringIO()
    _write_parts(result, parts, copy)
    name = "stories" if "stories" in parts else "duplicates"
    check_document(name, json.loads(copy.getvalue()))
    for line in copy.getvalue().splitlines(keepends=True):  # one row each, as they are counted
        stream.write(line)


def _checked_run(result: Any, stream: TextIO, *arguments: Any, **named: Any) -> None:
    copy = io.StringIO()
    write_run(result, copy, *arguments, **named)
    check_document("run", json.loads(copy.getvalue()))
    stream.write(copy.getvalue())


def _checked(name: str, make: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    def checked(one: Any) -> dict[str, Any]:
        document = make(one)
        check_document(name, json.loads(json.dumps(document)))
        return document

    return checked
