"""The report folder appears whole or not at all, and never over what the user has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import pytest

from clustering import reporting
from clustering.errors import UsageError
from clustering.reporting import folder
from clustering.reporting.folder import replacing
from clustering.result import Result


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt, UsageError])
def test_when_a_writer_fails_the_old_report_stays_and_nothing_else(
    problem: type[BaseException],
    result: Result,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "report"
    reporting.write(result, out)
    before = contents(out)

    def fail(result: Result, stream: TextIO) -> NoReturn:
        stream.write("half a fi")
        raise problem("stop")

    monkeypatch.setattr(
        reporting, "REPORT_FILES", {**reporting.REPORT_FILES, "csv": {"stories.csv": fail}}
    )
    with pytest.raises(problem):
        reporting.write(result, out)
    assert contents(out) == before
    assert list(tmp_path.iterdir()) == [out]


def test_when_the_move_fails_the_old_report_comes_back(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report"
    reporting.write(result, out)
    before = contents(out)
    rename = Path.rename

    def fail_for_fresh(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(folder, "exchange", lambda *_: False)  # a system that cannot
    monkeypatch.setattr(Path, "rename", fail_for_fresh)
    with pytest.raises(UsageError, match=r"report.*busy.*--out"):
        reporting.write(result, out)
    assert contents(out) == before
    assert list(tmp_path.iterdir()) == [out]


def test_an_interrupt_in_the_first_report_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "report") as fresh:
        (fresh / "index.html").write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken(result: Result, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    reporting.write(result, tmp_path / "report", ["md"])
    assert (tmp_path / "report" / "report.md").is_file()


def test_a_link_to_a_report_keeps_pointing_at_it(result: Result, tmp_path: Path) -> None:
    reporting.write(result, tmp_path / "report-1", ["md"])
    latest = tmp_path / "latest"
    latest.symlink_to("report-1")
    reporting.write(result, latest, ["json"])
    assert latest.is_symlink()
    assert set(contents(tmp_path / "report-1")) == {"stories.json", "run.json"}


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "mine"},
        {"run.json": "not JSON", "thesis.txt": "mine"},
        {"run.json": '{"tool": "another"}'},
        {"run.json": '["samestory"]'},
        {"run.json": '{"tool": "samestory", "files": null}', "notes.md": "mine"},
        {"stories.csv": "someone else's"},
    ],
)
def test_a_folder_that_is_no_report_is_left_alone(
    files: dict[str, str], result: Result, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    out.mkdir()
    for name, text in files.items():
        (out / name).write_text(text)
    before = contents(out)
    with pytest.raises(UsageError, match="choose another --out"):
        reporting.write(result, out)
    assert contents(out) == before


def test_a_report_the_user_put_something_into_is_left_alone(result: Result, tmp_path: Path) -> None:
    out = tmp_path / "report"
    reporting.write(result, out)
    (out / ".DS_Store").write_bytes(b"clutter")
    reporting.write(result, out)
    (out / "my notes.md").write_text("mine")
    with pytest.raises(UsageError, match=r"my notes\.md: is not part of the report"):
        reporting.write(result, out)
    assert (out / "my notes.md").read_text() == "mine"


def test_a_file_in_the_way_is_left_alone(result: Result, tmp_path: Path) -> None:
    (tmp_path / "report").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        reporting.write(result, tmp_path / "report")


@pytest.mark.skipif(os.name == "nt", reason="modes of folders mean little on Windows")
def test_the_folder_is_as_open_as_any_other(result: Result, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    reporting.write(result, tmp_path / "report", ["md"])
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_without_exchange_a_report_is_replaced_all_the_same(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "exchange", lambda *_: False)
    for name in ("md", "json"):
        reporting.write(result, tmp_path / "report", [name])
    assert set(contents(tmp_path / "report")) == {"stories.json", "run.json"}
    assert list(tmp_path.iterdir()) == [tmp_path / "report"]


KILLED = """
import os, sys
from pathlib import Path
from clustering.reporting import folder
if sys.argv[2] == "renames":
    folder.exchange = lambda *_: False
    rename = Path.rename
    def stop(self, target):
        if self.suffix == ".new":
            os.kill(os.getpid(), 9)
        return rename(self, target)
    Path.rename = stop
with folder.replacing(Path(sys.argv[1])) as fresh:
    (fresh / "run.json").write_text("fresh")
    if sys.argv[2] == "writing":
        os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="locks and signals of POSIX")
@pytest.mark.parametrize("moment", ["writing", "renames"])
def test_what_a_killed_run_left_is_swept_and_the_old_report_is_there(
    tmp_path: Path, moment: str
) -> None:
    out = tmp_path / "report"
    out.mkdir()
    (out / "index.html").write_text("old")
    subprocess.run([sys.executable, "-c", KILLED, out, moment], check=False)
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(KeyboardInterrupt), replacing(out):
        assert (out / "index.html").read_text() == "old"
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [out]
    assert (out / "index.html").read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_loop_of_links_is_no_place_for_a_report(result: Result, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for out in (tmp_path / "a", tmp_path / "a" / "report"):
        with pytest.raises(UsageError, match="Too many levels of symbolic links"):
            reporting.write(result, out)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_is_named_with_the_file(result: Result, tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with pytest.raises(UsageError, match=r"report.stories\.json: .*File too large.*--out"):
            reporting.write(result, tmp_path / "report", ["json"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
