"""``samestory tune``: from a sweep to a settings file that the next report uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, besides_taken, refused, succeeded

LABELS = """\
- {answer: same, a: bridge.md, b: crack.md}
- {answer: different, a: bridge.md, b: soup.md}
"""


def test_it_prints_a_choice_and_writes_the_pages(invoke: Invoke, posts: Path) -> None:
    assert "Choice: detail 0.7" in succeeded(invoke("tune", posts)).stdout
    for name in ("tune.html", "tune.json", "tune.svg"):
        assert (Path("reports/tune") / name).stat().st_size


def test_write_keeps_comments_and_the_next_report_says_where_the_value_is_from(
    invoke: Invoke, posts: Path
) -> None:
    config = posts / "samestory.yaml"
    config.write_text("# ours\nwindow: 7  # a week\n", encoding="utf-8")
    assert "+detail: 0.7" in succeeded(invoke("tune", posts, "--write")).stdout
    text = config.read_text(encoding="utf-8")
    assert text.startswith("# ours\nwindow: 7  # a week\ndetail: 0.7\n")
    assert invoke("report", posts).exit_code == 0
    settings = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))["settings"]
    assert settings["detail"]["origin"] == str(config)
    assert settings["window"] == {"value": 7.0, "origin": str(config)}
    assert settings["link"]["origin"] == "default"
    assert (
        "has these values already" in invoke("tune", posts, "--sweep", "window=7", "--write").stderr
    )


def test_a_cohesion_that_is_set_is_swept_and_one_that_is_not_is_not_written(
    invoke: Invoke, posts: Path
) -> None:
    shown = invoke("tune", posts, "--sweep", "cohesion", "--write")
    assert shown.exit_code == 2
    assert "no labels show that cohesion is better" in shown.stderr
    config = posts / "samestory.yaml"
    assert not config.exists()
    config.write_text("cohesion: 0.1\n", encoding="utf-8")
    shown = invoke("tune", posts, "--write")
    assert "Choice: cohesion 0.1" in shown.stdout
    assert "has these values already" in shown.stderr


@pytest.mark.slow("sweeps two settings at once")
def test_labels_of_pairs_and_of_stories_are_scored(invoke: Invoke, posts: Path) -> None:
    Path("labels.yaml").write_text(LABELS, encoding="utf-8")
    by_pairs = succeeded(invoke("tune", posts, "--labels", "labels.yaml"))
    assert "2 judged pairs" in by_pairs.stdout
    assert "Only 2 judged pairs;" in by_pairs.stdout
    rows = [{"record": name, "story": name[0]} for name in ("bridge.md", "crack.md", "soup.md")]
    gold = Path("gold.jsonl")
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    by_stories = succeeded(
        invoke("tune", posts, "--gold", gold, "--sweep", "detail,link", "-f", "json")
    )
    found = json.loads(by_stories.stdout)
    assert found["labels"]["what"] == "labelled stories"
    assert set(found["choice"]["values"]) == {"detail", "link"}


def test_duplicate_thresholds_can_be_swept(invoke: Invoke, posts: Path) -> None:
    assert "groups" in succeeded(invoke("tune", posts, "--sweep", "duplicate_title=0.6/0.9")).stdout


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        (("--sweep", "cohesoin"), "did you mean 'cohesion'"),
        (("--labels", "gone.yaml"), "check the path"),
        (("--labels", "labels.yaml", "--gold", "story"), "not both"),
        (("--out", "posts/soup.md"), "is a file"),
    ],
)
def test_slips_are_exit_code_2(
    invoke: Invoke, posts: Path, words: tuple[str, ...], way_out: str
) -> None:
    told = refused(invoke("tune", posts, *words))
    assert way_out in told
    assert besides_taken(told).count("\n") == 1


def test_report_honours_labels_and_reports_conflicts(invoke: Invoke, posts: Path) -> None:
    path = Path("labels.yaml")
    path.write_text(LABELS + "- {answer: same, a: crack.md, b: soup.md}\n", encoding="utf-8")
    assert "are different, " in succeeded(invoke("report", posts, "--labels", path)).stderr
    record = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))["labels"]
    assert (record["file"], record["answers"], record["honoured"]) == ("labels.yaml", 3, 2)
    assert len(record["contradictions"]) == 1
    graph = Path("reports/latest/graph.graphml").read_text(encoding="utf-8")
    assert '<data key="e_labelled">same</data>' in graph
