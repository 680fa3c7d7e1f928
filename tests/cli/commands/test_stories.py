"""``samestory stories``: which stories are shown, and in what form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.cli.conftest import Invoke, besides_taken, refused, succeeded


def listed(shown: Result) -> list[dict[str, Any]]:
    assert shown.exit_code == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_the_table_counts_articles_that_stand_alone(invoke: Invoke, posts: Path) -> None:
    shown = invoke("stories", posts)
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")
    assert "Lindholm" in shown.stdout
    assert "soups" not in shown.stdout
    assert "1 article alone" in shown.stdout


def test_data_holds_every_story(invoke: Invoke, posts: Path) -> None:
    shown = invoke("stories", posts, "--format", "jsonl")
    assert [story["article_count"] for story in listed(shown)] == [3, 1]
    assert besides_taken(shown.stderr) == ""


def test_small_stories_can_be_left_out_and_are_counted(invoke: Invoke, posts: Path) -> None:
    shown = invoke("stories", posts, "--min-articles", "2", "--format", "jsonl")
    assert [story["article_count"] for story in listed(shown)] == [3]
    flags = "--min-outlets, --min-articles, --since, --limit"
    assert besides_taken(shown.stderr) == f"samestory: 1 of 2 stories not shown ({flags}).\n"


def test_counts_tell_what_is_shown_of_what_there_is(invoke: Invoke, posts: Path) -> None:
    def found(*flags: object) -> tuple[int, dict[str, int]]:
        document = json.loads(invoke("stories", posts, "-f", "json", *flags).stdout)
        return len(document["stories"]), document["counts"]

    shown, counts = found()
    assert (shown, counts["stories"], counts["stories_shown"]) == (2, 2, 2)
    shown, fewer = found("--min-articles", 2)
    assert (shown, fewer["stories_shown"]) == (1, 1)
    assert fewer == counts | {"stories_shown": 1}
    shown, none = found("--min-outlets", 9)
    assert (shown, none) == (0, counts | {"stories_shown": 0})


def test_copies_count_as_one_independent_outlet(invoke: Invoke, posts: Path) -> None:
    def count(outlets: int) -> int:
        shown = invoke("stories", posts, "--min-outlets", outlets, "--format", "jsonl")
        return len(listed(shown))

    assert [count(2), count(3)] == [1, 0]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_every_form_names_the_story(invoke: Invoke, posts: Path, form: str) -> None:
    assert "Lindholm" in succeeded(invoke("stories", posts, "--format", form)).stdout


def test_only_the_first_stories_are_shown_and_the_others_counted(
    invoke: Invoke, posts: Path
) -> None:
    every = json.loads(invoke("stories", posts, "--format", "json").stdout)
    first = invoke("stories", posts, "--format", "json", "--limit", "1")
    shown = json.loads(first.stdout)
    assert shown["stories"] == every["stories"][:1]
    assert shown["counts"]["stories_shown"] == 1
    assert "1 of 2 stories not shown" in first.stderr
    assert "not shown" not in invoke("stories", posts, "--limit", "2").stderr
    assert invoke("stories", posts, "--limit", "0").exit_code == 2


def table_of_days(folder: Path) -> Path:
    path = folder / "days.csv"
    rows = ["1,Kelp wins,2025-04-01T22:30:00Z", "2,Otter lost,2025-04-03", "3,Barge sinks,"]
    path.write_text("\n".join(["id,title,published", *rows, "4,Weir opens,2025-04-02"]))
    return path


@pytest.mark.parametrize(
    ("flags", "titles"),
    [
        (("--sort", "latest"), ["Otter lost", "Weir opens", "Kelp wins", "Barge sinks"]),
        (("--since", "2025-04-02", "--sort", "latest"), ["Otter lost", "Weir opens"]),
        (
            ("--since", "2025-04-02", "--time-zone", "Europe/Berlin"),
            ["Weir opens", "Otter lost", "Kelp wins"],
        ),
        (("--since", "yesterday"), []),
    ],
)
def test_stories_are_shown_by_the_time_of_their_newest_article(
    flags: tuple[str, ...], titles: list[str], tmp_path: Path, invoke: Invoke
) -> None:
    shown = listed(invoke("stories", table_of_days(tmp_path), "-f", "jsonl", *flags))
    found = [story["headline"] for story in shown]
    assert found == titles if "--sort" in flags else sorted(found) == sorted(titles)


def test_a_time_that_is_none_is_told_before_anything_is_read(
    tmp_path: Path, invoke: Invoke
) -> None:
    assert "--since lately: give yesterday, or a date such as 2" in refused(
        invoke("stories", table_of_days(tmp_path), "--since", "lately")
    )
