"""A file is written whole or not at all, for everybody or for its user alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clustering.system.files import write_whole

posix_only = pytest.mark.skipif(os.name == "nt", reason="habits of POSIX")


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.txt", "säven\r\n")
    write_whole(tmp_path / "b.bin", b"\x00\r\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "säven\r\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\r\n"


@posix_only
def test_a_file_keeps_its_rights_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("before")
    old.chmod(0o640)
    usual = tmp_path / "usual"
    usual.touch()
    for path in (old, tmp_path / "new.txt"):
        write_whole(path, "after")
    assert old.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new.txt").stat().st_mode == usual.stat().st_mode


@posix_only
def test_a_private_file_is_for_its_user_alone_and_follows_no_link(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another's")
    place = tmp_path / "private.txt"
    place.symlink_to(other)
    write_whole(place, "mine", is_private=True)
    assert not place.is_symlink()
    assert (place.read_text(), place.stat().st_mode & 0o777) == ("mine", 0o600)
    assert other.read_text() == "another's"


@posix_only
def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("before")
    place = tmp_path / "link.txt"
    place.symlink_to(other)
    write_whole(place, "after")
    assert place.is_symlink()
    assert other.read_text() == "after"


@pytest.mark.parametrize("is_private", [False, True])
def test_what_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_private: bool
) -> None:
    place = tmp_path / "a.txt"
    place.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(place, "after", is_private=is_private)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert place.read_text() == "before"
