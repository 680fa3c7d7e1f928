"""``samestory duplicates``: the groups, and the check that CI runs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from random import Random

import pytest

from clustering.duplicates import DUPLICATE_KINDS
from clustering.reporting.terminal import DUPLICATE_STREAMS
from tests.cli.conftest import Invoke, besides_taken, succeeded
from tests.duplicates.test_find import POOL


def test_the_list_names_what_to_keep_and_what_is_a_copy(invoke: Invoke, posts: Path) -> None:
    shown = succeeded(invoke("duplicates", posts))
    assert "bridge.md" in shown.stdout
    assert "copy.md" in shown.stdout
    assert "soup" not in shown.stdout


def test_check_fails_when_there_are_duplicates_and_still_lists_them(
    invoke: Invoke, posts: Path
) -> None:
    shown = invoke("duplicates", posts, "--check")
    assert shown.exit_code == 1
    assert "copy.md" in shown.stdout
    assert besides_taken(shown.stderr) == "samestory: 1 duplicate group; the check fails.\n"


def test_check_passes_without_duplicates(invoke: Invoke, posts: Path) -> None:
    (posts / "copy.md").unlink()
    shown = invoke("duplicates", posts, "--check")
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")


@pytest.mark.parametrize("form", ["table", "github", "sarif"])
def test_what_stands_in_related_lists_alone_fails_no_check(
    invoke: Invoke, posts: Path, form: str
) -> None:
    soup = (posts / "soup.md").read_text(encoding="utf-8").rstrip().removesuffix("---")
    entry = (
        '  - title: "{0}"\n    webUrl: "https://{1}.example/o"\n'
        '    excerpt: "{0}, said two keepers, who had counted barges all night"\n'
    )
    title = "Otter blocks the lock at Graywick for a third day"
    entries = [entry.format(title, name) for name in ("courier", "tidewater")]
    (posts / "soup.md").write_text(f"{soup}related:\n{''.join(entries)}---\n", encoding="utf-8")
    shown = invoke("duplicates", posts, "--check", "--format", form)
    assert shown.exit_code == 1
    assert "fail the check: 1 of 2;" in shown.stderr
    (posts / "copy.md").unlink()
    shown = succeeded(invoke("duplicates", posts, "--check", "--format", form))
    assert "fail the check: 0 of 1;" in shown.stderr


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_every_form_names_the_copy(invoke: Invoke, posts: Path, form: str) -> None:
    shown = succeeded(invoke("duplicates", posts, "--format", form))
    assert "Lindholm harbour bridge shut" in shown.stdout
    assert "wiredaily" in shown.stdout.lower()


def test_kinds_leaves_only_copies_of_that_kind(invoke: Invoke, posts: Path) -> None:
    assert "copy.md" in invoke("duplicates", posts, "--kinds", "repost, wire_copy").stdout
    other = invoke("duplicates", posts, "--kinds", "same_page", "--check")
    assert (other.exit_code, other.stdout) == (0, "0 duplicate groups.\n")


def test_the_help_names_every_kind(invoke: Invoke) -> None:
    words = re.findall(r"\w+", invoke("duplicates", "--help").stdout)
    assert set(DUPLICATE_KINDS) <= set(words)


def test_the_table_shows_the_evidence(invoke: Invoke, posts: Path) -> None:
    shown = invoke("duplicates", posts).stdout
    assert "same text at another outlet: title 100%, text 100% the same" in shown
    assert "kept: published first" in shown


def test_json_holds_the_evidence_of_each_copy(invoke: Invoke, posts: Path) -> None:
    (group,) = json.loads(invoke("duplicates", posts, "-f", "json").stdout)["duplicate_groups"]
    (copy,) = group["copies"]
    assert (group["kind"], copy["kind"], copy["title_score"]) == ("wire_copy", "wire_copy", 1.0)
    assert group["reason"] == "published first"
    assert [(row["source"], row["keep"]) for row in group["records"]] == [
        ("posts/bridge.md", True),
        ("posts/copy.md", False),
    ]


def test_the_lists_name_posts_by_their_path(invoke: Invoke, posts: Path) -> None:
    assert invoke("duplicates", posts, "--keep-list").stdout == "posts/bridge.md\n"
    shown = invoke("duplicates", posts, "--drop-list", "--check")
    assert (shown.exit_code, shown.stdout) == (1, "posts/copy.md\n")
    assert (posts / "copy.md").is_file()


def test_one_list_at_a_time(invoke: Invoke, posts: Path) -> None:
    for more in ("--drop-list", "--format=csv"):
        assert invoke("duplicates", posts, "--keep-list", more).exit_code == 2


def moved(name: str, posts: Path, folder: str) -> Path:
    Path(folder).mkdir(exist_ok=True)
    return (posts / name).rename(Path(folder) / name)


def test_against_marks_what_is_new(invoke: Invoke, posts: Path) -> None:
    moved("copy.md", posts, "drafts")
    shown = invoke("duplicates", "drafts", "--against", posts, "--check")
    assert shown.exit_code == 1
    assert "keep  bridge.md  2024" in shown.stdout
    assert "copy  copy.md  new  2024" in shown.stdout
    assert invoke("duplicates", "drafts", "--against", posts, "--drop-list").stdout == (
        "drafts/copy.md\n"
    )


def test_against_passes_over_copies_on_one_side(invoke: Invoke, posts: Path) -> None:
    moved("soup.md", posts, "drafts")
    for new, old in (("drafts", posts), (posts, "drafts")):
        shown = invoke("duplicates", new, "--against", old, "--check")
        assert (shown.exit_code, shown.stdout) == (0, "0 duplicate groups.\n")


@pytest.mark.parametrize("new", ["posts/copy.md", "posts/inner"])
def test_against_the_folder_that_holds_the_new_post(invoke: Invoke, posts: Path, new: str) -> None:
    if new.endswith("inner"):
        moved("copy.md", posts, new)
    shown = invoke("duplicates", new, "--against", posts, "--format", "csv")
    marks = {row["source"]: row["new"] for row in csv.DictReader(io.StringIO(shown.stdout))}
    copy = new if new.endswith(".md") else f"{new}/copy.md"
    assert marks == {"posts/bridge.md": "no", copy: "yes"}


def test_a_baseline_lets_old_copies_pass_and_fails_on_new_ones(
    invoke: Invoke, posts: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "copies.json"
    asked = ("duplicates", posts, "--check", "--baseline", baseline)
    assert invoke(*asked).exit_code == 2
    assert "1 duplicate group may stay" in succeeded(invoke(*asked, "--update-baseline")).stderr
    assert invoke(*asked).exit_code == 0
    text = (posts / "copy.md").read_text(encoding="utf-8")
    (posts / "again.md").write_text(text.replace("https://", "https://again."), encoding="utf-8")
    shown = invoke(*asked, "--format", "github")
    assert shown.exit_code == 1
    assert re.findall("file=([^,]*)", shown.stdout) == [
        line for line in re.findall("file=([^,]*)", shown.stdout) if line.endswith("again.md")
    ]
    assert "again.md" in shown.stdout


def test_only_takes_the_files_that_a_hook_appends(invoke: Invoke, posts: Path) -> None:
    changed = [posts / "copy.md", posts / "soup.md"]
    assert invoke("duplicates", posts, "--check", "--only", *changed).exit_code == 1
    assert invoke("duplicates", posts, "--check", "--only", posts / "soup.md").exit_code == 0
    listed = invoke("duplicates", posts, "--only", *changed, "--drop-list").stdout.split()
    assert [Path(name).name for name in listed] == ["copy.md"]
    assert invoke("duplicates", posts, "--check", "--only").exit_code == 2


def test_the_first_file_of_equal_ones_is_kept(invoke: Invoke, tmp_path: Path) -> None:
    text = "Waves broke the sea wall at Graywick early on Friday and flooded forty houses."
    for name in "fbeadc":
        post = (
            f"---\ntitle: Sea wall breached at Graywick as storm batters the coast\n---\n{text}\n"
        )
        (tmp_path / f"{name}.md").write_text(post)
    kept = invoke("duplicates", tmp_path, "--keep-list").stdout.split()
    dropped = invoke("duplicates", tmp_path, "--drop-list").stdout.split()
    assert [Path(name).stem for name in kept] == ["a"]
    assert [Path(name).stem for name in dropped] == list("bcdef")


def test_a_file_of_which_nothing_was_read_is_named(invoke: Invoke, posts: Path) -> None:
    shown = invoke("duplicates", posts, "--check", "--only", posts / "soup.md", "typo.md")
    assert shown.exit_code == 0
    assert "no article was read from typo.md; it is not checked." in shown.stderr
    assert "soup.md" not in shown.stderr


def test_a_baseline_is_not_written_of_some_files_only(invoke: Invoke, posts: Path) -> None:
    shown = invoke("duplicates", posts, "--update-baseline")
    assert shown.exit_code == 2
    shown = invoke(
        "duplicates", posts, "--baseline", "b.json", "--update-baseline", "--only", posts / "a.md"
    )
    assert shown.exit_code == 2


def test_shuffled_rows_change_no_byte_of_any_output(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        json.dumps(
            {
                "id": record.name,
                "title": record.title,
                "excerpt": record.excerpt,
                "url": record.urls[0],
                "outlet": record.outlet_domain,
                "published": record.published.isoformat() if record.published else None,
            }
        )
        for record in POOL
    ]
    seen: dict[str, set[str]] = {}
    for seed in range(4):
        folder = tmp_path / str(seed)
        folder.mkdir()
        monkeypatch.chdir(folder)
        Random(seed).shuffle(rows)
        Path("in.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
        for form in DUPLICATE_STREAMS:
            shown = invoke("duplicates", "in.jsonl", "--no-cache", "--format", form)
            seen.setdefault(form, set()).add(shown.stdout)
        invoke("report", "in.jsonl", "--no-cache", "--out", "r")
        for path in Path("r").iterdir():
            if path.name not in ("run.json", "assignments.csv"):  # times; one line for each row
                seen.setdefault(path.name, set()).add(path.read_text(encoding="utf-8"))
    assert {name: len(texts) for name, texts in seen.items()} == dict.fromkeys(seen, 1)
    assert len(seen) > len(DUPLICATE_STREAMS) + 4
