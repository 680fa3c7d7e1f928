"""What a report was made from is noted in it, and found there by the next command."""

from __future__ import annotations

import json
from pathlib import Path

from clustering.settings.model import Settings
from tests.cli.conftest import Invoke, besides_taken, refused, succeeded


def test_without_a_source_the_last_report_says_where_to_look(invoke: Invoke, posts: Path) -> None:
    assert invoke("report", posts).exit_code == 0
    shown = succeeded(invoke("explain", "posts/bridge.md", "posts/crack.md"))
    assert "no SOURCE given: reading the sources of reports/latest." in shown.stderr


def test_the_settings_of_the_report_are_used_unless_given_again(
    invoke: Invoke, posts: Path
) -> None:
    assert invoke("report", posts, "--link", "0.99", "--out", "strict").exit_code == 0

    def explained(*flags: str) -> str:
        words = ("posts/bridge.md", "posts/crack.md", "--report", "strict", *flags)
        return succeeded(invoke("explain", *words, "--quiet")).stdout

    link = str(Settings.model_fields["link"].default)
    assert explained() != explained("--link", link)
    Path("plain.yaml").write_text("{}", encoding="utf-8")
    assert explained("--config", "plain.yaml") == explained("--link", link)


def test_without_source_or_report_one_sentence_says_so(invoke: Invoke, posts: Path) -> None:
    assert besides_taken(refused(invoke("explain", "posts/bridge.md", "posts/crack.md"))) == (
        "samestory: no SOURCE given, and no report in reports/latest to take it from; name a "
        "SOURCE, or a report with --report.\n"
    )


def test_columns_and_labels_of_the_report_are_used_again(invoke: Invoke, posts: Path) -> None:
    Path("t.csv").write_text(
        "KOP,nr\nFerry strike ends in Lindholm harbour,1\nOtter wins a silver spoon,2\n",
        encoding="utf-8",
    )
    Path("answers.yaml").write_text("- {answer: same, a: '1', b: '2'}\n", encoding="utf-8")
    flags = ("--columns", "title=KOP,id=nr", "--labels", "answers.yaml", "--outlet", "Our  Paper")
    succeeded(invoke("report", "t.csv", posts, *flags))
    run = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))
    assert run["request"] == {
        "sources": ["t.csv", "posts"],
        "columns": {"title": ["KOP"], "id": ["nr"]},
        "labels": "answers.yaml",
        "store": None,
        "outlet": "Our Paper",
    }
    shown = invoke("explain", "1", "2", "--quiet")
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")
    assert "One story: a person said so." in shown.stdout
    assert "Our Paper" in shown.stdout
    assert shown.stdout == invoke("explain", "1", "2", "t.csv", posts, *flags).stdout


def test_a_report_that_is_not_there_is_named(invoke: Invoke, posts: Path) -> None:
    assert besides_taken(refused(invoke("explain", "a", "b", "--report", "gone"))).startswith(
        "samestory: gone/run.json: "
    )


def test_a_run_json_of_something_else_is_refused(invoke: Invoke, posts: Path) -> None:
    Path("other").mkdir()
    Path("other/run.json").write_text('["x"]', encoding="utf-8")
    assert "does not say which sources the report was made from; name a SOURCE." in refused(
        invoke("explain", "a", "b", "--report", "other")
    )


def test_a_report_whose_sources_are_gone_says_which(invoke: Invoke, posts: Path) -> None:
    assert invoke("report", posts).exit_code == 0
    posts.rename("elsewhere")
    assert "made from 'posts', which is not here" in refused(invoke("explain", "a", "b"))


def test_a_report_made_from_standard_input_cannot_be_read_again(
    invoke: Invoke, posts: Path
) -> None:
    assert invoke("report", "-", stdin='{"title": "Kelp"}\n').exit_code == 0
    assert besides_taken(refused(invoke("explain", "a", "b"))) == (
        "samestory: reports/latest was made from standard input, which cannot be read again; "
        "name a SOURCE.\n"
    )
