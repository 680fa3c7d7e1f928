"""What is kept for the next run: only where nobody else can write, and never too much."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clustering.system import user_cache
from clustering.system.user_cache import POSTS, REPORT, place_of, read_kept, touch_kept, write_kept

POSIX = pytest.mark.skipif(os.name == "nt", reason="habits of POSIX")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@POSIX
def test_the_cache_is_where_the_system_keeps_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache.default_folder() == tmp_path / "samestory"


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", fail)
    assert user_cache.default_folder() is None


def test_what_is_written_is_read_again(home: Path, tmp_path: Path) -> None:
    place = place_of(home, tmp_path, REPORT)
    write_kept(place, b"said")
    assert read_kept(place) == b"said"
    assert place_of(home, tmp_path, POSTS) != place != place_of(home, tmp_path / "x", REPORT)


def test_a_file_that_is_not_there_is_an_error_to_read_and_none_to_touch(home: Path) -> None:
    touch_kept(home / "x")
    with pytest.raises(FileNotFoundError):
        read_kept(home / "x")


@POSIX
@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_a_file_that_others_may_write_is_not_read(home: Path, mode: int) -> None:
    place = home / f"a{REPORT}"
    write_kept(place, b"said")
    place.chmod(mode)
    with pytest.raises(PermissionError):
        read_kept(place)


@POSIX
def test_links_and_pipes_are_not_read(home: Path) -> None:
    write_kept(home / f"a{REPORT}", b"said")
    (home / "link").symlink_to(home / f"a{REPORT}")
    os.mkfifo(home / "pipe", 0o600)
    for name in ("link", "pipe"):
        with pytest.raises(OSError):
            read_kept(home / name)


@POSIX
def test_nothing_is_written_where_others_may_write(home: Path) -> None:
    home.mkdir()
    home.chmod(0o777)
    write_kept(home / "a", b"said")
    assert list(home.iterdir()) == []


def test_what_was_used_last_stays_and_other_files_are_left_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for age, name in enumerate((f"a{POSTS}", f"b{REPORT}", f"c{POSTS}", "other")):
        write_kept(home / name, b"x" * 400)
        os.utime(home / name, (1_600_000_000 - age, 1_600_000_000 - age))
    touch_kept(home / f"c{POSTS}")
    monkeypatch.setattr(user_cache, "MAX_BYTES", 1_300)
    write_kept(home / f"d{REPORT}", b"x" * 400)
    assert sorted(path.name for path in home.iterdir()) == [
        f"a{POSTS}",
        f"c{POSTS}",
        f"d{REPORT}",
        "other",
    ]
