"""What corrections of copies say: that articles are copies, or none, and which one to keep."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from clustering.answers.file import COPY, DIFFERENT, KEEP, NOT_A_COPY
from clustering.desk.plans import (
    NotPossible,
    Pair,
    Plan,
    pair_of,
    story_with,
    title_of,
    unsaid,
)
from clustering.store.answers import KEEP_FIRST, KEEP_SECOND
from clustering.text.english import counted


def plan_copies(connection: sqlite3.Connection, ticked: Collection[str]) -> Plan:
    """Say that some articles are one text, and so one story."""
    first, *others = _known(connection, ticked)
    if not others:
        raise NotPossible("Tick the articles that are copies of each other, two at least.")
    answers: dict[Pair, str | None] = {pair_of(first, other): COPY for other in others}
    told = f"Called {counted(len(others) + 1, 'article')} copies of “{title_of(connection, first)}”"
    return _planned(connection, COPY, answers, told)


def plan_no_copy(connection: sqlite3.Connection, ticked: Collection[str]) -> Plan:
    """Say that some articles are no copies of the others of their groups."""
    articles = _known(connection, ticked)
    answers: dict[Pair, str | None] = {}
    for one in articles:
        for other in _copies_of(connection, one):
            is_one_story = story_with(connection, one) == story_with(connection, other)
            answers[pair_of(one, other)] = NOT_A_COPY if is_one_story else DIFFERENT
    if not answers:
        raise NotPossible("Tick a copy; what is ticked has none.")
    named = title_of(connection, articles[0])
    return _planned(connection, NOT_A_COPY, answers, f"Called no copy: “{named}”")


def plan_keep(connection: sqlite3.Connection, ticked: Collection[str]) -> Plan:
    """Say which one of some copies is to be kept."""
    articles = _known(connection, ticked)
    if len(articles) != 1:
        raise NotPossible("Tick the one copy that is to be kept.")
    (kept,) = articles
    others = _copies_of(connection, kept)
    if not others:
        raise NotPossible("This article has no copies.")
    own = story_with(connection, kept)
    beside = [other for other in others if story_with(connection, other) == own] or others
    answers: dict[Pair, str | None] = {
        pair_of(kept, other): KEEP_FIRST if kept < other else KEEP_SECOND for other in beside
    }
    return _planned(connection, KEEP, answers, f"Kept: “{title_of(connection, kept)}”")


def _planned(
    connection: sqlite3.Connection, kind: str, answers: dict[Pair, str | None], told: str
) -> Plan:
    """Leave all articles in their stories, unless copies are in two: then likeness decides."""
    stories = [story_with(connection, article) for article in dict.fromkeys(sum(answers, start=()))]
    joins = any(
        story_with(connection, a) != story_with(connection, b)
        for (a, b), said in answers.items()
        if said != DIFFERENT
    )
    new = unsaid(connection, answers)
    return Plan(kind, stories[0], told, new, frozenset(stories), None if joins else {})


def _known(connection: sqlite3.Connection, ticked: Collection[str]) -> list[str]:
    found = [article for article in sorted(set(ticked)) if story_with(connection, article)]
    if not found:
        raise NotPossible("Tick an article first.")
    return found


def _copies_of(connection: sqlite3.Connection, article: str) -> list[str]:
    rows = connection.execute(
        "SELECT o.article FROM copies c JOIN copies o ON o.duplicate_group = c.duplicate_group "
        "WHERE c.article = ? AND o.article != c.article ORDER BY o.article",
        (article,),
    )
    return [other for (other,) in rows]
