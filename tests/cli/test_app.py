"""The application without a command: its version, its help, and a bare call."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from clustering import __version__
from clustering.cli.app import SUMMARIES
from tests.cli.conftest import Invoke, Launch, besides_taken, refused, succeeded
from tests.patience import PATIENCE


def test_version_is_printed(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"samestory {__version__}\n"


def test_help_names_every_command_the_exit_codes_and_examples(invoke: Invoke) -> None:
    shown = succeeded(invoke("--help"))
    for word in (*SUMMARIES, *SUMMARIES.values(), "Exit codes", "samestory report fixtures/posts"):
        assert word in shown.stdout


def test_a_bare_call_shows_the_help_on_stderr_and_fails(invoke: Invoke) -> None:
    assert "Usage: samestory" in refused(invoke())


FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize("name", SUMMARIES)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_has_help_with_examples(invoke: Invoke, name: str, flag: str) -> None:
    shown = succeeded(invoke(name, flag))
    assert f"Usage: samestory {name}" in shown.stdout
    assert f"\n    samestory {name} " in shown.stdout


@pytest.mark.parametrize("name", SUMMARIES)
def test_the_examples_on_the_fixtures_work(
    invoke: Invoke, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    monkeypatch.chdir(tmp_path)
    _, examples = invoke(name, "--help").stdout.split("Examples:")
    for line in examples.splitlines():
        if "fixtures/" in line:
            for command in line.split("&&"):
                shown = invoke(*shlex.split(command)[1:])
                assert shown.exit_code == (1 if "--check" in command else 0), shown.stderr


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        (["reprot", "posts"], "'report'"),
        (["stories", "posts", "--cohesoin", "0.1"], "--cohesion"),
        (["stories", "posts", "--no-prio"], "--no-prior"),
        (["duplicates", "posts", "--chekc"], "--check"),
    ],
)
def test_a_name_that_is_nearly_right_gets_a_suggestion(
    invoke: Invoke, words: list[str], suggested: str
) -> None:
    told = refused(invoke(*words))
    assert besides_taken(told).startswith("samestory: ")
    assert f"id you mean {suggested}" in told
    assert besides_taken(told).count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["stories"],
        ["stories", "posts", "--jobs"],
        ["stories", "posts", "--format", "xml"],
        ["stories", "posts", "--related", "maybe"],
        ["explain", "only-one"],
        ["stories", ""],
        ["explain", "a", "b", ""],
        ["--frobnicate"],
    ],
)
def test_wrong_usage_is_one_plain_line_and_exit_code_2(invoke: Invoke, words: list[str]) -> None:
    told = refused(invoke(*words))
    assert besides_taken(told).startswith("samestory: ")
    assert besides_taken(told).count("\n") == 1
    assert all(word in told for word in words if word.startswith("--"))


def loaded_by(*words: str, besides: str = "sys") -> set[str]:
    """Return the modules that a command loads, but for those that another module loads."""
    probe = (
        f"import sys, {besides}; anyway = set(sys.modules)\n"
        "from clustering.cli.app import app\n"
        f"try: app({list(words)!r})\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*(set(sys.modules) - anyway), file=sys.stderr, end='')"
    )
    words_of_python = [sys.executable, "-c", probe]
    done = subprocess.run(words_of_python, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return set(besides_taken(done.stderr).split())


def test_help_loads_none_of_the_libraries_of_the_corridor() -> None:
    heavy = {"numpy", "scipy", "sklearn", "pydantic", "rich", "networkx", "yaml", "jinja2"}
    assert not heavy & loaded_by("--help")


def test_a_report_on_posts_loads_only_what_it_uses(posts: Path) -> None:
    others = {
        *("rich", "sklearn", "matplotlib", "feedparser", "duckdb", "pyarrow", "pandas"),
        *("ruamel", "wordfreq", "langcodes", "courlan", "sparse_dot_topn", "scipy.linalg"),
        *("scipy.special", "scipy.sparse.csgraph", "xml.sax", "networkx"),
        "clustering.evaluation.evaluate",
    }
    # An old scipy.sparse loads csgraph.
    assert not others & loaded_by("report", str(posts), besides="scipy.sparse")


def test_shells_can_complete_commands_and_settings(launch: Launch) -> None:
    def complete(line: str, word: int) -> list[str]:
        done = launch(
            env={
                "_SAMESTORY_COMPLETE": "complete_bash",
                "COMP_WORDS": line,
                "COMP_CWORD": str(word),
            }
        )
        return done.stdout.split()

    assert complete("samestory du", 1) == ["duplicates"]
    assert complete("samestory stories --coh", 2) == ["--cohesion"]
