"""What the package promises: these names and no others, and each name defined once."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import clustering

PUBLIC = {"Result", "Settings", "__version__", "cluster", "read"}
PACKAGE = Path(clustering.__file__).parent
FOUND_BY_NAME = {"app"}  # the command group loads ``app`` from the module of each command


def test_the_public_names_are_these() -> None:
    assert set(clustering.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(clustering, name) is not None


def test_the_doors_take_these_parameters() -> None:
    assert list(inspect.signature(clustering.read).parameters) == ["paths", "jobs", "columns"]
    assert list(inspect.signature(clustering.cluster).parameters) == ["records", "settings"]


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'clutser'"):
        clustering.clutser  # noqa: B018


def defined(module: Path) -> Iterator[str]:
    """Yield the public functions, classes and constants at the top of a module."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            targets = [ast.Name(node.name)]
        elif isinstance(node, ast.Assign):
            targets = [name for one in node.targets for name in getattr(one, "elts", [one])]
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("_"):
                yield target.id


def test_a_public_name_is_defined_once_in_the_package() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for module in sorted(PACKAGE.rglob("*.py")):
        for name in sorted(set(defined(module)) - FOUND_BY_NAME):
            modules[name].append(module.relative_to(PACKAGE).as_posix())
    assert len(modules) > 300
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}
