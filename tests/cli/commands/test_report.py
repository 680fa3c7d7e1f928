"""``samestory report``: the folder, the summary, and what it refuses before it starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clustering.reporting import FORMATS, REPORT_FILES, graphml
from tests.cli.conftest import Invoke, besides_taken, refused, succeeded


def names(folder: str = "reports/latest") -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


def test_the_report_stands_in_the_default_folder(invoke: Invoke, posts: Path) -> None:
    assert "reports/latest" in succeeded(invoke("report", posts)).stdout
    assert names() == {file for files in REPORT_FILES.values() for file in files} | {"run.json"}


def test_the_title_is_the_users_or_the_name_of_the_source(invoke: Invoke, posts: Path) -> None:
    def titles() -> list[str]:
        page = Path("reports/latest/index.html").read_text("utf-8")
        markdown = Path("reports/latest/report.md").read_text("utf-8")
        return [page.split("<title>")[1].split("</title>")[0], markdown.splitlines()[0]]

    assert invoke("report", posts, "--title", "Monday <b>& co").exit_code == 0
    assert titles() == ["Monday &lt;b&gt;&amp; co – samestory report", "# Monday \\<b\\>& co"]
    invoke("report", posts)
    assert titles() == [f"{posts.name} – samestory report", f"# {posts.name}"]
    Path("samestory.yaml").write_text("title: Ours\n", "utf-8")
    invoke("report", posts, "--config", "samestory.yaml")
    assert titles() == ["Ours – samestory report", "# Ours"]


def test_only_the_wanted_formats_are_written_where_asked(invoke: Invoke, posts: Path) -> None:
    succeeded(invoke("report", posts, "--out", "june/week 1", "--formats", "html, CSV"))
    assert {"index.html", "stories.csv", "run.json"} <= names("june/week 1")
    assert not {"report.md", "stories.json", "graph.graphml"} & names("june/week 1")
    assert not Path("reports").exists()


def test_the_default_is_every_format(invoke: Invoke) -> None:
    shown = " ".join(invoke("report", "--help").stdout.split())
    assert f"[default: {','.join(FORMATS)}]" in shown


@pytest.mark.parametrize(
    ("formats", "told"), [("htlm", "'htlm'"), ("html,graphlm", "graphml"), (",", "at least one")]
)
def test_a_wrong_format_is_told_before_anything_is_read(
    invoke: Invoke, formats: str, told: str
) -> None:
    assert told in refused(invoke("report", "nowhere", "--formats", formats))


def test_a_folder_with_other_things_in_it_is_left_alone(invoke: Invoke, posts: Path) -> None:
    assert str(posts) in refused(invoke("report", posts, "--out", posts))
    assert (posts / "soup.md").is_file()


def test_a_report_inside_its_own_source_can_be_written_again(invoke: Invoke, posts: Path) -> None:
    def written() -> dict[str, bytes]:
        succeeded(invoke("report", posts, "--out", posts / "out", "--strict"))
        files = {path.name: path.read_bytes() for path in (posts / "out").iterdir()}
        del files["run.json"]  # it holds the timings
        return files

    assert written() == written()


def test_what_the_graph_leaves_out_is_said_with_what_to_use_instead(
    invoke: Invoke, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphml, "MAX_GRAPH_ARTICLES", 2)
    shown = succeeded(invoke("report", posts))
    assert besides_taken(shown.stderr).startswith(
        "samestory: graph.graphml holds the first 0 of 1 stories of two or more articles"
    )
    assert "use stories.json or assignments.csv" in shown.stderr
    assert invoke("report", posts, "--quiet").stderr == ""
    assert besides_taken(invoke("report", posts, "--formats", "csv,json").stderr) == ""


def test_a_settings_file_says_columns_formats_and_folder(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("KOP\nKelp wins\n")
    Path("samestory.yaml").write_text("columns: {title: KOP}\nformats: [csv]\nout: here\n")
    assert "title ← KOP" in succeeded(invoke("report", "t.csv")).stderr
    assert sorted(path.suffix for path in Path("here").iterdir()) == [".csv"] * 3 + [".json"]
    assert json.loads(Path("here/run.json").read_text())["request"]["columns"] == {"title": ["KOP"]}
    assert invoke("report", "t.csv", "--out", "there", "--formats", "json").exit_code == 0
    assert Path("there/stories.json").exists()


def test_outlets_of_groups_that_nothing_is_from_are_named_once(invoke: Invoke, posts: Path) -> None:
    Path("samestory.yaml").write_text(
        "groups:\n  own: [tidepost.com, gone.example]\n  rivals: [gone.example]\n", "utf-8"
    )
    shown = invoke("report", posts, "--formats", "md,json")
    assert shown.stderr.count("gone.example") == 1
    assert "'gone.example' (own, rivals)" in shown.stderr
    assert "tidepost" not in shown.stderr
    story = json.loads(Path("reports/latest/stories.json").read_text("utf-8"))["stories"][0]
    assert story["groups"]["own"] == 1
    Path("samestory.yaml").write_text("groups:\n  own: [spoonweekly.com]\n", "utf-8")
    assert "**not covered by us**" in invoke("stories", posts, "--format", "md").stdout
    assert " · not covered by us" in invoke("stories", posts).stdout


def test_the_time_zone_moves_hours_for_people_and_nothing_for_programs(
    invoke: Invoke, posts: Path
) -> None:
    def files(*flags: str) -> tuple[str, str]:
        assert invoke("report", posts, *flags).exit_code == 0
        folder = Path("reports/latest")
        return tuple((folder / name).read_text("utf-8") for name in ("report.md", "stories.json"))  # type: ignore[return-value]

    plain, data = files()
    zoned, same = files("--time-zone", "Asia/Tokyo")
    assert data == same
    assert "2024-03-01 08:00 UTC" in plain
    assert "2024-03-01 17:00 JST" in zoned
    assert "Articles of 2024-03-01 up to 2024-03-03 17:00 JST." in zoned
    page = Path("reports/latest/index.html").read_text("utf-8")
    assert "All times are in the time zone Asia/Tokyo." in page
    Path("samestory.yaml").write_text("time_zone: Asia/Tokyo\n", "utf-8")
    assert files() == (zoned, data)
    assert "did you mean 'Asia/Tokyo'?" in refused(invoke("stories", posts, "--time-zone", "Tokyo"))
    assert "JST" in invoke("stories", posts).stdout
    assert "UTC" in invoke("stories", posts, "--time-zone", "UTC").stdout
