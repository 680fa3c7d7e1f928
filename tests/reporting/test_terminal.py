"""The terminal shows stories and copies in plain lines that cannot be hijacked."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest

from clustering import reporting
from clustering.errors import UsageError
from clustering.reporting.terminal import STORY_STREAMS, stream_duplicates, stream_stories, summary
from clustering.result import Result
from tests.factories import text_written


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def stories(result: Result, format: str) -> str:
    return text_written(partial(stream_stories, result), format)


def duplicates(result: Result, format: str) -> str:
    return text_written(partial(stream_duplicates, result), format)


def test_stories_are_shown_with_copies_under_their_article(result: Result) -> None:
    assert (
        stories(result, "table")
        == """\
Ministers sign harbour deal  s-a0
  3 outlets, 2 independent · 4 articles · 2023-08-31 · First: The Daily, 12:00 · over 2 days · \
one event
  a0  2023-08-31 12:00 UTC  The Daily  Ministers sign harbour deal
    = a2  2023-08-31 18:00 UTC  Wire Copy  Ministers sign harbour deal
  a1  2023-08-31 17:00 UTC  Coast News  Harbour deal signed at last
  a3  2023-09-02 14:00 UTC  Coast News  What the harbour deal means

Storm nears  s-a4
  1 outlet · 2 articles · 2023-08-31 13:00 UTC · within 19 hours
  a4  2023-08-31 13:00 UTC  Coast News  Storm nears
  a5  2023-09-01 08:00 UTC  Coast News  Storm here

2 stories of two or more articles, 1 article alone.
"""
    )


def test_the_fringe_stands_below_a_line(leaning: Result) -> None:
    assert """\
  a1  2023-08-31 17:00 UTC  Coast News  Harbour deal signed at last
  Perhaps related:
  a2  2023-08-31 14:00 UTC  Digest  Five things this week
""" in stories(leaning, "table")


def test_duplicates_are_shown_with_what_to_keep_and_why(result: Result) -> None:
    assert (
        duplicates(result, "table")
        == """\
Same text at another outlet  d0
  keep  table.csv:2  2023-08-31 12:00 UTC  The Daily  Ministers sign harbour deal
  copy  table.csv:4  2023-08-31 18:00 UTC  Wire Copy  Ministers sign harbour deal
  kept: published first

One page, recorded more than once  d6
  keep  table.csv:9  no date  Arts  A quiet day in the museum
  copy  table.csv:8  no date  Arts  A quiet day in the museum
  kept: published first

2 duplicate groups.
"""
    )


def test_streams_are_the_same_as_the_files(result: Result, tmp_path: Path) -> None:
    reporting.write(result, tmp_path / "report")
    folder = tmp_path / "report"
    assert stories(result, "csv") == (folder / "stories.csv").read_text()
    assert duplicates(result, "csv") == (folder / "duplicates.csv").read_text()
    assert stories(result, "md") in (folder / "report.md").read_text()
    assert duplicates(result, "md") in (folder / "report.md").read_text()


def test_an_unknown_format_is_refused(result: Result) -> None:
    for stream_rows in (stream_stories, stream_duplicates):
        with pytest.raises(UsageError, match="no format 'xml'; choose from table, json"):
            stream_rows(result, "xml", io.StringIO())


@pytest.mark.parametrize("stream_class", [io.StringIO, Terminal])
def test_hostile_text_cannot_command_the_terminal(
    stream_class: type[io.StringIO], hostile: Result
) -> None:
    stream = stream_class()
    stream_stories(hostile, "table", stream)
    stream_duplicates(hostile, "table", stream)
    text = stream.getvalue()
    for forbidden in ("\x1b[31m red", "\x00", "\x07", "\x9b", "\u202e", "\r"):
        assert forbidden not in text
    assert "control [31m red" in text
    assert all(len(line) > 10_000 for line in text.splitlines() if "WWWW" in line)


@pytest.mark.parametrize("format", STORY_STREAMS)
def test_hostile_text_fits_every_format(format: str, hostile: Result) -> None:
    stories(hostile, format).encode("utf-8")
    duplicates(hostile, format).encode("utf-8")


def test_colours_are_for_terminals_only(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    stream_stories(result, "table", terminal)
    assert "\x1b[1m" in terminal.getvalue()
    assert "\x1b" not in stories(result, "table")


def test_the_summary_gives_figures_top_stories_and_the_place(
    result: Result, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    assert (
        summary(result, out)
        == f"""\
8 records, 7 articles, 3 stories (1 carried by several outlets), 2 duplicate groups, 1 skipped

  3 outlets, 2 independent: Ministers sign harbour deal
  1 outlet: Storm nears

Report: {out}"""
    )
    reporting.write(result, out)
    assert summary(result, out).endswith(f"Report: {out / 'index.html'}")


def test_long_headlines_are_cut_in_the_summary(hostile: Result, tmp_path: Path) -> None:
    assert max(map(len, summary(hostile, tmp_path).splitlines())) < 400
