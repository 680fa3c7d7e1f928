"""What the pages for readers name exists: commands, flags, files, modules; and the code runs."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from clustering import __version__
from clustering.cli.app import SUMMARIES, app, command_app
from clustering.cli.exits import CHECK_FAILED, INTERNAL_ERROR, INTERRUPTED, READER_GONE, WRONG_USAGE
from clustering.errors import NothingReadable
from tests.pages import GUIDES, MADE_PAGES, MAP, README, refreshed
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
CHANGELOG = ROOT / ".github" / "CHANGELOG.md"
PAGES = [README, CONTRIBUTING, MAP, *GUIDES]
PYTHON = ROOT / "reports" / "guides" / "python.md"
CODES = ROOT / "reports" / "guides" / "ci.md"
IMPORTED_FROM = (ROOT, ROOT / "clustering" / "public")
JUSTFILE = ROOT / ".justfile"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


def in_words(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands(page: Path) -> Iterator[str]:
    """Give every command line and every code span of a page."""
    text = page.read_text(encoding="utf-8")
    for _, block in FENCE.findall(text):
        for line in block.splitlines():
            yield from map(str.strip, line.split("&&"))
    yield from SPAN.findall(FENCE.sub("", text))


def words_after(program: str, page: Path) -> list[list[str]]:
    """Return what follows the program in each line that calls it, comments left out."""
    lines = [shlex.split(line, comments=True) for line in commands(page) if program in line]
    return [words[1:] for words in lines if words and Path(words[0]).name == program]


def flags_of(command: str) -> set[str]:
    parameters = typer.main.get_command(command_app(command)).params
    return {"--help", "-h"} | {
        flag for one in parameters for flag in (*one.opts, *one.secondary_opts)
    }


@pytest.mark.parametrize("page", PAGES, ids=in_words)
def test_every_command_and_flag_a_page_names_exists(page: Path) -> None:
    of_the_app = {flag for one in typer.main.get_command(app).params for flag in one.opts}
    of_any = {flag for command in SUMMARIES for flag in flags_of(command)} | of_the_app
    for words in words_after("samestory", page):
        named, *rest = words or ["--help"]
        if named.startswith("-"):
            assert named in of_any, words
        elif named != "COMMAND":
            assert named in SUMMARIES, words
        known = flags_of(named) if named in SUMMARIES else of_any
        for word in rest:
            assert not word.startswith("--") or word.partition("=")[0] in known, words
    for line in commands(page):
        if line.startswith("--"):
            assert re.split(r"[ =]", line)[0] in of_any, line


def test_every_command_is_named_in_the_readme() -> None:
    assert {words[0] for words in words_after("samestory", README)} >= set(SUMMARIES)


def test_the_readme_is_short_and_leads_to_every_guide() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("\n") <= 150
    assert {page.relative_to(ROOT).as_posix() for page in GUIDES} <= set(
        re.findall(r"\]\(([^)]+)\)", text)
    )


@pytest.mark.parametrize("page", MADE_PAGES, ids=in_words)
def test_what_a_page_takes_from_the_code_is_fresh(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert refreshed(text) == text, "run: python -m tests.pages"


@pytest.mark.slow("loads scikit-learn, and clusters the invented posts")
def test_the_python_code_of_the_readme_and_its_guide_runs() -> None:
    text = "".join(page.read_text("utf-8") for page in (README, PYTHON))
    blocks = [code for kind, code in FENCE.findall(text) if kind == "python"]
    assert len(blocks) > 3
    done = subprocess.run(
        [sys.executable, "-c", "\nprint('— next block —')\n".join(blocks)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, IMPORTED_FROM))},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.split("— next block —")
    assert len(printed) == len(blocks)
    assert all(text.strip() for text in printed)


def test_the_exit_codes_of_the_guide_are_those_of_the_command() -> None:
    codes = {
        0,
        CHECK_FAILED,
        WRONG_USAGE,
        NothingReadable.exit_code,
        INTERNAL_ERROR,
        INTERRUPTED,
        READER_GONE,
    }
    rows = re.findall(r"^\| (\d+) \|", CODES.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(map(int, rows)) == sorted(codes)


@pytest.mark.parametrize("page", [*PAGES, CHANGELOG], ids=in_words)
def test_every_file_a_page_links_to_exists(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=in_words)
def test_every_module_a_page_runs_exists(page: Path) -> None:
    for line in commands(page):
        for name in re.findall(r"python -m (tests\.[\w.]+)", line):
            assert (ROOT / f"{name.replace('.', '/')}.py").is_file(), name


BENCHMARKS = sorted(set(re.findall(r"tests\.benchmarks\.\w+", CONTRIBUTING.read_text("utf-8"))))


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_every_measurement_that_contributing_names_explains_itself(
    benchmark: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [benchmark, "--help"])
    monkeypatch.delitem(sys.modules, benchmark, raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(benchmark, run_name="__main__")
    assert not ended.value.code
    assert "usage: " in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=in_words)
def test_every_recipe_a_page_names_is_in_the_justfile(page: Path) -> None:
    recipes = re.findall(r"^(\w[\w-]*)[^:=\n]*:(?!=)", JUSTFILE.read_text("utf-8"), re.MULTILINE)
    for words in words_after("just", page):
        assert not words or words[0] in recipes, words


def test_every_leg_that_is_run_by_name_is_a_leg() -> None:
    legs = re.findall(r"^leg_(\w+)\(\)", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    run = re.findall(r"run: \.ci/run (.*)", workflow)
    assert sorted(" ".join(run).split()) == sorted(legs)
    for words in words_after("just", CONTRIBUTING):
        assert words[:1] != ["ci"] or set(words[1:]) <= set(legs), words


def test_the_changelog_tells_of_this_version() -> None:
    headings = re.findall(r"^## (\S+)", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]


def test_the_guide_for_ci_and_the_example_name_this_version() -> None:
    assert set(re.findall(r"v(\d+\.\d+\.\d+)", CODES.read_text("utf-8"))) == {__version__}
    ran = json.loads((ROOT / "reports" / "example" / "run.json").read_text("utf-8"))
    assert ran["version"] == __version__
