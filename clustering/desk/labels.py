"""Brings what was corrected in a store into the file of answers, once and in order."""

from __future__ import annotations

from pathlib import Path

from clustering.answers.file import AnswerFile
from clustering.desk.journal import unwritten
from clustering.desk.plans import Pair, said_of
from clustering.store.answers import article_called, as_answer
from clustering.store.schema import Store


def write_labels(store: Store, path: Path) -> int:
    """Let a file say of every corrected pair what the store says; return of how many.

    What was not written because the process was killed, or the file could not be written, is
    written now. One process at a time does so.

    Raises
    ------
    UsageError
        For a file that cannot be read, or added to.
    """
    if not unwritten(store.connection):
        return 0
    with store.writing() as connection:
        pairs: dict[Pair, None] = {}
        done = unwritten(connection)
        for one in done:
            pairs |= dict.fromkeys(one.answers)
        said = said_of(connection, pairs)
        titles = dict(
            row
            for pair in pairs
            for name in pair
            for row in connection.execute("SELECT id, title FROM articles WHERE id = ?", (name,))
        )
        answers = [
            as_answer(a, b, answer, titles.get(a, ""), titles.get(b, ""))
            for (a, b), answer in said.items()
        ]
        file = AnswerFile(path)
        file.replace(pairs, answers, lambda name: article_called(connection, name) or name)
        connection.executemany(
            "UPDATE corrections SET is_written = 1 WHERE id = ?", [(one.id,) for one in done]
        )
    return len(pairs)
