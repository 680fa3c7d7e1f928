"""Finds earlier answers that a new one contradicts: two articles cannot be one story and two."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from clustering.answers.file import DIFFERENT, UNSURE
from clustering.answers.implied import ImpliedAnswers
from clustering.desk.plans import NotPossible, Pair, pair_of, said_of


@dataclass(frozen=True)
class Clash:
    """Two articles that one answer calls different stories, and a chain of others makes one.

    ``chain`` are articles that answers of "same" join one by one, from the one to the other.
    """

    apart: Pair
    chain: tuple[str, ...]

    @property
    def pairs(self) -> list[Pair]:
        """All pairs of articles whose answers clash."""
        steps = zip(self.chain, self.chain[1:], strict=False)
        return [self.apart, *(pair_of(a, b) for a, b in steps)]


class Contradicted(NotPossible):
    """A correction that contradicts what was said before: with the earlier answers, as clashes."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__("This contradicts what was said before.")
        self.clashes = clashes


def find_clashes(connection: sqlite3.Connection, new: Mapping[Pair, str | None]) -> list[Clash]:
    """Find what contradicts among the stored answers and new ones, where a new one has a part."""
    stored = {
        (left, right): answer
        for left, right, answer in connection.execute("SELECT left, right, answer FROM answers")
    }
    said: dict[Pair, str | None] = {**stored, **new}
    number: dict[str, int] = {}
    implied = ImpliedAnswers()
    for (left, right), answer in said.items():
        if answer not in (None, UNSURE):
            one, other = (number.setdefault(name, len(number)) for name in (left, right))
            implied.add(one, other, answer != DIFFERENT)
    names = list(number)
    clashes = [
        Clash(
            pair_of(names[clash.left], names[clash.right]), tuple(names[at] for at in clash.chain)
        )
        for clash in implied.contradictions()
    ]
    return [clash for clash in clashes if any(pair in new for pair in clash.pairs)]


def find_reversals(connection: sqlite3.Connection, new: Mapping[Pair, str | None]) -> list[Clash]:
    """Find the pairs of which an earlier answer says the reverse: one story, or two."""
    said = said_of(connection, new)
    return [
        Clash(pair, pair)
        for pair, answer in new.items()
        if pair in said
        and not {answer, said[pair]} & {None, UNSURE}
        and (answer == DIFFERENT) != (said[pair] == DIFFERENT)
    ]


def taken_back(
    connection: sqlite3.Connection, new: Mapping[Pair, str | None]
) -> dict[Pair, str | None]:
    """Return the new answers, and with them what is to be taken back so that they hold.

    ``Contradicted`` is raised where the new answers contradict each other.
    """
    answers = dict(new)
    while clashes := find_clashes(connection, answers):
        old = {pair for clash in clashes for pair in clash.pairs} - set(answers)
        if not old:
            raise Contradicted(clashes)
        answers |= dict.fromkeys(old)
    return answers
