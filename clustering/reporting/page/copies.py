"""The duplicate groups as the page shows them: what to keep, why, and what makes the copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from clustering.arrays.compact import picked
from clustering.duplicates.found import pair_of_each_copy
from clustering.reporting import wording
from clustering.reporting.page.values import MAX_TITLE_CHARS, seconds_of
from clustering.reporting.tables.records import record_rows, standing_positions
from clustering.web.links import linkable

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup, DuplicatePair
    from clustering.result import Result

MAX_GROUPS = 2_000
MAX_GROUP_LINES = 200  # records of a group


def copy_groups(result: Result) -> list[dict[str, Any]]:
    """Return the first groups as plain values for JSON."""
    return [_group(result, group) for group in result.duplicate_groups[:MAX_GROUPS]]


def _group(result: Result, group: DuplicateGroup) -> dict[str, Any]:
    positions = standing_positions(result, group)
    return {
        "id": group.id,
        "kind": group.kind,
        "kind_words": wording.KIND_WORDS[group.kind],
        "agency": wording.one_line(group.agency, ""),
        "reason": wording.one_line(group.reason, ""),
        "articles": len(group.members),
        "own": sum(picked(result.reading.is_own, np.array(positions))),
        "records": list(_records(result, group, positions[:MAX_GROUP_LINES])),
        "more": max(len(positions) - MAX_GROUP_LINES, 0),
        "mentions": wording.mentions_in_words(len(group.records) - len(positions)),
    }


def _records(
    result: Result, group: DuplicateGroup, positions: list[int]
) -> Iterator[dict[str, Any]]:
    rows = record_rows(result, positions, group)
    for row, found in zip(rows, agreements(result, group, positions), strict=True):
        record: dict[str, Any] = {
            "record": row["record"],
            "article": row["article"],
            "story": row["story"],
            "title": wording.shortened(row["title"], MAX_TITLE_CHARS),
            "outlet": wording.one_line(row["outlet"], ""),
            "time": seconds_of(row["published"]),
            "url": linkable(row["url"]),
            "keep": int(row["keep"] == "yes"),
        }
        if not record["url"] and row["url"]:
            record["address"] = row["url"]
        if found.words:
            record["agrees"] = found.words
        if found.pair:
            record["figures"] = found.figures
            if found.pair.kind != group.kind:
                record["kind_words"] = wording.KIND_WORDS[found.pair.kind]
        yield record


class Agreement(NamedTuple):
    """The evidence that a record is a copy, in words and in figures; empty for the one to keep."""

    words: str = ""
    figures: str = ""
    pair: DuplicatePair | None = None


def agreements(
    result: Result, group: DuplicateGroup, positions: Iterable[int]
) -> Iterator[Agreement]:
    """Yield the evidence that each of these records of a group is a copy."""
    pairs = pair_of_each_copy(group)
    for position in positions:
        member = int(result.corpus.article_of[position])
        if pair := pairs.get(member):
            yield _evidence(group, pair)
        elif position != group.keep_record and member == group.members[0]:
            yield Agreement("another record of the kept page")
        else:
            yield Agreement()


def _evidence(group: DuplicateGroup, pair: DuplicatePair) -> Agreement:
    words = wording.agreement_in_words(pair.title_score, pair.text_score)
    if pair.kind != group.kind:
        words = f"{wording.KIND_WORDS[pair.kind]}: {words}"
    if agency := wording.one_line(pair.agency, ""):
        words += f", agency {agency}"
    if group.members[0] not in (pair.left, pair.right):
        words += " (compared with another copy)"
    text = "none to compare" if pair.text_score is None else f"{pair.text_score:.4f}"
    figures = f"Share of equal words: headline {pair.title_score:.4f}, text {text}"
    return Agreement(words, f"{figures}. Matched by {pair.view}.", pair)
