"""Killed at any moment, a command leaves what was there or what is to be there."""

from __future__ import annotations

import os
import random
import select
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE

import pytest

from clustering.answers.file import read_answers
from clustering.settings.model import choose_settings
from tests.started import Started

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

ROOT = Path(__file__).resolve().parents[2]
POSTS = ROOT / "fixtures" / "posts" / "2025-03"
# Copies of the process read posts, however few.
PROGRAM = """
from clustering.cli import main
from clustering.sources.posts import reader as posts
posts.MIN_BYTES_FOR_COPIES = 0
main()
"""
MOMENTS = 2


def launch(words: Sequence[str], folder: Path, said: str = "") -> Started:
    more = ("--no-cache", "--jobs", "2")
    process = Started(
        *words, *more, program=PROGRAM, cwd=folder, stdin=PIPE, stderr=PIPE, in_session=True
    )
    assert process.stdin is not None
    process.stdin.write(said)
    process.stdin.close()
    return process


def finish(words: Sequence[str], folder: Path, said: str = "") -> float:
    """Run a command to its end; return how long it took."""
    began = time.monotonic()
    with launch(words, folder, said) as process:
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait() == 0, told
    return time.monotonic() - began


def kill(words: Sequence[str], folder: Path, wait: float, said: str = "") -> None:
    """Kill a command after so many seconds, and wait for the end of the processes it started.

    It must have said nothing of a fault until then. What its processes say afterwards does not
    count: one that was just starting finds nobody who tells it what to do.
    """
    with launch(words, folder, said) as process:
        assert process.stderr is not None
        time.sleep(wait)
        has_said, _, _ = select.select([process.stderr], [], [], 0)
        told = os.read(process.stderr.fileno(), 65_536) if has_said else b""
        process.kill()
        process.stderr.read()
        assert b"Traceback" not in told


@pytest.mark.slow("starts a command as a process four times")
def test_a_report_is_there_at_every_moment_and_no_scratch_after_the_next(tmp_path: Path) -> None:
    words = ("report", str(POSTS))
    whole = finish(words, tmp_path)
    out = tmp_path / "reports" / "latest"
    names = sorted(path.name for path in out.iterdir())
    rng = random.Random(1)
    for _ in range(MOMENTS):
        kill(words, tmp_path, rng.uniform(0.3, 1.0) * whole)
        assert sorted(path.name for path in out.iterdir()) == names
    finish(words, tmp_path)
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.slow("starts a command as a process four times")
def test_answers_are_whole_at_every_moment(tmp_path: Path) -> None:
    words = ("label", str(POSTS), "--out", "labels.yaml")
    whole = finish(words, tmp_path, "y\nq\n")
    path = tmp_path / "labels.yaml"
    before = len(read_answers(path).entries)
    assert before == 1
    rng = random.Random(2)
    for _ in range(MOMENTS):
        kill(words, tmp_path, rng.uniform(0.5, 1.0) * whole, "y\n" * 50)
        assert len(read_answers(path).entries) >= before
        before = len(read_answers(path).entries)
    finish(words, tmp_path, "y\nq\n")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.slow("starts a command as a process four times")
def test_settings_are_whole_at_every_moment(tmp_path: Path) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text("# ours\ndetail: 0.9\n")
    words = ("tune", str(POSTS), "--write", "--config", "samestory.yaml", "--out", "tuned")
    whole = finish(words, tmp_path)
    after = path.read_text()
    rng = random.Random(3)
    for _ in range(MOMENTS):
        path.write_text("# ours\ndetail: 0.9\n")
        kill(words, tmp_path, rng.uniform(0.5, 1.0) * whole)
        assert path.read_text() in ("# ours\ndetail: 0.9\n", after)
        choose_settings(config=path)
    finish(words, tmp_path)
    hidden = [one for one in tmp_path.rglob("*") if one.name.startswith(".")]
    assert hidden == []
