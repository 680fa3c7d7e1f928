"""What the package promises: these names and no others, and each name defined once."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import clustering
import samestory

DOORS = {"Result", "Settings", "StoryClusterer", "__version__", "cluster", "read", "stories_of"}
NOUNS = {
    *("Article", "DuplicateGroup", "Explanation", "Outlet", "Reading", "Record", "Skip"),
    *("Story", "Thread"),
}
ERRORS = {"NothingReadable", "SamestoryError", "UsageError"}
PUBLIC = DOORS | NOUNS | ERRORS
PACKAGE = Path(clustering.__file__).parent
FOUND_BY_NAME = {"app"}  # the command group loads ``app`` from the module of each command


def test_the_public_names_are_these() -> None:
    assert set(samestory.__all__) == set(dir(samestory)) == PUBLIC
    for name in PUBLIC:
        assert getattr(samestory, name) is getattr(clustering, name)


def test_the_doors_take_these_parameters() -> None:
    reading = ["columns", "date_format", "day_first", "outlet"]
    doors: dict[Callable[..., Any], list[str]] = {
        samestory.read: ["data", "more", "jobs", *reading],
        samestory.cluster: ["data", "more", *reading, "labels", "embed", "settings"],
        samestory.stories_of: ["data", "more", *reading, "labels", "backend", "embed", "settings"],
    }
    for door, parameters in doors.items():
        assert list(inspect.signature(door).parameters) == parameters


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'clutser'"):
        samestory.clutser  # type: ignore[attr-defined]  # noqa: B018


def test_importing_loads_nothing_else() -> None:
    """0.02 s on the machine it was measured on; what it may take is 0.15 s."""
    code = "import sys, samestory; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    heavy = {"numpy", "scipy", "sklearn", "pydantic", "networkx", "narwhals", "pandas", "polars"}
    assert "clustering" in loaded
    assert not loaded & heavy


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samestory", "--version"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert samestory.__version__ in done.stdout


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
