"""What a run was told to hold stands beside what it held; the section is renewed by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.headlines import write_headlines
from tests.benchmarks.held import Held, run, section, section_of, with_section

PAGE = "# Page\n\nrows\n\n## Seconds of each stage\n\nseconds\n"


def test_a_run_keeps_what_it_was_allowed_or_what_it_said() -> None:
    told = section([Held("a", 1, 300, 0, 310), Held("b", 1, 300, 400, 310)])
    assert told.count("| NO |") == told.count("| yes |") == 1


def test_the_section_takes_the_place_of_the_one_before_and_leaves_the_rest() -> None:
    first, second = (section([Held(name, 1, 2, 0, 1)]) for name in "ab")
    page = with_section(with_section(PAGE, first), second)
    assert section_of(page) == second
    assert page.replace(second, "") == PAGE
    assert with_section(PAGE, "") == PAGE


@pytest.mark.slow("runs the command as a process")
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux tells it")
def test_what_is_said_is_read_from_the_command(tmp_path: Path) -> None:
    table = tmp_path / "headlines.csv"
    write_headlines(100, table)
    found = run("headlines", 100, table, 10)
    assert found.said > found.held > 10
    assert found.is_kept
