"""The duplicate groups as the page shows them: what to keep, why, and what makes the copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clustering.reporting import wording
from clustering.reporting.records import record_row, standing_positions
from clustering.reporting.rows import pairs_of

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup, DuplicatePair
    from clustering.pipeline import Result

MOST_GROUPS = 2_000
MOST_LINES = 200  # records of a group
MOST_TITLE = 400  # characters


def copy_groups(result: Result) -> list[dict[str, Any]]:
    """Return the first groups as plain values for JSON."""
    return [_group(result, group) for group in result.duplicate_groups[:MOST_GROUPS]]


def _group(result: Result, group: DuplicateGroup) -> dict[str, Any]:
    positions = standing_positions(result, group)
    return {
        "id": group.id,
        "kind": group.kind,
        "kind_words": wording.kind_in_words(group.kind),
        "agency": wording.one_line(group.agency, ""),
        "reason": wording.one_line(group.reason, ""),
        "articles": len(group.members),
        "records": list(_records(result, group, positions[:MOST_LINES])),
        "more": max(len(positions) - MOST_LINES, 0),
        "mentions": wording.mentions_in_words(len(group.records) - len(positions)),
    }


def _records(
    result: Result, group: DuplicateGroup, positions: list[int]
) -> Iterator[dict[str, Any]]:
    pairs = pairs_of(group)
    for position in positions:
        row = record_row(result, position, group)
        member = int(result.corpus.article_of[position])
        record: dict[str, Any] = {
            "record": row["record"],
            "article": row["article"],
            "story": row["story"],
            "title": cut(wording.one_line(row["title"]), MOST_TITLE),
            "outlet": wording.one_line(row["outlet"], ""),
            "time": seconds_of(row["published"]),
            "url": row["url"],
            "keep": int(row["keep"] == "yes"),
        }
        if pair := pairs.get(member):
            record["agrees"], record["figures"] = _evidence(group, pair)
            if pair.kind != group.kind:
                record["kind_words"] = wording.kind_in_words(pair.kind)
        elif not record["keep"] and member == group.members[0]:
            record["agrees"] = "another record of the kept page"
        yield record


def _evidence(group: DuplicateGroup, pair: DuplicatePair) -> tuple[str, str]:
    """Return what makes an article a copy, in words and in figures."""
    words = wording.agreement_in_words(pair.title_score, pair.text_score)
    if pair.kind != group.kind:
        words = f"{wording.kind_in_words(pair.kind)}: {words}"
    if agency := wording.one_line(pair.agency, ""):
        words += f", agency {agency}"
    if group.members[0] not in (pair.left, pair.right):
        words += " (compared with another copy)"
    text = "none to compare" if pair.text_score is None else f"{pair.text_score:.4f}"
    figures = f"Share of equal words: headline {pair.title_score:.4f}, text {text}"
    return words, f"{figures}. Matched by {pair.view}."


def cut(text: str, most: int) -> str:
    """Return the beginning of a text that is longer than ``most`` characters."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def seconds_of(time: str) -> int | None:
    """Return an ISO 8601 time of a row as seconds since 1970."""
    if not time:
        return None
    since = datetime.fromisoformat(time) - datetime(1970, 1, 1, tzinfo=UTC)
    return since.days * 86_400 + since.seconds
