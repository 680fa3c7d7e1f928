"""The streams of the command as a process: locales, pipes, full disks and closed ends."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Launch, besides_taken, succeeded
from tests.patience import PATIENCE
from tests.started import run_command

WARNING = """
import logging, warnings
from clustering import sources
from clustering.cli import main
read = sources.read_sources
def noisy(*given):
    warnings.warn("of no use to the user")
    logging.getLogger("library").warning("nor this")
    return read(*given)
sources.read_sources = noisy
main()
"""


PYTHON = shlex.quote(sys.executable)  # for a shell


def in_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell."""
    return subprocess.run(command, shell=True, capture_output=True, text=True, timeout=PATIENCE)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")


def test_results_are_alone_on_stdout(launch: Launch, posts: Path) -> None:
    done = succeeded(launch("stories", posts, "--format", "jsonl"))
    assert [line[0] for line in done.stdout.splitlines()] == ["{", "{"]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_reader_that_stops_early_is_left_in_peace(posts: Path, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # it has stopped before the first line
    with os.fdopen(writer, "w") as stdout:
        done = run_command("stories", posts, "-f", form, stdout=stdout)
    assert (done.returncode, besides_taken(done.stderr)) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_is_one_line(launch: Launch, posts: Path) -> None:
    with Path("/dev/full").open("w") as full:
        streams = {"stdout": full, "stderr": subprocess.PIPE, "capture_output": False}
        done = launch("stories", posts, **streams)
    assert done.returncode == 2
    assert besides_taken(done.stderr) == "samestory: No space left on device.\n"


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_can_print_any_title(launch: Launch, posts: Path, locale: str) -> None:
    post = posts / "soup.md"
    post.write_text(post.read_text(encoding="utf-8").replace("Ten", "Zehn – 十"), encoding="utf-8")
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": ""}
    done = succeeded(launch("stories", posts, "--format", "csv", env=env, encoding="utf-8"))
    assert "Zehn – 十" in done.stdout


def test_a_file_name_that_is_not_utf_8_does_not_stop_the_run(posts: Path) -> None:
    Path(os.fsdecode(os.fsencode(posts) + b"/caf\xe9.md")).write_text("no front matter")
    assert "caf" in succeeded(run_command("stories", posts, "--format", "csv")).stderr


def test_warnings_of_libraries_do_not_reach_the_user(posts: Path) -> None:
    done = in_shell(f"{PYTHON} -c {shlex.quote(WARNING)} stories {posts}")
    assert (done.returncode, besides_taken(done.stderr)) == (0, "")
    assert "Lindholm" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "stories posts",
        "stories posts -f json",
        "duplicates posts",
        "duplicates posts -f json --check",
        "duplicates posts --drop-list",
        "explain a b posts",
        "evaluate posts --gold story",
    ],
)
def test_a_closed_stdout_is_one_line(posts: Path, command: str) -> None:
    done = in_shell(f"{PYTHON} -m clustering {command} >&-")
    told = "samestory: cannot write to standard output: it is closed.\n"
    assert (done.returncode, besides_taken(done.stderr)) == (2, told)


def test_a_report_needs_no_stdout(posts: Path) -> None:
    done = in_shell(f"{PYTHON} -m clustering report {posts} >&-")
    assert (done.returncode, besides_taken(done.stderr)) == (0, "")
    assert Path("reports/latest/index.html").is_file()


def test_head_takes_the_first_line_and_ends_it_quietly(posts: Path) -> None:
    done = in_shell(f"{PYTHON} -m clustering stories {posts} -f jsonl | head -n 1")
    assert besides_taken(done.stderr) == ""
    assert done.stdout.count("\n") == 1
