"""The file of answers says what the store does, and keeps what people wrote."""

from __future__ import annotations

from pathlib import Path

from clustering.answers.file import read_answers
from clustering.desk.plans import plan_answer, plan_split
from tests.desk.corrected import desk_on, largest


def test_what_was_said_of_a_pair_by_any_name_gives_way_and_all_else_stays(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    ((_, articles),) = largest(desk, 1)
    one, other = articles[:2]
    with desk.open() as store:
        query = "SELECT url FROM articles WHERE id = ?"
        (url,) = store.connection.execute(query, (other,)).fetchone()
    labels = tmp_path / "labels.yaml"
    before = "# mine\n- {a: p, b: q, answer: same}  # keep\n"
    after = "# of the ferry\n- answer: different\n  a: r\n  b: s\n"
    labels.write_text(f"{before}- a: {one}\n  b: {url}\n  answer: same\n{after}", encoding="utf-8")
    desk.make(lambda store: plan_answer(store, one, other, "different"))
    text = labels.read_text("utf-8")
    assert text.startswith(before + after)
    answers = read_answers(labels).entries
    assert [(a.a, a.b, a.answer) for a in answers][:2] == [
        ("p", "q", "same"),
        ("r", "s", "different"),
    ]
    assert {answers[2].a, answers[2].b} == {one, other}
    assert answers[2].answer == "different"
    assert len(answers) == 3


def test_what_is_undone_is_in_the_file_no_more(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    ((story, articles),) = largest(desk, 1)
    done = desk.make(lambda store: plan_split(store, story, articles[1:2], together=False))
    assert read_answers(desk.labels).entries
    assert done.number is not None
    desk.undo(done.number)
    assert read_answers(desk.labels).entries == []
