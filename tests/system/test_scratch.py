"""Scratch of the living stays, that of the dead is swept, and folders change places at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clustering.system.scratch import exchange, locked, scratch_folder, scratch_for, sweep

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")


def test_scratch_is_hidden_beside_its_place_and_each_is_another(tmp_path: Path) -> None:
    names = {scratch_for(tmp_path / "report", ".new").name for _ in range(9)}
    assert len(names) == 9
    assert all(name.startswith(".report.") and name.endswith(".new") for name in names)


def test_scratch_of_this_and_of_another_living_process_stays(tmp_path: Path) -> None:
    place = tmp_path / "report"
    program = """
import sys
from pathlib import Path
from clustering.system.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1]), ".new"):
    print("made", flush=True)
    sys.stdin.read()
"""
    with (
        scratch_folder(place, ".new") as own,
        subprocess.Popen(
            [sys.executable, "-c", program, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == "made\n"
        sweep(place)
        assert own.exists()
        assert len(list(tmp_path.iterdir())) == 2
        other.kill()
        other.wait()
        sweep(place)
        assert list(tmp_path.iterdir()) == [own]
    assert list(tmp_path.iterdir()) == []


def test_what_was_moved_aside_comes_back_only_where_nothing_stands(tmp_path: Path) -> None:
    place = tmp_path / "report"
    aside = tmp_path / ".report.99-0123abcd.old"
    aside.mkdir()
    (aside / "index.html").write_text("old")
    sweep(place)
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    aside.mkdir()
    sweep(place)
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert (place / "index.html").read_text() == "old"


def test_other_hidden_files_and_a_folder_that_is_not_there_are_left_alone(tmp_path: Path) -> None:
    for name in (".report.swp", ".report.99-0123abc.new", ".other.99-0123abcd.new", "report"):
        (tmp_path / name).mkdir()
    sweep(tmp_path / "report")
    assert len(list(tmp_path.iterdir())) == 4
    sweep(tmp_path / "gone" / "report")


def test_a_link_with_the_name_of_scratch_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / ".report.99-0123abcd.new").symlink_to("mine")
    sweep(tmp_path / "report")
    assert (tmp_path / "mine").exists()


def test_folders_change_places_at_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        path.mkdir()
        (path / "name").write_text(path.name)
    if not exchange(one, other):
        pytest.skip("this system cannot")
    assert (one / "name").read_text() == "other"
    assert (other / "name").read_text() == "one"
    assert not exchange(one, tmp_path / "gone")


def test_a_lock_follows_what_is_renamed(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.mkdir()
    with locked(path):
        path.rename(tmp_path / ".report.99-0123abcd.old")
        sweep(path)
        assert not path.exists()
    sweep(path)
    assert path.exists()
