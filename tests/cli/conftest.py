"""A tiny folder of invented posts, and two ways to run the command on it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from clustering.cli.app import app
from tests.local_server import LocalServer, serving, without_proxy
from tests.patience import PATIENCE

Invoke = Callable[..., Result]
Launch = Callable[..., subprocess.CompletedProcess[str]]
Shown = TypeVar("Shown", Result, subprocess.CompletedProcess[str])

POST = """---
title: "{title}"
excerpt: "{excerpt}"
publishedDateTime: 2024-03-0{day}T08:00:00Z
webUrl: "{url}"
type: article
provider:
  name: {outlet}
  domain: {domain}
---
"""
CRACK = (
    "Engineers shut the harbour bridge in Lindholm on Friday after divers found a crack in "
    "its northern pillar; ferries will carry commuters for at least six weeks."
)
POSTS = {
    "bridge.md": ("Lindholm harbour bridge shut after divers find crack", CRACK, "tidepost", 1),
    "crack.md": (
        "Crack in pillar shuts Lindholm harbour bridge for six weeks",
        "Commuters in Lindholm must take ferries: divers found a crack in a pillar of the "
        "harbour bridge and engineers shut it.",
        "coastherald",
        2,
    ),
    "copy.md": ("Lindholm harbour bridge shut after divers find crack", CRACK, "wiredaily", 2),
    "soup.md": (
        "Ten soups for cold evenings",
        "From lentils to leeks: warm bowls that need one pot and an hour.",
        "spoonweekly",
        3,
    ),
}


def write_post(folder: Path, name: str) -> Path:
    """Write one of ``POSTS`` into the folder."""
    title, excerpt, outlet, day = POSTS[name]
    text = POST.format(
        title=title,
        excerpt=excerpt,
        day=day,
        url=f"https://www.{outlet}.com/{title.lower().replace(' ', '-')}",
        outlet=outlet.title(),
        domain=f"{outlet}.com",
    )
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make ``posts`` (three reports of one event, one a copy, and a recipe) in an empty folder."""
    monkeypatch.chdir(tmp_path)
    folder = Path("posts")
    folder.mkdir()
    for name in POSTS:
        write_post(folder, name)
    return folder


def besides_taken(stderr: str) -> str:
    """Return what a command says on stderr beside what it took of each source for what."""
    lines = stderr.splitlines(keepends=True)
    told = re.compile(r" \u2190 |: no (?:dates|titles) found")
    return "".join(line for line in lines if not told.search(line))


def code_of(shown: Shown) -> int:
    """Return the exit code of a command, run in this process or as one of its own."""
    return shown.exit_code if isinstance(shown, Result) else shown.returncode


def succeeded(shown: Shown) -> Shown:
    """Return a command that has done what it was asked for."""
    assert code_of(shown) == 0, shown.stderr
    return shown


def refused(shown: Shown) -> str:
    """Return what is said by a command that is refused: exit code 2, and no result."""
    assert (code_of(shown), shown.stdout) == (2, ""), shown.stderr
    return shown.stderr


@pytest.fixture
def invoke() -> Invoke:
    """Run the command in this process: ``invoke("stories", "posts")``."""

    def run(*words: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)

    return run


@pytest.fixture
def launch() -> Launch:
    """Run the command as a process of its own, with real streams and exit codes."""

    def run(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "clustering", *map(str, words)]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            command, **{"capture_output": True, "text": True, "timeout": PATIENCE, **more}
        )

    return run


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LocalServer]:
    """Serve on this machine, with no proxy before it, to what runs in an empty folder."""
    without_proxy(monkeypatch)
    monkeypatch.chdir(tmp_path)
    with serving() as one:
        yield one
