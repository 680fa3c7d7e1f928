"""``labels.yaml``: read as people write it, only ever added to, and what its answers imply."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.answers.file import Answer, AnswerFile, read_answers
from clustering.errors import UsageError

BY_HAND = """\
# reviewed by Mira
- {a: one, b: two, answer: yes}   # obvious
- a: one
  b: three
  answer: "?"
- a: 17
  b: four
  answer: COPY
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "labels.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_people_may_write_it_their_way(tmp_path: Path) -> None:
    answers = read_answers(written(tmp_path, BY_HAND))
    assert [(one.a, one.b, one.answer) for one in answers.entries] == [
        ("one", "two", "same"),
        ("one", "three", "unsure"),
        ("17", "four", "copy"),
    ]
    told = answers.about_stories()
    assert (told.left, told.right, told.same_story) == (["one", "17"], ["two", "four"], [True] * 2)
    assert (answers.about_copies().left, answers.about_copies().same_story) == (["17"], [True])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [", "2: not valid YAML"),
        ("a: 1", "expected a list of entries"),
        ("- a: x\n  b: y\n", "entry 1: expected a, b and answer"),
        ("- {a: x, b: y, answer: same}\n- {a: x, b: z, answer: perhaps}", "entry 2: answer is"),
        ("- {a: '', b: y, answer: same}", "entry 1: a is empty; name an article"),
    ],
)
def test_a_slip_is_told_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=rf"labels\.yaml: ?{problem}"):
        read_answers(written(tmp_path, text))


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="check the path"):
        read_answers(tmp_path / "gone.yaml")


def test_answers_are_added_at_the_end_and_comments_stay(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    file = AnswerFile(path)
    file.add(Answer("x", "y", "different", "Ships: a 'history'", "# Not a comment"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(BY_HAND)
    assert read_answers(path).entries[-1] == file.answers.entries[-1]
    assert read_answers(path).entries[-1].b_title == "# Not a comment"


def test_undo_puts_the_file_back_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND.rstrip("\n"))
    file = AnswerFile(path)
    file.add(Answer("x", "y", "same"))
    file.add(Answer("x", "z", "different"))
    assert file.undo() == Answer("x", "z", "different")
    assert file.added == 1
    file.undo()
    assert path.read_text(encoding="utf-8") == BY_HAND.rstrip("\n")
    assert file.undo() is None
    assert len(file.answers.entries) == 3


def test_a_new_file_begins_with_how_to_read_it_and_goes_with_its_only_answer(
    tmp_path: Path,
) -> None:
    file = AnswerFile(tmp_path / "new" / "labels.yaml")
    file.add(Answer("x", "y", "same"))
    assert file.path.read_text(encoding="utf-8").startswith("# What people said")
    file.undo()
    assert not file.path.exists()


def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "[{a: x, b: y, answer: same}]\n")
    file = AnswerFile(path)
    with pytest.raises(UsageError, match="cannot be added at its end"):
        file.add(Answer("x", "z", "same"))
    assert path.read_text(encoding="utf-8") == "[{a: x, b: y, answer: same}]\n"


def test_an_answer_that_is_a_list_is_shown_short(tmp_path: Path) -> None:
    path = written(tmp_path, f"- {{a: one, b: two, answer: [{'x, ' * 50_000}]}}\n")
    with pytest.raises(UsageError, match=r"entry 1: answer is .*; write one of") as told:
        read_answers(path)
    assert len(str(told.value)) < 1_000


def test_a_bomb_of_aliases_is_refused_before_it_is_built(tmp_path: Path) -> None:
    nested = "&a0 [x]"
    for level in range(1, 9):
        nested = f"&a{level} [{nested}, {', '.join([f'*a{level - 1}'] * 9)}]"
    path = written(tmp_path, f"- {{a: one, b: two, answer: {nested}}}\n")
    with pytest.raises(UsageError, match=r"labels\.yaml:1: YAML aliases stand for more"):
        read_answers(path)
