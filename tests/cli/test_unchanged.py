"""A report is left as it is only while nothing that bears on it has changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clustering.cli import unchanged
from clustering.cli.options import RunOptions
from clustering.cli.read_and_run import choose_run_settings
from clustering.cli.unchanged import RememberedReport, remembered_report
from clustering.system import user_cache
from tests.cli.conftest import POST, Invoke, refused, succeeded, write_post

LEFT = "is left as it was"
TICK = 0.02  # seconds, above the steps of the clock of files
HOUR = 3_600_000_000_000  # nanoseconds
OUT = Path("out")


@pytest.fixture(autouse=True)
def soon_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be old enough to be known by their times after a tick."""
    monkeypatch.setattr(user_cache, "MIN_AGE", int(TICK * 1e9))


@pytest.fixture
def made(invoke: Invoke, posts: Path) -> Invoke:
    """Make a report, and return what makes it again and tells whether it was left."""
    (posts / "table.csv").write_text("title\nignored\n")
    Path("labels.yaml").write_text("[]  # a\n")
    time.sleep(2 * TICK)

    def again(*words: object, source: object = posts, out: object = OUT) -> bool:
        before = {path.name: path.stat().st_ino for path in OUT.iterdir()} if OUT.exists() else {}
        shown = succeeded(invoke("report", source, "--out", out, *words))
        assert "Report: " in shown.stdout
        is_left = LEFT in shown.stderr
        if out == OUT and before:
            after = {path.name: path.stat().st_ino for path in OUT.iterdir()}
            assert is_left == (after["run.json"] == before["run.json"])
        return is_left

    assert not again()
    return again  # type: ignore[return-value]


def test_a_report_is_left_and_what_was_said_of_it_is_said_again(
    invoke: Invoke, posts: Path
) -> None:
    time.sleep(2 * TICK)
    first, second, third = (invoke("report", posts, "--out", OUT) for _ in range(3))
    assert first.stdout == second.stdout == third.stdout
    assert LEFT not in first.stderr
    assert second.stderr == third.stderr
    [line] = second.stderr.splitlines()
    assert line.startswith("samestory: out is left as it was")
    assert "--no-cache" in line
    quiet = invoke("report", posts, "--out", OUT, "--quiet")
    assert (quiet.stdout, quiet.stderr) == (first.stdout, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--detail", "0.71"),
        ("--detail", "0.7"),  # the same, but run.json says where it is from
        ("--no-borrow-dates",),
        ("--jobs", "1"),
        ("--formats", "csv"),
        ("--keep-columns",),
        ("--strict",),
        ("--day-first",),
        ("--columns", "title=NAME"),
        ("--outlet", "Courier"),
        ("--date-format", "%d%m%Y"),
        ("--labels", "labels.yaml"),
        ("--config", "posts/other.yaml"),
        ("--no-cache",),
    ],
)
def test_other_flags_make_it_anew(made: Invoke, posts: Path, words: tuple[str, ...]) -> None:
    (posts / "other.yaml").write_text("window: 13\n")
    assert made()
    assert not made(*words)


def test_a_report_made_without_the_cache_is_not_remembered(made: Invoke) -> None:
    assert not made("--no-cache")
    assert not made()
    assert made()


def test_a_word_in_the_settings_beside_makes_it_anew(made: Invoke, posts: Path) -> None:
    (posts / "samestory.yaml").write_text("detail: 0.75\n")
    assert not made()
    assert made()
    (posts / "samestory.yaml").write_text("detail: 0.76\n")
    assert not made()
    (posts / "samestory.yaml").unlink()
    assert not made()


def test_a_word_in_the_labels_makes_it_anew(made: Invoke) -> None:
    assert not made("--labels", "labels.yaml")
    assert made("--labels", "labels.yaml")
    labels = Path("labels.yaml")
    labels.write_text("[]  # b\n")
    time.sleep(2 * TICK)
    assert not made("--labels", "labels.yaml")
    assert made("--labels", "labels.yaml")


def _in_place(posts: Path) -> None:
    """Change a byte, and set the size and the time as they were."""
    path = posts / "soup.md"
    before = path.stat()
    path.write_text(path.read_text().replace("Ten soups", "Tin soups"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _swapped(posts: Path) -> None:
    a, b = posts / "soup.md", posts / "copy.md"
    texts = a.read_bytes(), b.read_bytes()
    b.write_bytes(texts[0])
    a.write_bytes(texts[1])


@pytest.mark.parametrize(
    "change",
    [
        _in_place,
        _swapped,
        lambda posts: (posts / "soup.md").unlink(),
        lambda posts: (posts / "soup.md").rename(posts / "stew.md"),
        lambda posts: (posts / "soup.md").rename(posts / ".soup.md"),
        lambda posts: (posts / "new.md").write_text("no post"),
        lambda posts: (posts / "more.csv").write_text("title\nignored, too\n"),
        lambda posts: (posts / "gone.md").symlink_to("nowhere"),
        lambda posts: write_post(posts, "soup.md"),  # the same bytes, written anew
    ],
)
def test_a_change_of_the_sources_makes_it_anew(
    made: Invoke, posts: Path, change: Callable[[Path], object]
) -> None:
    assert made()
    change(posts)
    time.sleep(2 * TICK)
    assert not made()
    assert made()


def test_another_name_for_the_same_sources_makes_it_anew(made: Invoke, posts: Path) -> None:
    assert not made(source=posts.resolve())
    assert not made(source=posts)
    Path("link").symlink_to(posts)
    assert not made(source="link")
    assert made(source="link")
    Path("elsewhere").mkdir()
    write_post(Path("elsewhere"), "soup.md")
    Path("link").unlink()
    Path("link").symlink_to("elsewhere")
    assert not made(source="link")


@pytest.mark.parametrize(
    "harm",
    [
        lambda out: (out / "report.md").write_text("mine"),
        lambda out: (out / "run.json").write_text((out / "run.json").read_text() + " "),
        lambda out: (out / "index.html").unlink(),
        lambda out: [path.unlink() for path in out.iterdir()],
    ],
)
def test_a_report_that_is_not_as_it_was_is_made_anew(
    made: Invoke, harm: Callable[[Path], object]
) -> None:
    assert made()
    harm(OUT)
    assert not made()
    assert made()


def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(made: Invoke) -> None:
    (OUT / "report.md").unlink()
    os.mkfifo(OUT / "report.md")
    assert not made()


def test_things_of_the_user_in_the_folder_are_told_of_as_ever(
    made: Invoke, invoke: Invoke, posts: Path
) -> None:
    (OUT / ".DS_Store").write_text("left by a file manager")
    assert made()
    (OUT / "mine.txt").write_text("mine")
    assert "mine.txt" in refused(invoke("report", posts, "--out", OUT))


def test_another_folder_is_another_report(made: Invoke) -> None:
    assert not made(out="other")
    assert made(out="other")
    assert made()
    OUT.rename("moved")
    assert not made(out="moved")


def test_what_is_not_in_files_is_always_made(
    made: Invoke, invoke: Invoke, posts: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        shown = invoke("report", "-", "--out", "in", stdin="title\nA storm over Lindholm\n")
        assert (shown.exit_code, LEFT in shown.stderr) == (0, False), shown.stderr
        shown = invoke("report", posts, "--out", "st", "--store", tmp_path / "news.db")
        assert (shown.exit_code, LEFT in shown.stderr) == (0, False), shown.stderr
        shown = invoke("report", posts, "--out", "fo", "--follow")
        assert LEFT not in shown.stderr


def test_a_file_that_has_just_changed_is_not_trusted_yet(
    made: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_cache, "MIN_AGE", HOUR)
    write_post(posts, "soup.md")
    assert not made()
    assert not made()


def test_dates_to_come_depend_on_the_day(made: Invoke, posts: Path) -> None:
    text = POST.format(title="Fair", excerpt="", day=1, url="/x", outlet="O", domain="o.com")
    (posts / "fair.md").write_text(text.replace("2024-03-01", "2999-01-01"))
    time.sleep(2 * TICK)
    assert not made()
    assert not made()


@pytest.mark.parametrize("version", [["0.0"], ["another library"]])
def test_another_version_makes_it_anew(
    made: Invoke, version: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made()
    monkeypatch.setattr(unchanged, "_versions", lambda: version)
    assert not made()


def test_versions_tell_the_programs_files_and_the_libraries() -> None:
    told = list(unchanged._versions())
    files = {one[1] for one in told if isinstance(one, tuple)}
    assert {"unchanged.py", "index.html.j2", "base.css"} <= files
    libraries = [name for one in told if isinstance(one, list) for name in one]
    assert any(name.startswith("numpy-") for name in libraries)


def test_a_report_is_made_whatever_of_the_program_cannot_be_looked_at(
    made: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "link.py").symlink_to("nowhere")
    monkeypatch.setattr(unchanged, "_PACKAGE", package)

    def listdir(place: str) -> list[str]:
        raise PermissionError(place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", listdir)
        told = list(unchanged._versions())
    assert len(told) == 1
    assert not made()
    assert made()


def test_without_a_place_for_the_cache_a_report_is_always_made(
    made: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_cache, "default_folder", lambda: None)
    assert not made()
    assert not made()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"made_from": 1, "files": {}}', "\0"])
def test_what_is_remembered_wrongly_counts_for_nothing(made: Invoke, text: str) -> None:
    home = user_cache.default_folder()
    assert home is not None
    place = user_cache.place_of(home, OUT.resolve(), user_cache.REPORT)
    assert json.loads(place.read_text())["files"].keys() == {path.name for path in OUT.iterdir()}
    place.write_text(text)
    assert not made()
    assert made()


def look(folder: Path) -> RememberedReport:
    options = RunOptions()
    found = remembered_report(
        [str(folder)], choose_run_settings([str(folder)], options), options, folder / "out", ()
    )
    assert found is not None
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["a.md", "sub/b.html", "t.csv", "f.rss"]),
    at=st.integers(0, 39),
    byte=st.integers(0, 255),
    is_hidden=st.booleans(),
)
def test_no_byte_of_a_source_changes_unseen(
    tmp_path: Path, name: str, at: int, byte: int, is_hidden: bool
) -> None:
    for one in ("a.md", "sub/b.html", "t.csv", "f.rss"):
        (tmp_path / one).parent.mkdir(exist_ok=True)
        (tmp_path / one).write_bytes(b"x" * 40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(user_cache, "MIN_AGE", HOUR)
        assert not look(tmp_path).is_settled
    time.sleep(1.2 * TICK)
    first = look(tmp_path)
    assert first.is_settled
    path = tmp_path / name
    before = path.stat()
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes([byte]))
    if is_hidden:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(tmp_path).made_from != first.made_from
