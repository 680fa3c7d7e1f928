"""Files are found the same way whatever the disk gives first, and nothing hangs or loops."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clustering import cluster, reporting
from clustering.sources.folders import File, find_files, read_run_record
from tests.factories import make_record


def names(files: list[File]) -> list[str]:
    return [file.name for file in files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.MD", "sub/c.md", "sub/deep/d.md", "notes.txt", "x.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def test_subfolders_are_searched_and_files_sorted_by_name(folder: Path) -> None:
    assert names(find_files(folder, (".md",))) == ["a.MD", "b.md", "sub/c.md", "sub/deep/d.md"]


def test_a_file_has_its_size_its_time_and_the_path_as_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    status = Path("sub/c.md").stat()
    times = status.st_mtime_ns, status.st_ctime_ns
    expected = File(Path("sub/c.md"), "c.md", 4, "", *times, status.st_ino)
    assert find_files(Path("sub"), (".md",))[0] == expected


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("")
    (folder / ".draft.md").write_text("")
    assert ".git/x.md" not in names(find_files(folder, (".md",)))
    assert ".draft.md" not in names(find_files(folder, (".md",)))


def test_a_report_folder_is_left_out_unless_it_is_named(folder: Path) -> None:
    (folder / "sub" / "run.json").write_text('{"version": "1", "tool": "samestory"}')
    assert names(find_files(folder, (".md",))) == ["a.MD", "b.md"]
    assert names(find_files(folder / "sub", (".md",))) == ["c.md", "deep/d.md"]


@pytest.mark.parametrize("record", ['{"tool": "other"}', '["samestory"]', "{", "[" * 100_000])
def test_a_run_json_of_another_tool_makes_no_report_folder(folder: Path, record: str) -> None:
    (folder / "sub" / "run.json").write_text(record)
    assert "sub/c.md" in names(find_files(folder, (".md",)))


def test_a_pipe_called_run_json_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "sub" / "run.json")
    assert "sub/c.md" in names(find_files(folder, (".md",)))


def test_a_report_is_known_by_what_reports_write(tmp_path: Path) -> None:
    result = cluster([make_record("gull", "Gulls take over the pier")])
    reporting.write(result, tmp_path / "out", ["csv"])
    assert (tmp_path / "out" / "assignments.csv").exists()
    assert find_files(tmp_path, (".csv",)) == []
    record = read_run_record(tmp_path / "out")
    assert record is not None
    assert "assignments.csv" in record["files"]
    assert read_run_record(tmp_path) is None


def test_links_to_folders_are_followed_once(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "sub" / "itself").symlink_to("itself")
    (folder / "sub" / "again").symlink_to("deep")
    found = names(find_files(folder, (".md",)))
    assert found == ["a.MD", "b.md", "sub/again/d.md", "sub/c.md"]


def test_what_cannot_be_opened_says_why(folder: Path) -> None:
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "loop.md").symlink_to("loop.md")
    faults = {file.name: file.fault for file in find_files(folder, (".md",)) if file.fault}
    assert faults == {
        "gone.md": "a link to a file that is not there",
        "folder.md": "a folder, not a file",
        "pipe.md": "a device or a pipe, not a file",
        "loop.md": "cannot be read (Too many levels of symbolic links)",
    }


def test_a_folder_that_cannot_be_listed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    faulty = [file for file in find_files(folder, (".md",)) if file.fault]
    assert [(file.name, file.fault) for file in faulty] == [
        ("sub/deep/", "cannot be listed (Permission denied)")
    ]


def test_a_name_in_another_encoding_can_be_written(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("text")
    found = find_files(folder, (".md",))[2]
    assert found.name == "caf\\xe9.md"
    assert found.path.read_text() == "text"
