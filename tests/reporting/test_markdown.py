"""``report.md`` reads well, lists what to fix, and no text from outside becomes markup."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from clustering.duplicates import DuplicatePair
from clustering.model import Skip
from clustering.reporting.markdown import write_report
from clustering.result import Result
from tests.factories import text_written
from tests.reporting.conftest import Piece, build


def written(result: Result) -> str:
    return text_written(write_report, result)


def rendered(text: str) -> str:
    html: str = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text)
    return html


def test_it_lists_stories_reprints_duplicates_and_skips(result: Result) -> None:
    assert (
        written(result)
        == """\
# Who carried what

8 records, 7 articles, 3 stories (1 carried by several outlets), 2 duplicate groups, 1 skipped

Articles of 2023-08-31 up to 2023-09-02 14:00 UTC.

## Top stories

### 1. Ministers sign harbour deal

**3 outlets, 2 independent** · 4 articles · 2023-08-31 · First: The Daily, 12:00 · over 2 days · \
**one event**

The 4 articles of this story are linked with an average strength of 0.67; with the nearest story, \
“Storm nears”, it is 0.17.

- [Ministers sign harbour deal](https://daily.example/a0) — The Daily, 2023-08-31 12:00 UTC
  - also: 1 reprint ([Wire Copy](https://wire.example/a2))
- [Harbour deal signed at last](https://coast.example/a1) — Coast News, 2023-08-31 17:00 UTC
- [What the harbour deal means](https://coast.example/a3) — Coast News, 2023-09-02 14:00 UTC

### 2. Storm nears

**1 outlet** · 2 articles · 2023-08-31 13:00 UTC · within 19 hours

The 2 articles of this story are linked with an average strength of 0.67; with the nearest story, \
“Ministers sign harbour deal”, it is 0.17.

- [Storm nears](https://coast.example/a4) — Coast News, 2023-08-31 13:00 UTC
- [Storm here](https://coast.example/a5) — Coast News, 2023-09-01 08:00 UTC

## Copies

1. **Ministers sign harbour deal** — same text at another outlet. Keep `table.csv:2`: \
published first
   - `table.csv:4` — Wire Copy, 2023-08-31 18:00 UTC
2. **A quiet day in the museum** — one page, recorded more than once. Keep `table.csv:9`: \
published first
   - `table.csv:8` — Arts, no date

## Skipped

- `posts/broken.md:3` — no front matter
"""
    )


def test_hostile_text_makes_no_markup(hostile: Result) -> None:
    html = rendered(written(hostile))
    for tag in ("<script", "<b>", "<img", 'javascript:alert(1)"', "<table"):
        assert tag not in html
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_what_is_left_out_is_counted() -> None:
    many = [[Piece(f"{number} a"), Piece(f"{number} b")] for number in range(103)]
    long = [Piece(f"part {number}") for number in range(25)]
    skipped = [Skip(f"{number}.md", "empty") for number in range(101)]
    text = written(build([long, *many], skipped=skipped))
    assert "- and 5 more articles" in text
    assert "### 100. " in text
    assert "### 101. " not in text
    assert "4 more stories, not listed here." in text
    assert "1 more skipped place, not listed here." in text


def test_the_fringe_stands_below_a_line(leaning: Result) -> None:
    core, fringe = written(leaning).split("\nPerhaps related:\n\n")
    assert "(https://coast.example/a1)" in core
    assert "(https://digest.example/a2)" not in core
    assert fringe.startswith("- [Five things this week](https://digest.example/a2) — Digest, ")


def test_nothing_found_is_said() -> None:
    text = written(build([]))
    assert "No story of two or more articles." in text
    assert "No copies were found." in text
    assert "Skipped" not in text


def test_a_group_names_its_agency(result: Result) -> None:
    group = replace(result.duplicate_groups[0], kind="wire_copy", agency="Reuters")
    text = written(replace(result, duplicate_groups=[group]))
    assert "— same text at another outlet (agency: Reuters). Keep `table.csv:2`" in text


def test_copies_say_what_agrees(result: Result) -> None:
    group = result.duplicate_groups[0]
    left, right = sorted(group.members[:2])
    pair = DuplicatePair(left, right, group.kind, 1.0, 0.85, "title and text", "")
    text = written(replace(result, duplicate_groups=[replace(group, pairs=(pair,))]))
    assert (
        "- `table.csv:4` — Wire Copy, 2023-08-31 18:00 UTC: "
        "the same headline, nearly the same text\n" in text
    )
