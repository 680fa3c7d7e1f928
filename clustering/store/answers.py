"""What people said of pairs of articles, kept in a store: told once, applied in every later run."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

from clustering.answers.constraints import ANSWER_NAMES
from clustering.answers.file import Answer, Answers
from clustering.articles.dates import timestamp
from clustering.result import Result
from clustering.store.changes import CONFIRMED, StoryChange


def answers_about(
    connection: sqlite3.Connection, articles: Collection[str], given: Answers | None
) -> Answers | None:
    """Return what was said now and before of pairs of some articles.

    Where both speak of a pair, what was said now counts: it is asked for last.
    """
    stored = [
        Answer(left, right, answer)
        for left, right, answer in connection.execute("SELECT left, right, answer FROM answers")
        if left in articles and right in articles
    ]
    if not stored and given is None:
        return None
    origin = given.origin if given else "the store"
    return Answers(origin, [*stored, *(given.entries if given else [])], of_other_runs=True)


def save_answers(
    connection: sqlite3.Connection, result: Result, now: datetime
) -> list[StoryChange]:
    """Keep the answers that a run applied; return the stories that they confirm for the first time.

    A story is confirmed where people said that two of its articles are one story.
    """
    applied = result.constraints
    if applied is None:
        return []
    confirmed: dict[str, set[str]] = {}
    for left, right, number in zip(
        applied.left.tolist(), applied.right.tolist(), applied.answers.tolist(), strict=True
    ):
        pair = result.articles[left].id, result.articles[right].id
        answer = ANSWER_NAMES[number]
        known = connection.execute(
            "SELECT answer FROM answers WHERE left = ? AND right = ?", pair
        ).fetchone()
        if known == (answer,):
            continue
        connection.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (*pair, answer, timestamp(now))
        )
        if number > 0:
            story = result.stories[int(result.story_of[left])].id
            confirmed.setdefault(story, set()).update(pair)
    return [
        StoryChange(CONFIRMED, story, None, tuple(sorted(confirmed[story])))
        for story in sorted(confirmed)
    ]
