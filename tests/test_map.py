"""The map names everything there is and nothing else; and every module has its tests."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

from tests.pages import BLOCK, MAP, PACKAGE, ROOT, TOP, first_sentence, folders, modules

TEXT = MAP.read_text(encoding="utf-8")
WRITTEN = BLOCK.sub("", TEXT)
PATH = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|js|css|j2|toml|ini|md)|(?:[\w.-]+/)+)`")

OF_SEVERAL_MODULES = {
    "test_action.py": "the GitHub action",
    "test_docs.py": "the pages for readers",
    "test_map.py": "the map and the mirror",
    "test_example.py": "the committed report",
    "test_recipes.py": "the page of recipes",
    "test_words.py": "the words that readers meet",
    "engines/test_parity.py": "the bytes that each engine writes",
    "test_own_warnings.py": "the plugin for sets of libraries that nobody has tested",
    "test_quality_floors.py": "the default settings on labelled sets",
    "cli/test_watch_beside_reader.py": "what `watch` asks, beside another library",
    "duplicates/test_bench.py": "the bench of copies",
    "sources/test_command_line.py": "sources as the command takes them",
    "sources/test_posts_skipped.py": "the broken posts of the fixtures",
}
"""Tests of no one module, and what they are of; those in ``OTHERS`` are such as well."""

OTHERS = ("browser", "benchmarks", "fuzz")


MAX_LINES = 300


def test_no_file_of_the_package_has_more_than_300_lines() -> None:
    written = {".py", ".js", ".ts", ".css", ".j2"}
    files = [path for path in PACKAGE.rglob("*") if path.suffix in written]
    long = {
        path.relative_to(PACKAGE).as_posix()
        for path in files
        if "vendor" not in path.parts and path.read_text("utf-8").count("\n") > MAX_LINES
    }
    assert len(files) > 200
    assert long == set()


def test_there_is_a_section_for_every_folder_and_for_no_other() -> None:
    named = [name.removeprefix("modules of ") for _, name, _ in BLOCK.findall(TEXT)]
    assert sorted(named) == sorted(folders())
    for name in named:
        section = TEXT.split(f"### {'The package itself' if name == TOP else f'`{name}/`'}\n")
        assert len(section) == 2, name
        assert "**Knows nothing of:**" in section[1].split("\n### ")[0], name


@pytest.mark.parametrize("folder", folders())
def test_every_module_says_in_a_sentence_what_it_is_for(folder: str) -> None:
    for path in modules(PACKAGE if folder == TOP else PACKAGE / folder):
        assert first_sentence(path).endswith("."), path
        assert f"| `{path.name}` | {first_sentence(path)} |" in TEXT, "run: python -m tests.pages"


def test_every_path_the_map_names_exists() -> None:
    for name in PATH.findall(WRITTEN):
        assert (PACKAGE / name).exists() or (ROOT / name).exists() or name == "answered.py", name


def test_every_name_the_map_names_is_where_it_says() -> None:
    found = re.findall(r"((?:`[\w.]+`(?:,? and |, )?)+) (?:in|of) `([\w/.]+)`", WRITTEN)
    assert len(found) > 20
    for names, path in found:
        text = (PACKAGE / path).read_text("utf-8")
        for name in re.findall(r"\w+(?=`)", names):
            defines = rf"^(?: *(?:def|class|const|function|interface) )?{name}\b"
            assert re.search(defines, text, re.MULTILINE), f"{name} in {path}"


def test_the_order_of_the_folders_is_that_of_the_import_contract() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".ci" / "importlinter.ini", encoding="utf-8")
    layers = contracts["importlinter:contract:corridor"]["layers"].split("\n")
    ranks = {
        re.sub(r"\.py$|/$", "", name): int(rank)
        for rank, line in re.findall(r"^(\d+)\. (.*)$", WRITTEN, re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", line)
    }
    ordered = [
        [name.strip().removeprefix("clustering.") for name in layer.split(":")]
        for layer in layers
        if layer
    ]
    listed = [name for layer in reversed(ordered) for name in layer if name != "__main__"]
    assert sorted(listed) == sorted(ranks)
    assert [ranks[name] for name in listed] == sorted(ranks.values())


def does_something(path: Path) -> bool:
    """Whether a module has a function of more than a docstring."""
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    return any(
        not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant)
        for function in functions
        for statement in function.body
    )


def test_every_module_that_does_something_has_its_tests_in_the_same_place() -> None:
    missing = [
        mirror.as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if does_something(path)
        and not (ROOT / (mirror := mirror_of(path.relative_to(PACKAGE)))).is_file()
    ]
    assert missing == []


def mirror_of(module: Path) -> Path:
    return Path("tests") / module.parent / f"test_{module.stem.strip('_')}.py"


def test_every_test_is_of_a_module_or_says_of_what() -> None:
    mirrors = {mirror_of(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py")}
    tests = {path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")}
    others = {
        path for path in tests - mirrors if path.parts[1] not in ("browser", "benchmarks", "fuzz")
    }
    assert others == {Path("tests") / name for name in OF_SEVERAL_MODULES}
