"""``samestory label`` on a store: its answers are in the file and in the store."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from clustering.answers.file import Answer, AnswerFile, read_answers
from tests.cli.conftest import Invoke, refused, succeeded

POSTS = Path(__file__).parents[2] / "fixtures" / "posts"


def stories(store: Path, by: str = "url") -> dict[str, str]:
    with closing(sqlite3.connect(store)) as connection:
        return dict(connection.execute(f"SELECT {by}, story FROM articles"))


def answers(store: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT left, right, answer FROM answers").fetchall()


def test_answers_go_to_the_file_and_to_the_store_which_follows_them(
    tmp_path: Path, invoke: Invoke
) -> None:
    store, labels = tmp_path / "n.db", tmp_path / "l.yaml"
    assert invoke("report", POSTS, "--store", store, "--out", tmp_path / "r").exit_code == 0
    before = stories(store)
    asked = invoke("label", store, "--out", labels, "--most", 4, stdin="nnnn")
    assert asked.exit_code == 0, asked.output
    assert "follows the answers" in asked.output
    told = read_answers(labels).entries
    assert told
    assert {(min(a.a, a.b), max(a.a, a.b), a.answer) for a in told} == set(answers(store))
    assert stories(store) != before
    batch = invoke("stories", POSTS, "--labels", labels, "--format", "json")
    found = json.loads(batch.stdout)["stories"]
    story_of = {a["id"]: story["id"] for story in found for a in story["articles"]}
    assert all(story_of[a.a] != story_of[a.b] for a in told)


def test_answers_of_the_store_are_written_to_a_file_that_lacks_them(
    tmp_path: Path, invoke: Invoke
) -> None:
    store, labels = tmp_path / "n.db", tmp_path / "l.yaml"
    invoke("report", POSTS, "--store", store, "--out", tmp_path / "r")
    first, second, *_ = sorted(stories(store, "id"))
    AnswerFile(labels).add(Answer(first, second, "same"))
    invoke("report", POSTS, "--store", store, "--out", tmp_path / "r", "--labels", labels)
    assert len(answers(store)) == 1
    other = tmp_path / "other.yaml"
    assert "1 answer of" in succeeded(invoke("label", store, "--out", other, stdin="q\n")).output
    (told,) = read_answers(other).entries
    assert {told.a, told.b} == {first, second}
    assert told.answer == "same"
    assert told.a_title
    again = invoke("label", store, "--out", other, stdin="q\n")
    assert "added" not in again.output.split("answers so far")[0]


def test_a_store_is_named_alone(tmp_path: Path, invoke: Invoke) -> None:
    store = tmp_path / "n.db"
    invoke("report", POSTS, "--store", store, "--out", tmp_path / "r")
    assert "give it alone" in refused(invoke("label", store, POSTS))
