"""Refuses the name of a file of many articles where one article is asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from clustering.errors import UsageError

if TYPE_CHECKING:
    from clustering.result import Result


def refuse_file_of_many(result: Result, name: str) -> None:
    """Refuse the name of a table or feed; the path of a post is the name of its article.

    Parameters
    ----------
    name
        What the user called an article.

    Raises
    ------
    UsageError
        When a file of several articles goes by the name, and no record does; one that does
        is shown.
    """
    records = result.reading.records
    if any(name == record.name for record in records):
        return
    plain = os.path.normpath(name)
    held: dict[str, dict[int, str]] = {}
    for record, article in zip(records, result.corpus.article_of.tolist(), strict=True):
        if record.is_own and _ends_with(record.source, plain):
            held.setdefault(record.source, {}).setdefault(article, record.name)
    for source, names in held.items():
        if len(names) > 1:
            raise UsageError(
                f"{name}: '{source}' holds {len(names):,} articles; name one of them by its id, "
                f"its URL or its record, such as {next(iter(names.values()))!r}."
            )


def _ends_with(source: str, path: str) -> bool:
    return source == path or source.endswith(f"/{path}")
