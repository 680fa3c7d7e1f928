"""Questions: near the cut, spread, never twice, and none whose answer follows from others."""

from __future__ import annotations

from collections import Counter

import pytest

from clustering.answers.file import Answer, Answers
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.questions import MAX_COHESION_FACTOR, QUESTION_KINDS, Question, Questions
from tests.tuning.conftest import random_reading


@pytest.fixture(scope="module")
def result() -> Result:
    return run(random_reading(2, 120, 20), Settings(jobs=1, cohesion=0.15))


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


def test_questions_lie_around_the_cut(result: Result) -> None:
    for question in asked(Questions(result), None, 1000):
        assert (
            result.cohesion / MAX_COHESION_FACTOR
            <= question.height
            <= result.cohesion * MAX_COHESION_FACTOR
        )
        joined = result.tree.cut(result.cohesion)
        if question.height >= result.cohesion:
            assert joined[question.left] == joined[question.right]


def test_what_follows_from_answers_is_not_asked(result: Result) -> None:
    stories = dict(enumerate(result.tree.cut(0.3).tolist()))
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
    stories = dict(enumerate(result.tree.cut(0.3).tolist()))
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


def test_questions_are_spread_over_stories_and_kinds(result: Result) -> None:
    found = asked(Questions(result), None, 24)
    joined = result.tree.cut(result.cohesion / MAX_COHESION_FACTOR)
    stories = Counter(int(joined[question.left]) for question in found)
    assert len(stories) >= 6
    assert {question.kind for question in found} <= set(QUESTION_KINDS)
    assert len({question.kind for question in found}) >= 2
    assert len({question.band for question in found}) >= 4


def test_answers_move_the_crossing(result: Result) -> None:
    stories = dict(enumerate(result.tree.cut(0.45).tolist()))
    questions = Questions(result)
    before = questions.crossing.cohesion
    asked(questions, stories, 60)
    assert questions.crossing.cohesion > 1.3 * before
