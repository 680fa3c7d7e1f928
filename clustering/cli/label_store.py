"""A store in place of sources: which one is named, what ``label`` asks it and brings into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clustering.cli.progress import progress_bars
from clustering.errors import UsageError
from clustering.system.files import is_sqlite

if TYPE_CHECKING:
    from clustering.answers.file import AnswerFile
    from clustering.result import Result


def store_among(sources: Sequence[str]) -> Path | None:
    """Return the store that is named in place of sources; ``None`` for none.

    A store beside other sources is refused.
    """
    stores = [path for path in map(Path, sources) if path.is_file() and is_sqlite(path)]
    if stores and len(sources) > 1:
        raise UsageError(f"{stores[0]}: is a store; give it alone, or sources without a store.")
    return stores[0] if stores else None


class LabelledStore:
    """The open articles of a store, which questions are asked about."""

    def __init__(self, path: Path, *, jobs: int, quiet: bool) -> None:
        self._path, self._jobs, self._quiet = path, jobs, quiet

    def group(self) -> Result:
        """Group the articles of the open stories, without writing anything."""
        from clustering.store import group_open, open_store

        with open_store(self._path) as store, progress_bars(quiet=self._quiet) as progress:
            return group_open(store, self._jobs, progress)

    def write_answers(self, out: Path) -> int:
        """Add the answers of the store that a file lacks to it; return how many these are."""
        from clustering.answers.file import AnswerFile
        from clustering.store import open_store
        from clustering.store.answers import stored_answers

        with open_store(self._path) as store:
            stored = stored_answers(store.connection)
        file = AnswerFile(out)
        known = {frozenset((answer.a, answer.b)) for answer in file.answers.entries}
        missing = [answer for answer in stored if frozenset((answer.a, answer.b)) not in known]
        for answer in missing:
            file.add(answer)
        return len(missing)

    def read_answers(self, file: AnswerFile) -> bool:
        """Bring the answers of a file into the store; return whether there was anything new."""
        from clustering.model import Reading
        from clustering.store import open_store, update
        from clustering.store.answers import stored_answers
        from clustering.store.epochs import stored_settings

        with open_store(self._path) as store:
            stored = {(one.a, one.b, one.answer) for one in stored_answers(store.connection)}
            told = {
                (*sorted((one.a, one.b)), one.answer)
                for one in file.answers.entries
                if one.is_decided
            }
            taken_back = any(not one.is_decided for one in file.answers.entries[-file.added :])
            if told <= stored and not (file.added and taken_back):
                return False
            settings = stored_settings(store.connection, self._jobs)
            with progress_bars(quiet=self._quiet) as progress:
                update(
                    store,
                    Reading([], []),
                    settings,
                    answers=file.answers,
                    sources=[str(file.path)],
                    progress=progress,
                )
        return True
