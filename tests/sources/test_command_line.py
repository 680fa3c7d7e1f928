"""The options of reading, as a user gives them: --columns, --keep-columns, --no-cache, ``-``."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clustering.cli.app import app
from clustering.sources.posts import cache
from tests.cli.conftest import besides_taken

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of a user who has none yet; its parent is where commands run."""
    home = tmp_path / "home"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return home


def run(*words: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(app, list(map(str, words)), input=given)


def read_assignments(home: Path) -> list[dict[str, str]]:
    path = home.parent / "reports" / "latest" / "assignments.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_other_columns_come_out_again(home: Path) -> None:
    table = FIXTURES / "tables" / "harbour.csv"
    done = run("report", table, "--formats", "csv", "--keep-columns")
    assert (done.exit_code, besides_taken(done.stderr)) == (0, "")
    rows = read_assignments(home)
    assert list(rows[0])[-2:] == ["Desk", "input_story"]
    assert [(row["record"], row["Desk"], row["input_story"]) for row in rows][:2] == [
        ("101", "Technology", "S-furl"),
        ("102", "Business", "S-furl"),
    ]
    stories = [row["story"] for row in rows]
    assert run("report", table, "--formats", "csv").exit_code == 0
    rows = read_assignments(home)
    assert list(rows[0])[-1] == "url"
    assert [row["story"] for row in rows] == stories


def test_kept_numbers_stay_numbers_and_kept_formulas_stay_harmless(home: Path) -> None:
    table = home.parent / "t.csv"
    table.write_text("title,n,url,record\nKelp,-1.5e3,u,=cmd\n")
    assert run("report", table, "--formats", "csv", "--keep-columns").exit_code == 0
    [row] = read_assignments(home)
    assert (row["n"], row["input_record"]) == ("-1.5e3", "'=cmd")


def test_columns_are_mapped(home: Path) -> None:
    table = home.parent / "t.tsv"
    table.write_text("kop\tadres\nKelp wins\thttps://a.example/1\n")
    done = run("stories", table, "--columns", "title=kop,url=adres", "--format", "csv")
    assert "Kelp wins" in done.stdout


def test_a_wrong_column_is_one_sentence_and_exit_code_2(home: Path) -> None:
    (home.parent / "t.tsv").write_text("a\tb\nKelp\tx\n")
    done = run("stories", "t.tsv", "--columns", "title=Kop")
    assert (done.exit_code, done.stdout) == (2, "")
    told = "samestory: t.tsv: no column 'Kop' to take the title from (there are: a, b).\n"
    assert besides_taken(done.stderr) == told


def test_standard_input_and_files_in_one_run(home: Path) -> None:
    row = '{"title": "Otter leaves the lock at Graywick", "url": "https://x.example/otter"}\n'
    feeds = FIXTURES / "feeds" / "all.opml"
    table = FIXTURES / "tables" / "related.tsv"
    done = run("report", "-", feeds, table, "--formats", "csv", given=row)
    assert (done.exit_code, besides_taken(done.stderr)) == (0, "")
    assert [row["source"] for row in read_assignments(home)][:2] == [
        "-",
        (FIXTURES / "feeds" / "courier.rss").as_posix(),
    ]


def test_posts_are_remembered_unless_told_otherwise(home: Path) -> None:
    folder = home.parent / "posts"
    folder.mkdir()
    filler = "x" * (cache.MIN_BYTES_TO_CACHE // 4)
    for name in "abcde":
        path = folder / f"{name}.md"
        path.write_text(f"---\ntitle: Post {name}\n---\n{filler}")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    plain = run("stories", folder, "--no-cache", "--format", "csv")
    assert (plain.exit_code, home.exists()) == (0, False)
    first = run("stories", folder, "--format", "csv")
    assert [path.suffix for path in (home / "cache" / "samestory").iterdir()] == [".posts"]
    assert run("stories", folder, "--format", "csv").stdout == first.stdout == plain.stdout
