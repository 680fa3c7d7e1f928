"""Puts what was taken of each source into words for the terminal, and into rows for `run.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from clustering.model import FieldTaken, Skip, Taken
from clustering.reporting.plain_values import printable
from clustering.text.english import counted

MAX_COLUMNS_TOLD = 8
"""Columns that are named before the rest is only counted."""

_WANTED = {"published": "dates", "title": "titles"}


def taken_in_words(taken: Taken) -> str:
    """Say in one line which columns gave which fields, and for how many of the records.

    As in ``posts: title ← title, published ← date (8 of 8); not used: tags, author``.
    """
    named = max((field.records for field in taken.fields if field.field == "outlet"), default=0)
    fields = [
        field
        for field in taken.fields
        if field.field != "domain" or field.records > named  # it goes without saying
    ]
    parts = [", ".join(_field(field, taken.records) for field in fields) or "nothing found"]
    if taken.not_used:
        parts.append(f"not used: {_names(taken.not_used)}")
    if taken.left_out:
        left_out = [counted(number, kind) for kind, number in taken.left_out]
        parts.append(f"left out: {', '.join(left_out)}")
    return f"{taken.source}: {'; '.join([*parts, *taken.notes])}"


def missing_in_words(
    taken: Taken,
    mapped: str = "--columns {field}={name}",
    named: str = "write 'outlet: NAME' into samestory.yaml",
) -> list[str]:
    """Say what no record has, which columns may hold it, and how it is ``mapped`` or ``named``."""
    sentences = []
    for field, names in taken.likely:
        way = mapped.format(field=field, name=names[0]) if names else ""
        hint = f"; {_names(names)} may hold them: {way}" if names else ""
        sentences.append(f"{taken.source}: no {_WANTED[field]} found{hint}")
    if taken.without_outlet:
        sentences.append(
            f"{taken.source}: {taken.without_outlet:,} of {counted(taken.records, 'post')} name no "
            f"outlet; {named} to say who published them"
        )
    return sentences


def many_skipped_in_words(skipped: Sequence[Skip], everything: int) -> str:
    """Say how much of what was read was skipped, and the reason that most of it has."""
    reason, number = Counter(skip.reason for skip in skipped).most_common(1)[0]
    why = reason if number == len(skipped) else f"{number:,} of them: {reason}"
    return f"skipped {len(skipped):,} of {everything:,} ({why})"


def taken_row(taken: Taken) -> dict[str, Any]:
    """Return what was taken of a source as `run.json` holds it."""
    return {
        "source": printable(taken.source),
        "records": taken.records,
        "fields": {
            field.field: {
                "from": [printable(name) for name in field.names],
                "records": field.records,
            }
            for field in taken.fields
        },
        "not_used": [printable(name) for name in taken.not_used],
        "likely": {field: [printable(name) for name in names] for field, names in taken.likely},
        "left_out": dict(taken.left_out),
        "notes": list(taken.notes),
    }


def _field(field: FieldTaken, records: int) -> str:
    names = " + ".join(field.names)
    is_plain = field.field == "title" and field.records == records
    return f"{field.field} ← {names}" + ("" if is_plain else f" ({field.records:,} of {records:,})")


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - MAX_COLUMNS_TOLD:,} more" if len(names) > MAX_COLUMNS_TOLD else ""
    return ", ".join(names[:MAX_COLUMNS_TOLD]) + more
