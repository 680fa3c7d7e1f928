"""A file is written whole or not at all, for everybody or for its user alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.system import files
from clustering.system.files import is_occupied, read_text_file, write_whole

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


def test_text_is_read_without_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffsäven: 1\r\n".encode())
    assert read_text_file(tmp_path / "a.yaml") == "säven: 1\n"


@posix_only
def test_a_pipe_or_a_device_is_no_text_to_wait_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UsageError, match="a device or a pipe, not a file; check --config"):
            read_text_file(path, "check --config")
    assert read_text_file(Path(os.devnull)) == ""


def test_what_cannot_be_read_is_told_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_TEXT_BYTES", 10)
    (tmp_path / "large").write_text("detail: 0.5")
    (tmp_path / "latin").write_bytes(b"# caf\xe9\n")
    for path, fault in (
        (tmp_path / "large", "larger than the limit of 10 bytes; check the path"),
        (tmp_path / "latin", "not UTF-8 at byte 5; save it as UTF-8"),
        (tmp_path / "gone", "cannot be read (No such file or directory); check the path"),
        (tmp_path, "a folder, not a file; check the path"),
    ):
        with pytest.raises(UsageError) as told:
            read_text_file(path)
        assert str(told.value) == f"{path}: {fault}."
    with pytest.raises(UsageError, match="no path has a null character"):
        read_text_file(Path("a\0b"))


@posix_only
def test_nothing_is_written_over_a_device_a_pipe_or_a_loop_of_links(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "pipe", Path(os.devnull), tmp_path / "loop"):
        with pytest.raises(OSError, match=r"can be replaced|Too many levels") as told:
            write_whole(path, "after")
        assert told.value.filename == str(path)
    with pytest.raises(UsageError, match="loop: cannot be written to"):
        is_occupied(tmp_path / "loop")
    assert is_occupied(tmp_path / "pipe")
    assert not is_occupied(tmp_path / "new")


@posix_only
def test_a_full_disk_is_named_with_the_file(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with pytest.raises(OSError, match="File too large") as told:
            write_whole(tmp_path / "labels.yaml", "x" * 1_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.filename == str(tmp_path / "labels.yaml")
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_what_a_dead_process_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.99-0123abcd").write_text("half")
    (tmp_path / ".b.txt.99-0123abcd").write_text("another's")
    write_whole(tmp_path / "a.txt", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.txt.99-0123abcd", "a.txt"]
