"""What a correction says: the answers about pairs that it stands for, and where articles go."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clustering.answers.file import COPY, DIFFERENT, NOT_A_COPY, SAME, UNSURE
from clustering.desk.shown import living_story
from clustering.errors import UsageError
from clustering.store.answers import KEEP_FIRST, KEEP_SECOND
from clustering.store.records import rows_about
from clustering.stories.carry import unused_id
from clustering.text.english import counted

Pair = tuple[str, str]
# So many articles of the story are called different from each one that is split off, the surest
# first: they outweigh the others when the story is grouped again.
_MAX_PARTED = 200
_MAX_PAIRS = 20_000
_SAY_MORE = {
    SAME: (COPY, NOT_A_COPY, KEEP_FIRST, KEEP_SECOND),
    COPY: (KEEP_FIRST, KEEP_SECOND),
}
"""Answers that say what another one does, and more."""


class NotPossible(UsageError):
    """A correction that cannot be made, in words for the one who asked for it."""


@dataclass(frozen=True)
class Plan:
    """A correction, before it is carried out.

    Attributes
    ----------
    kind
        ``split``, ``merged``, ``confirmed``, ``answered``, ``copy``, ``not a copy`` or ``keep``.
    story
        That it is made in.
    told
        What it does, in words.
    answers
        What is said of pairs of articles, each in the order of ids; ``None`` takes back what was
        said before.
    touched
        Stories that are grouped again.
    places
        Story of each article that goes into another one; ``None`` to let likeness and answers
        decide.
    """

    kind: str
    story: str
    told: str
    answers: Mapping[Pair, str | None]
    touched: frozenset[str]
    places: Mapping[str, str] | None = field(default_factory=dict)


def pair_of(one: str, other: str) -> Pair:
    """Return the two in order, as the store holds them."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class _Held:
    """A story as the store has it: its articles, the surest first."""

    id: str
    headline: str
    lead: str
    core: list[str]
    fringe: list[str]

    @property
    def articles(self) -> list[str]:
        return [*self.core, *self.fringe]

    @property
    def named(self) -> str:
        return f"“{' '.join(self.headline.split()) or self.id}”"


def plan_split(
    connection: sqlite3.Connection, story: str, ticked: Collection[str], *, together: bool
) -> Plan:
    """Take articles out of a story: each by itself, or as one story of their own.

    Copies of one text stay together. Nothing or everything ticked is refused.
    """
    held = _load(connection, story)
    out = [article for article in held.articles if article in ticked]
    rest = [article for article in held.articles if article not in ticked]
    if not out:
        raise NotPossible("Tick the articles that are not this story; none of them is in it now.")
    if not rest:
        raise NotPossible("All articles are ticked; leave at least one in the story.")
    parted = rest[:_MAX_PARTED]
    if len(out) * len(parted) > _MAX_PAIRS:
        raise NotPossible(f"{counted(len(out), 'article')} at once are too many; tick fewer.")
    answers: dict[Pair, str | None] = {pair_of(a, b): DIFFERENT for a in out for b in parted}
    parts = [out] if together else _by_copies(connection, out)
    for part in parts:
        answers |= {pair_of(part[0], other): SAME for other in part[1:]}
    founded = [f"s{min(part)[1:]}" for part in parts]
    query = "SELECT id FROM stories WHERE id = ? OR id LIKE ? || '-%'"
    used = {name for one in founded for (name,) in connection.execute(query, (one, one))}
    places: dict[str, str] = {}
    for part, own in zip(parts, founded, strict=True):
        name = unused_id(own, used)
        used.add(name)
        places |= dict.fromkeys(part, name)
    what = f"“{title_of(connection, out[0])}”" if len(out) == 1 else counted(len(out), "article")
    told = f"Took {what} out of {held.named}"
    return Plan("split", held.id, told, unsaid(connection, answers), frozenset({held.id}), places)


def plan_merge(connection: sqlite3.Connection, story: str, other: str) -> Plan:
    """Make two stories one; the larger one keeps its id, of two equal ones the first named."""
    one, two = _load(connection, story), _load(connection, other)
    if one.id == two.id:
        raise NotPossible("These two are one story already.")
    if len(two.articles) > len(one.articles):
        one, two = two, one
    answers = {
        pair_of(one.lead, article): SAME
        for article in (*one.core, *two.core)
        if article != one.lead
    }
    told = f"Merged {two.named} into {one.named}"
    places = dict.fromkeys(two.articles, one.id)
    touched = frozenset({one.id, two.id})
    return Plan("merged", one.id, told, unsaid(connection, answers), touched, places)


def plan_confirm(connection: sqlite3.Connection, story: str) -> Plan:
    """Say that the core of a story is one story."""
    held = _load(connection, story)
    if len(held.core) < 2:
        raise NotPossible("There is nothing to confirm: the story has one article.")
    answers = {pair_of(held.lead, a): SAME for a in held.core if a != held.lead}
    told = f"Confirmed {held.named}"
    return Plan("confirmed", held.id, told, unsaid(connection, answers), frozenset({held.id}))


def plan_answer(connection: sqlite3.Connection, one: str, other: str, said: str) -> Plan:
    """Answer a question about two articles; likeness decides where the others go."""
    stories = [story_with(connection, article) for article in (one, other)]
    titles = [title_of(connection, article) for article in (one, other)]
    words = {SAME: "One story", DIFFERENT: "Two stories", COPY: "One text"}.get(said, "Unsure")
    told = f"{words}: “{titles[0]}” and “{titles[1]}”"
    answers = unsaid(connection, {pair_of(one, other): said})
    is_so = (stories[0] == stories[1]) == (said != DIFFERENT)
    places: dict[str, str] | None = {} if is_so or said == UNSURE else None
    return Plan("answered", stories[0], told, answers, frozenset(stories), places)


def _load(connection: sqlite3.Connection, story: str) -> _Held:
    """Load a story; of one that is in another now, that one."""
    name = living_story(connection, story)
    if name is None:
        raise NotPossible("There is no such story.")
    query = "SELECT headline, lead FROM stories WHERE id = ?"
    headline, lead = connection.execute(query, (name,)).fetchone()
    rows = connection.execute(
        "SELECT id, core OR id = ? FROM articles WHERE story = ? ORDER BY id != ?, core DESC, "
        "published IS NULL, published, id",
        (lead, name, lead),
    ).fetchall()
    core = [article for article, is_core in rows if is_core]
    fringe = [article for article, is_core in rows if not is_core]
    return _Held(name, headline, lead, core, fringe)


def story_with(connection: sqlite3.Connection, article: str) -> str:
    """Return the story of an article."""
    row = connection.execute("SELECT story FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise NotPossible("There is no such article.")
    return str(row[0])


def title_of(connection: sqlite3.Connection, article: str) -> str:
    """Return what to call an article that is there."""
    row = connection.execute("SELECT title FROM articles WHERE id = ?", (article,)).fetchone()
    return " ".join(row[0].split()) or article


def _by_copies(connection: sqlite3.Connection, articles: Sequence[str]) -> list[list[str]]:
    """Put the articles that are copies of each other together."""
    query = "SELECT article, duplicate_group FROM copies WHERE article IN ({})"
    group_of = dict(rows_about(connection, query, articles))
    parts: dict[str, list[str]] = {}
    for article in articles:
        parts.setdefault(group_of.get(article, article), []).append(article)
    return list(parts.values())


def unsaid(
    connection: sqlite3.Connection, answers: Mapping[Pair, str | None]
) -> dict[Pair, str | None]:
    """Leave out what is said already, by the same answer or by one that says more."""
    said = said_of(connection, answers)
    return {
        pair: answer
        for pair, answer in answers.items()
        if said.get(pair) not in (answer, *_SAY_MORE.get(answer or "", ()))
        and (pair in said or answer is not None)
    }


def said_of(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Return what is said of some pairs now."""
    query = "SELECT answer FROM answers WHERE left = ? AND right = ?"
    found = ((pair, connection.execute(query, pair).fetchone()) for pair in pairs)
    return {pair: row[0] for pair, row in found if row}
