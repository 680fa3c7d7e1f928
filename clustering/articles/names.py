"""What an article may be called: one rule for ``explain``, answers and gold labels."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from clustering.errors import UsageError
from clustering.model import Corpus, Reading
from clustering.web.keys import canonical


class ArticleNames:
    """Finds the article behind a name.

    A name is, in this order: the name of a record (its own id, ``sub/x.md``,
    ``x.md#related[2]``, ``t.csv:7``), the id of an article, a URL in any spelling, the path of
    a file from here, or the end of a path or URL, such as ``x.md`` for ``sub/x.md``. The path
    of a post is the name of its article; that of a table or feed only where it holds no other.
    """

    def __init__(self, reading: Reading, corpus: Corpus) -> None:
        self._records = reading.records
        self._article_of: list[int] = corpus.article_of.tolist()
        self._exact = {key: at for at, one in enumerate(corpus.articles) for key in one.keys}
        self._exact |= {one.id: at for at, one in enumerate(corpus.articles)}
        self._exact |= {
            record.name: at for record, at in zip(self._records, self._article_of, strict=True)
        }

    def find(self, name: str) -> int:
        """Return the position of the article called ``name``.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        found = self._called(name)
        if len(found) == 1:
            return found.pop()
        if found:
            raise UsageError(f"{name}: {self._tell_apart(found)}")
        from rapidfuzz import process

        nearest = process.extractOne(name, [*self._exact, *self._files], score_cutoff=60)
        hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
        raise UsageError(f"{name}: no article has this id, URL, path or record name.{hint}")

    def look_up(self, *names: str) -> int:
        """Return the position of the article behind a label, ``-1`` for none and for several.

        Parameters
        ----------
        names
            What a person called it; or else all names that sources may give one record, of
            which no other spelling counts.
        """
        if len(names) > 1:
            return next((self._exact[name] for name in names if name in self._exact), -1)
        found = self._called(names[0])
        return found.pop() if len(found) == 1 else -1

    def _called(self, name: str) -> set[int]:
        key, (_, sharp, fragment) = canonical(name), name.partition("#")
        for exact in (name, f"{key}{sharp}{fragment}", key):
            if exact in self._exact:
                return {self._exact[exact]}
        held = self._files_by_path.get(os.path.normpath(Path.cwd() / name))
        if held:
            return set(held)
        end = os.path.normpath(name).replace(os.sep, "/")
        if end.isdigit():  # the id of a row that was not read, not the end of a URL
            return set()
        alike = self._by_last_part.get(end.rpartition("/")[2], ())
        return {at for known, at in alike if known.endswith(f"/{end}")}

    def _tell_apart(self, found: set[int]) -> str:
        """Say what to name instead of what several articles go by."""
        for source, held in self._files.items():
            if held.keys() == found:
                return (
                    f"'{source}' holds {len(held):,} articles; name one of them by its id, "
                    f"its URL or its record, such as {next(iter(held.values()))!r}."
                )
        return f"{len(found)} articles go by that name; give the whole path."

    @cached_property
    def _files(self) -> dict[str, dict[int, str]]:
        """The articles each file holds itself, with the name of a record of each."""
        files: dict[str, dict[int, str]] = {}
        for record, at in zip(self._records, self._article_of, strict=True):
            if record.is_own:
                files.setdefault(record.source, {}).setdefault(at, record.name)
        return files

    @cached_property
    def _files_by_path(self) -> dict[str, dict[int, str]]:
        here = Path.cwd()
        return {os.path.normpath(here / source): held for source, held in self._files.items()}

    @cached_property
    def _by_last_part(self) -> dict[str, list[tuple[str, int]]]:
        """Every name, with its article, under what stands behind its last slash."""
        named = [(source, at) for source, held in self._files.items() for at in held]
        parts: dict[str, list[tuple[str, int]]] = {}
        for name, at in (*self._exact.items(), *named):
            parts.setdefault(name.rpartition("/")[2], []).append((name, at))
        return parts


def nothing_matches(origin: str, label: str, reading: Reading) -> UsageError:
    """Return the error to raise where no label names a record, with one of each to compare."""
    return UsageError(
        f"{origin}: none of the labels names a record that was read; they are for records "
        f"such as {label!r}, and there are records such as {reading.records[0].name!r}."
    )
