"""Reading and running behind every command: skips, --strict, --quiet, and settings files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from clustering.cli import read_and_run
from tests.cli.conftest import Invoke, besides_taken, refused, succeeded


@pytest.fixture
def broken(posts: Path) -> Path:
    """Return the posts with thirteen unreadable ones among them."""
    for number in range(13):
        (posts / f"broken{number:02}.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    return posts


def test_the_first_ten_skips_are_listed_with_their_reasons(invoke: Invoke, broken: Path) -> None:
    shown = invoke("report", broken)
    lines = besides_taken(shown.stderr).splitlines()
    assert shown.exit_code == 0
    assert lines[0] == "samestory: skipped 13:"
    assert [line.split("/")[1][:8] for line in lines[1:11]] == [f"broken{n:02}" for n in range(10)]
    assert lines[11] == "  … and 3 more, all in run.json"
    run = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))
    assert len(run["skipped"]) == 13


def test_strict_lists_every_skip_and_exits_3_without_a_report(invoke: Invoke, broken: Path) -> None:
    shown = invoke("report", broken, "--strict")
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert shown.stderr.count("broken") == 13
    assert (
        besides_taken(shown.stderr).splitlines()[-1]
        == "samestory: 13 skipped, and --strict allows none."
    )
    assert not Path("reports").exists()


def test_strict_is_content_when_nothing_is_skipped(invoke: Invoke, posts: Path) -> None:
    assert invoke("stories", posts, "--strict").exit_code == 0


def test_tables_beside_posts_are_named_as_ignored_and_pass_under_strict(
    invoke: Invoke, posts: Path
) -> None:
    (posts / "list.csv").write_text("title\nKelp\n", encoding="utf-8")
    shown = succeeded(invoke("report", posts, "--strict"))
    words = "tables and feeds in a folder of posts are read only when you name the file"
    assert besides_taken(shown.stderr) == f"samestory: ignored posts/list.csv: {words}.\n"
    run = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))
    assert (run["ignored"], run["skipped"]) == (["posts/list.csv"], [])
    (posts / "feed.rss").write_text("<rss/>", encoding="utf-8")
    shown = invoke("stories", posts, "--strict")
    assert (shown.exit_code, besides_taken(shown.stderr).count("\n")) == (0, 1)
    assert "ignored posts/feed.rss and 1 more: " in shown.stderr
    assert invoke("stories", posts, "--quiet").stderr == ""


def test_the_results_of_an_earlier_run_beside_posts_pass_under_strict(
    invoke: Invoke, posts: Path
) -> None:
    (posts / "stories.csv").write_text(invoke("stories", posts, "-f", "csv").stdout)
    assert invoke("report", posts, "--out", posts / "out", "--strict").exit_code == 0
    shown = succeeded(invoke("duplicates", posts, "--strict"))
    assert "ignored posts/stories.csv: " in shown.stderr


def test_run_json_tells_time_and_memory_of_every_stage(invoke: Invoke, posts: Path) -> None:
    assert invoke("report", posts).exit_code == 0
    run = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))
    stages = list(run["seconds"])
    assert (stages[0], stages[-1]) == ("reading", "report")
    assert {"articles", "vectors", "pairs", "graph", "stories"} <= set(stages)
    peaks = run["memory"]["peak_memory_mb"]
    assert list(peaks) == stages
    assert list(peaks.values()) == sorted(peaks.values())
    assert run["peak_memory_mb"] == peaks["report"] > 10
    assert "never falls" in run["memory"]["about"]


def test_quiet_says_nothing_but_that_more_than_a_tenth_was_skipped(
    invoke: Invoke, broken: Path
) -> None:
    shown = succeeded(invoke("stories", broken, "--quiet"))
    assert shown.stderr == "samestory: skipped 13 of 17 (not valid YAML: it ends within a value)\n"
    assert "Lindholm" in shown.stdout


def test_what_makes_many_records_faster_is_told_where_it_is_missing(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing: list[str] = []
    monkeypatch.setattr(
        read_and_run, "find_spec", lambda name: None if name in missing else object()
    )
    assert read_and_run.FASTER_SEARCH not in invoke("stories", posts).stderr
    monkeypatch.setattr(read_and_run, "SLOW_FROM", 2)
    assert read_and_run.FASTER_SEARCH not in invoke("stories", posts).stderr
    missing.append("numba")
    assert read_and_run.FASTER_SEARCH in invoke("stories", posts).stderr
    assert read_and_run.FASTER_SEARCH not in invoke("stories", posts, "--quiet").stderr


def test_a_source_that_is_not_there_is_named(invoke: Invoke, posts: Path) -> None:
    shown = invoke("stories", "nowhere")
    assert shown.exit_code in (2, 3)
    assert besides_taken(shown.stderr).startswith("samestory: ")
    assert "nowhere" in shown.stderr
    assert besides_taken(shown.stderr).count("\n") == 1


def test_an_empty_folder_is_exit_code_3(invoke: Invoke, tmp_path: Path) -> None:
    shown = invoke("stories", tmp_path)
    assert shown.exit_code == 3
    assert str(tmp_path) in shown.stderr


def test_settings_come_from_the_file_beside_the_sources_then_from_flags(
    invoke: Invoke, posts: Path
) -> None:
    (posts / "samestory.yaml").write_text("link: 0.99\ncohesion: 0.99\n", encoding="utf-8")

    def stories(*flags: str) -> int:
        shown = succeeded(invoke("stories", posts, "--format", "jsonl", *flags))
        return len(shown.stdout.splitlines())

    by_default = 2
    assert stories() > by_default
    assert stories("--link", "0.15", "--cohesion", "0.01") == by_default
    Path("other.yaml").write_text("{}", encoding="utf-8")
    assert stories("--config", "other.yaml") == by_default


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("cohesoin: 1", "cohesion"),
        ("cohesion: 7", "cohesion"),
        ("- a", "yaml"),
        ("cohesion: 2024-13-45", "yaml:1: cohesion"),
        ("cohesion: 0.1\ncohesion: 0.2", "yaml:2: cohesion is there twice"),
    ],
)
def test_a_wrong_settings_file_is_exit_code_2(
    invoke: Invoke, posts: Path, content: str, told: str
) -> None:
    (posts / "samestory.yaml").write_text(content, encoding="utf-8")
    shown = refused(invoke("stories", posts))
    assert "samestory.yaml" in shown
    assert told in shown
    assert besides_taken(shown).count("\n") == 1


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the name of a table to write, in an empty folder that is the working one."""
    monkeypatch.chdir(tmp_path)
    return Path("n.csv")


def test_dates_that_cannot_be_read_are_told_everywhere(invoke: Invoke, table: Path) -> None:
    table.write_text("title,date\nKelp,45/12/2025\nChess,2025-12-31\nTern,n/a\n", encoding="utf-8")
    shown = invoke("report", table)
    sentence = "The date of 1 record cannot be read and is left out: n.csv:2 (45/12/2025)."
    assert shown.exit_code == 0
    assert besides_taken(shown.stderr).startswith(f"samestory: {sentence} Write dates as ")
    report = Path("reports/latest")
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    place = {"record": "n.csv:2", "source": "n.csv"}
    assert run["unread_dates"] == [place | {"date": "45/12/2025"}]
    for name in ("report.md", "index.html"):
        assert "n.csv:2 (45/12/2025)" in (report / name).read_text(encoding="utf-8")
    assert invoke("stories", table, "--quiet").stderr == ""


def test_strict_allows_no_date_that_cannot_be_read(invoke: Invoke, table: Path) -> None:
    table.write_text("title,date\nKelp,soon\n", encoding="utf-8")
    shown = invoke("report", table, "--strict")
    assert (shown.exit_code, shown.stdout) == (3, "")
    first, last = besides_taken(shown.stderr).splitlines()
    assert first.startswith("samestory: The date of 1 record cannot be read and is left out: ")
    assert last == "samestory: 0 skipped, 1 date not read, and --strict allows none."
    assert not Path("reports").exists()


def test_an_engine_that_cannot_be_had_is_told_before_anything_is_read(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setattr("clustering.sources.read_sources", None)
    assert (
        refused(invoke("stories", posts, "--engine", "spark"))
        .splitlines()[-1]
        .endswith("pip install 'samestory[spark]'.")
    )
