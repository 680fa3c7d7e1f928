"""What people said of pairs of articles, kept in a store: told once, applied in every later run."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from clustering.answers.constraints import ANSWER_NAMES, KEEP_LEFT, KEEP_RIGHT, locate_answers
from clustering.answers.file import KEEP, Answer, Answers
from clustering.articles.dates import timestamp
from clustering.model import Corpus, Reading, Record
from clustering.result import Result
from clustering.store.changes import CONFIRMED, StoryChange
from clustering.web.keys import canonical

KEEP_FIRST, KEEP_SECOND = "keep left", "keep right"
"""A pair is stored in the order of ids, so that the answer says which of the two is kept."""
_STORED_NAMES = ANSWER_NAMES | {KEEP_LEFT: KEEP_FIRST, KEEP_RIGHT: KEEP_SECOND}


def as_answer(left: str, right: str, said: str, a_title: str = "", b_title: str = "") -> Answer:
    """Return what a store says of a pair as a file of answers says it."""
    if said == KEEP_SECOND:
        return Answer(right, left, KEEP, b_title, a_title)
    return Answer(left, right, KEEP if said == KEEP_FIRST else said, a_title, b_title)


def as_stored(answer: Answer, left: str) -> str:
    """Return what a store says in place of an answer; ``left`` is the first of the pair there."""
    if answer.answer != KEEP:
        return answer.answer
    return KEEP_FIRST if answer.a == left else KEEP_SECOND


def stored_answers(connection: sqlite3.Connection) -> list[Answer]:
    """Return all answers in the order in which they were given, with the titles."""
    query = (
        "SELECT n.left, n.right, n.answer, coalesce(a.title, ''), coalesce(b.title, '') "
        "FROM answers n LEFT JOIN articles a ON a.id = n.left "
        "LEFT JOIN articles b ON b.id = n.right ORDER BY n.given, n.left, n.right"
    )
    return [as_answer(*row) for row in connection.execute(query)]


def take_over(connection: sqlite3.Connection, given: Answers) -> list[str]:
    """Prepare a store for the answers that a run is given; return articles to be looked at again.

    A stored answer that the person takes back ("unsure"), or puts another in the place of, is
    dropped. A settled story that an answer says something new of is opened, so that it counts.
    """
    opened: set[str] = set()
    for answer in given.entries:
        found = [article_called(connection, name) for name in (answer.a, answer.b)]
        if None in found:
            continue
        pair = sorted(map(str, found))
        now = as_stored(replace(answer, a=str(found[0])), pair[0]) if answer.is_decided else None
        if _said(connection, pair) == now:
            continue
        connection.execute("DELETE FROM answers WHERE left = ? AND right = ?", pair)
        query = "SELECT story FROM articles WHERE id IN (?, ?)"
        opened.update(story for (story,) in connection.execute(query, pair))
    stories = [(story,) for story in sorted(opened)]
    connection.executemany("UPDATE stories SET settled = NULL WHERE id = ?", stories)
    return [
        article
        for story in stories
        for (article,) in connection.execute("SELECT id FROM articles WHERE story = ?", story)
    ]


def _said(connection: sqlite3.Connection, pair: Sequence[str]) -> str | None:
    row = connection.execute("SELECT answer FROM answers WHERE left = ? AND right = ?", pair)
    return next((answer for (answer,) in row), None)


def article_called(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the id of the article that goes by an id or an address."""
    row = connection.execute("SELECT id FROM articles WHERE id = ?", (name,)).fetchone()
    if row is None and (key := canonical(name)):
        row = connection.execute("SELECT article FROM keys WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def newly_answered(
    connection: sqlite3.Connection, records: Sequence[Record], corpus: Corpus, given: Answers
) -> set[int]:
    """Return the articles of a corpus, by position, that a given answer says something new of."""
    located = locate_answers(Reading([*records], []), corpus, replace(given, of_other_runs=True))
    answered: set[int] = set()
    for *pair, number in zip(
        located.left.tolist(), located.right.tolist(), located.answers.tolist(), strict=True
    ):
        ids = [corpus.articles[at].id for at in pair]
        if _said(connection, ids) != _STORED_NAMES[number]:
            answered.update(pair)
    return answered


def answers_about(
    connection: sqlite3.Connection, articles: Collection[str], given: Answers | None
) -> Answers | None:
    """Return what was said now and before of pairs of some articles.

    Where both speak of a pair, what was said now counts: it is asked for last.
    """
    stored = [
        as_answer(left, right, answer)
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
        answer = _STORED_NAMES[number]
        if _said(connection, pair) == answer:
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
