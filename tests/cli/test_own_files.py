"""Files that `watch` reads: again when they changed, and not before."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from clustering.answers.file import Answer, AnswerFile
from tests.cli.conftest import Invoke, write_post


def age(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be old enough to be known by their times."""
    monkeypatch.setattr("clustering.cli.own_files.MIN_AGE", 0)
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    time.sleep(0.01)


def runs() -> int:
    with closing(sqlite3.connect("n.db")) as connection:
        query = "SELECT count(*) FROM runs WHERE kind = 'update'"
        return int(connection.execute(query).fetchone()[0])


def test_a_folder_that_has_not_changed_makes_no_run(
    tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "own"
    folder.mkdir()
    write_post(folder, "crack.md")
    age(folder, monkeypatch)
    watch = "watch", "n.db", folder, "--once"
    assert "1 article new" in invoke(*watch).stderr
    again = invoke(*watch)
    assert (again.exit_code, runs()) == (0, 1)
    assert "nothing new." in again.stderr
    write_post(folder, "soup.md")
    age(folder, monkeypatch)
    assert "1 article new" in invoke(*watch).stderr
    assert runs() == 2
    invoke(*watch, "--now")
    assert runs() == 3
    monkeypatch.setattr("clustering.cli.own_files.__version__", "another")
    invoke(*watch)
    assert runs() == 4
    invoke(*watch, "--detail", "0.5")  # other settings, another way to read
    assert (before := runs()) > 4
    invoke(*watch, "--outlet", "Courier")
    assert runs() > before


def test_new_labels_are_taken_over_although_nothing_was_read(
    tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, labels = tmp_path / "own", tmp_path / "labels.yaml"
    folder.mkdir()
    for name in ("crack.md", "bridge.md"):
        write_post(folder, name)
    age(folder, monkeypatch)
    invoke("watch", "n.db", folder, "--once")
    with closing(sqlite3.connect("n.db")) as connection:
        one, other = (name for (name,) in connection.execute("SELECT id FROM articles"))
    AnswerFile(labels).add(Answer(one, other, "different"))
    watch = "watch", "n.db", folder, "--once", "--labels", labels
    assert invoke(*watch).exit_code == 0
    with closing(sqlite3.connect("n.db")) as connection:
        assert connection.execute("SELECT answer FROM answers").fetchall() == [("different",)]
        stories = connection.execute("SELECT count(DISTINCT story) FROM articles").fetchone()
        assert stories == (2,)
    done = runs()
    age(tmp_path, monkeypatch)
    invoke(*watch)
    invoke(*watch)
    assert runs() == done + 1  # the file's time changed once
