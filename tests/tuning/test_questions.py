"""Questions: what the value decides, spread, never twice, and none whose answer follows."""

from __future__ import annotations

from collections import Counter

import pytest

from clustering.answers.file import Answer, Answers
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.questions import QUESTION_KINDS, Question, Questions
from clustering.tuning.values import DEFAULT_VALUES
from tests.tuning.conftest import MANY_WORDS, random_reading


@pytest.fixture(scope="module")
def result() -> Result:
    return run(random_reading(2, 240, 60, MANY_WORDS[:200]), Settings(jobs=1))


def asked(questions: Questions, said: dict[int, int] | None, many: int) -> list[Question]:
    """Answer by the stories of ``said``, or "cannot tell" without."""
    found: list[Question] = []
    while len(found) < many:
        question = questions.next()
        if question is None:
            break
        found.append(question)
        answer = "unsure"
        if said is not None:
            answer = "same" if said[question.left] == said[question.right] else "different"
        questions.answer(question.left, question.right, answer)
    return found


def test_nothing_is_asked_twice(result: Result) -> None:
    pairs = [frozenset((q.left, q.right)) for q in asked(Questions(result), None, 1000)]
    assert len(pairs) == len(set(pairs)) > 10


@pytest.mark.parametrize("knob", ["detail", "cohesion"])
def test_some_value_joins_each_pair_and_another_parts_it(result: Result, knob: str) -> None:
    if knob == "cohesion":
        result = run(result.reading, Settings(jobs=1, cohesion=0.15))
    tree, values = result.cut_tree, DEFAULT_VALUES[knob]
    lowest, highest = tree.cut(values[0]), tree.cut(values[-1])
    found = asked(Questions(result), None, 1000)
    for question in found:
        left, right = question.left, question.right
        assert lowest[left] == lowest[right]
        assert highest[left] != highest[right]
        joined = tree.cut(question.height)
        assert joined[left] == joined[right]
    assert len(found) == int(((tree.height >= values[0]) & (tree.height < values[-1])).sum())


def test_what_follows_from_answers_is_not_asked(result: Result) -> None:
    stories = dict(enumerate(result.cut_tree.cut(0.3).tolist()))
    questions = Questions(result)
    for _ in range(200):
        question = questions.next()
        if question is None:
            break
        assert questions.implied.implied_for(question.left, question.right) is None
        is_same = stories[question.left] == stories[question.right]
        questions.answer(question.left, question.right, "same" if is_same else "different")
    assert questions.implied.contradictions() == []


def test_it_goes_on_where_the_file_stopped(result: Result) -> None:
    stories = dict(enumerate(result.cut_tree.cut(0.3).tolist()))
    whole = asked(Questions(result), stories, 20)
    ids = [article.id for article in result.articles]
    answers = [
        Answer(
            ids[q.left],
            ids[q.right],
            "same" if stories[q.left] == stories[q.right] else "different",
        )
        for q in whole[:8]
    ]
    again = Questions(result, Answers("labels.yaml", answers))
    assert asked(again, stories, 12) == whole[8:]


def test_answers_about_other_articles_are_passed_over(result: Result) -> None:
    labels = Answers("labels.yaml", [Answer("gone", "lost", "same")])
    assert Questions(result, labels).next() == Questions(result).next()


def test_undo_brings_the_same_question_back(result: Result) -> None:
    questions = Questions(result)
    first = questions.next()
    assert first is not None
    questions.answer(first.left, first.right, "same")
    assert questions.next() != first
    questions.undo()
    assert questions.next() == first


def test_questions_are_spread_over_bands_stories_and_kinds(result: Result) -> None:
    found = asked(Questions(result), None, 24)
    assert len({int(result.story_of[question.left]) for question in found}) >= 12
    assert {question.kind for question in found} <= set(QUESTION_KINDS)
    assert len({question.kind for question in found}) >= 2
    bands = Counter(question.band for question in asked(Questions(result), None, 1000))
    first = Counter(question.band for question in found)
    assert len(first) == len(bands) >= 5
    fewest = min(first[band] for band in bands if first[band] < bands[band])
    assert max(first.values()) <= fewest + 1


def test_the_first_question_is_about_the_band_of_the_cut(result: Result) -> None:
    questions = asked(Questions(result), None, 1000)
    here = min(abs(question.band - 6) for question in questions)  # 0.61 to 0.70
    assert abs(questions[0].band - 6) == here


def test_answers_are_held_against_the_stories(result: Result) -> None:
    stories = dict(enumerate(result.story_of.tolist()))
    questions = Questions(result)
    asked(questions, stories, 10)
    assert questions.agreement == (10, 10)
    question = questions.next()
    assert question is not None
    is_one = stories[question.left] == stories[question.right]
    questions.answer(question.left, question.right, "different" if is_one else "same")
    assert questions.agreement == (10, 11)
    questions.answer(question.left, question.right, "unsure")
    assert questions.agreement == (10, 11)
