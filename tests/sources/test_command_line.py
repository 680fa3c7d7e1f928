"""The options of reading, as a user gives them: --columns, --keep-columns, --no-cache, ``-``."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clustering.sources import cache
from tests.cli.conftest import besides_taken
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(home: Path, *words: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-m", "clustering", *map(str, words)],
        capture_output=True,
        text=True,
        env=env,
        cwd=home.parent,
        input=given,
        timeout=PATIENCE,
    )


def read_assignments(home: Path) -> list[dict[str, str]]:
    path = home.parent / "reports" / "latest" / "assignments.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_other_columns_come_out_again(home: Path) -> None:
    table = FIXTURES / "tables" / "harbour.csv"
    done = run(home, "report", table, "--formats", "csv", "--keep-columns")
    assert (done.returncode, besides_taken(done.stderr)) == (0, "")
    rows = read_assignments(home)
    assert list(rows[0])[-2:] == ["Desk", "input_story"]
    assert [(row["record"], row["Desk"], row["input_story"]) for row in rows][:2] == [
        ("101", "Technology", "S-furl"),
        ("102", "Business", "S-furl"),
    ]
    stories = [row["story"] for row in rows]
    assert run(home, "report", table, "--formats", "csv").returncode == 0
    rows = read_assignments(home)
    assert list(rows[0])[-1] == "url"
    assert [row["story"] for row in rows] == stories


def test_kept_numbers_stay_numbers_and_kept_formulas_stay_harmless(home: Path) -> None:
    table = home.parent / "t.csv"
    table.write_text("title,n,url,record\nKelp,-1.5e3,u,=cmd\n")
    assert run(home, "report", table, "--formats", "csv", "--keep-columns").returncode == 0
    [row] = read_assignments(home)
    assert (row["n"], row["input_record"]) == ("-1.5e3", "'=cmd")


def test_columns_are_mapped(home: Path) -> None:
    table = home.parent / "t.tsv"
    table.write_text("kop\tadres\nKelp wins\thttps://a.example/1\n")
    done = run(home, "stories", table, "--columns", "title=kop,url=adres", "--format", "csv")
    assert "Kelp wins" in done.stdout


def test_a_wrong_column_is_one_sentence_and_exit_code_2(home: Path) -> None:
    (home.parent / "t.tsv").write_text("a\tb\nKelp\tx\n")
    done = run(home, "stories", "t.tsv", "--columns", "title=Kop")
    assert (done.returncode, done.stdout) == (2, "")
    told = "samestory: t.tsv: no column 'Kop' to take the title from (there are: a, b).\n"
    assert besides_taken(done.stderr) == told


def test_standard_input_and_files_in_one_run(home: Path) -> None:
    row = '{"title": "Otter leaves the lock at Graywick", "url": "https://x.example/otter"}\n'
    feeds = FIXTURES / "feeds" / "all.opml"
    table = FIXTURES / "tables" / "related.tsv"
    done = run(home, "report", "-", feeds, table, "--formats", "csv", given=row)
    assert (done.returncode, besides_taken(done.stderr)) == (0, "")
    assert [row["source"] for row in read_assignments(home)][:2] == [
        "-",
        (FIXTURES / "feeds" / "courier.rss").as_posix(),
    ]


@pytest.mark.slow("three commands, each a process of its own")
def test_posts_are_remembered_unless_told_otherwise(home: Path) -> None:
    folder = home.parent / "posts"
    folder.mkdir()
    filler = "x" * (cache.MIN_BYTES_TO_CACHE // 4)
    for name in "abcde":
        path = folder / f"{name}.md"
        path.write_text(f"---\ntitle: Post {name}\n---\n{filler}")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    plain = run(home, "stories", folder, "--no-cache", "--format", "csv")
    assert (plain.returncode, home.exists()) == (0, False)
    first = run(home, "stories", folder, "--format", "csv")
    assert [path.suffix for path in (home / "cache" / "samestory").iterdir()] == [".posts"]
    assert run(home, "stories", folder, "--format", "csv").stdout == first.stdout == plain.stdout
