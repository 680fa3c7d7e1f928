"""``samestory explain``: naming the two articles, and finding out where they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, besides_taken, refused, succeeded


@pytest.mark.parametrize(
    "names",
    [
        ("posts/bridge.md", "posts/crack.md"),
        (
            "https://www.tidepost.com/lindholm-harbour-bridge-shut-after-divers-find-crack",
            "posts/crack.md",
        ),
    ],
)
def test_articles_go_by_path_or_url(invoke: Invoke, posts: Path, names: tuple[str, str]) -> None:
    shown = succeeded(invoke("explain", *names, posts))
    assert "Lindholm harbour bridge shut" in shown.stdout
    assert "Crack in pillar" in shown.stdout
    assert besides_taken(shown.stderr) == ""


def test_a_name_that_nothing_goes_by_is_exit_code_2(invoke: Invoke, posts: Path) -> None:
    told = refused(invoke("explain", "posts/bridge.md", "posts/gone.md", posts))
    assert "gone.md" in told
    assert besides_taken(told).count("\n") == 1


def test_source_and_report_together_are_refused(invoke: Invoke, posts: Path) -> None:
    assert "not both" in refused(invoke("explain", "a", "b", posts, "--report", "reports/latest"))


def test_a_table_is_no_name_of_an_article(invoke: Invoke, posts: Path) -> None:
    Path("t.csv").write_text("title\nKelp\nGulls\n", encoding="utf-8")
    assert "t.csv: 't.csv' holds 2 articles; name one of them" in refused(
        invoke("explain", "t.csv", "posts/soup.md", "t.csv", posts)
    )
    shown = succeeded(invoke("explain", "t.csv:3", "posts/soup.md", "t.csv", posts))
    assert "Gulls" in shown.stdout


@pytest.mark.parametrize("style", ["plain", "labels", "gold"])
def test_one_name_serves_explain_labels_and_gold(invoke: Invoke, posts: Path, style: str) -> None:
    (posts / "sub").mkdir()
    (posts / "bridge.md").rename(posts / "sub" / "bridge.md")
    names = ("bridge.md", "./posts/crack.md")
    if style == "plain":
        shown = invoke("explain", *names, posts)
    elif style == "labels":
        answers = "".join(f"- {{answer: same, a: {names[0]}, b: {name}}}\n" for name in names)
        Path("labels.yaml").write_text(answers, encoding="utf-8")
        shown = invoke("explain", *names, posts, "--labels", "labels.yaml")
    else:
        rows = "".join(f"{name},s\n" for name in names)
        Path("gold.csv").write_text(f"record,story\n{rows}", encoding="utf-8")
        shown = invoke("evaluate", posts, "--gold", "gold.csv")
        assert "2 of them labelled" in shown.stdout
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")


def test_paths_as_tab_completion_writes_them_name_articles(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (posts / "sub").mkdir()
    (posts / "bridge.md").rename(posts / "sub" / "bridge.md")
    monkeypatch.chdir(posts)
    shown = invoke("explain", "./sub/bridge.md", "./crack.md", ".")
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")
    assert shown.stdout == invoke("explain", "bridge.md", "crack.md", ".").stdout


def test_two_articles_of_a_store_are_explained_as_they_stand_there(
    invoke: Invoke, posts: Path
) -> None:
    succeeded(invoke("report", posts, "--store", "n.db", "--out", "out", "--formats", "json"))
    stories = json.loads(Path("out/stories.json").read_text("utf-8"))["stories"]
    wide = next(story for story in stories if len(story["articles"]) > 1)
    one, other = (article["id"] for article in wide["articles"][:2])
    told = succeeded(invoke("explain", one, other, "n.db")).stdout
    assert told.startswith("One story")
    assert succeeded(invoke("explain", one, other, "--report", "out")).stdout == told
    assert "no article 'nobody'" in refused(invoke("explain", one, "nobody", "n.db"))
    assert "its own settings" in refused(invoke("explain", one, other, "n.db", "--detail", "0.9"))
    finer = succeeded(invoke("explain", one, other, "--report", "out", "--detail", "0.99")).stdout
    assert "detail is 0.99" in finer or "detail 0.99" in finer
    by_path = invoke("explain", posts / "bridge.md", posts / "crack.md", "--report", "out")
    assert "Lindholm harbour bridge shut" in succeeded(by_path).stdout
    zoned = invoke("explain", one, other, "n.db", "--time-zone", "Asia/Tokyo")
    assert "JST" in succeeded(zoned).stdout
