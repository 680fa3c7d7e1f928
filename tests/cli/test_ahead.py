"""What is loaded while other processes read is what a report would load later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clustering.sources.base import ReadOptions
from clustering.sources.posts import reader as posts
from clustering.sources.posts.reader import PostSource
from tests.benchmarks.labelled import REPOSITORY

_LOADED = """
import sys
from clustering.cli import read_and_run
from clustering.cli.commands import report
from clustering.cli.ahead import load_ahead
from clustering import sources
from clustering.engines import choose
late = {"scipy.sparse", "courlan", "ftfy", "jinja2", "clustering.pipeline", "clustering.duplicates"}
print(*late & sys.modules.keys())
load_ahead()
print(*late - sys.modules.keys())
from clustering.reporting.page.html import page_environment
print(len(page_environment().cache))
"""


def test_what_a_report_needs_late_is_loaded_ahead_and_not_before() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    before, missing, templates = ran.stdout.split("\n")[:3]
    assert (before, missing) == ("", "")
    assert int(templates) > 3


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
@pytest.mark.parametrize(("jobs", "times"), [(1, 0), (2, 1)])
def test_it_is_loaded_once_where_another_process_reads(
    jobs: int, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "MIN_BYTES_FOR_COPIES", 0)
    for number in range(4):
        (tmp_path / f"{number}.md").write_text("---\ntitle: Storm\n---\n")
    called: list[str] = []
    options = ReadOptions(jobs=jobs, meanwhile=lambda: called.append("now"))
    assert len(PostSource().read(str(tmp_path), options).records) == 4
    assert len(called) == times
