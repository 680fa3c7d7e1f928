"""Puts figures, dates and names into words for people; files for programs do not use it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from math import ceil, floor
from pathlib import PurePath
from urllib.parse import urlsplit

from clustering.arrays.columns import column_of
from clustering.articles.dates import timestamp
from clustering.errors import UsageError
from clustering.model import Article, Record, Taken
from clustering.reporting.plain_values import printable
from clustering.reporting.tables.rows import StoryRow, ThreadRow, core_of
from clustering.sources.dates import date_fault
from clustering.sources.unpacked import PACKED_SUFFIXES
from clustering.system.files import STANDARD_INPUT, is_on_web
from clustering.text.english import counted
from clustering.text.sentences import say
from clustering.text.time_zones import local, shown_hour

KIND_WORDS = {
    "same_page": "one page, recorded more than once",
    "repost": "published again by the same outlet",
    "wire_copy": "same text at another outlet",
    "update": "newer version of the same text from the same outlet",
    "retitled": "same text under another headline",
    "rewritten": "same headline over another text",
    "near_copy": "same text with small edits, or cut",
    "same_headline": "same headline at another outlet, no text to compare",
    "labelled": "copies by a person's answer",
}
# From 0.99 a headline or text counts as unchanged (duplicates/kinds.py).
ALIKE_WORDS = ((0.99, "the same"), (0.8, "nearly the same"), (0.5, "partly the same"))
_DATES_SHOWN = 3
_DATE_FAULTS = {
    "spelling": (
        "cannot be read and is",
        "records cannot be read and are",
        " Write dates as 2025-12-31, 2025-12-31T09:30Z or 31 Dec 2025 09:30 GMT, "
        "or name their form, as in --date-format %d%m%Y.",
    ),
    "order": (
        "may have day or month first and is",
        "records may have day or month first and are",
        " Say which, with --day-first, --month-first or --date-format.",
    ),
    "no date": (
        "is a placeholder or far ahead of all others and is",
        "records are placeholders or far ahead of all others and are",
        "",
    ),
}
"""For each cause what is said of one and of several, and the way out."""
_MAX_FIRST_OUTLETS = 3  # named before some of them are "others"
_HIDDEN = "invisible characters"
_MAX_NAME_CHARS = 80  # characters of a record's name
# Embeddings and overrides can reverse the text that follows them. The marks U+200E and U+200F,
# which ordinary right-to-left titles use, stay.
_BIDI_CONTROL = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, empty: str = "(no title)") -> str:
    """Return ``text`` as one line that cannot disturb its surroundings; ``empty`` for nothing."""
    return " ".join(_BIDI_CONTROL.sub("", printable(text)).split()) or empty


def shortened(text: str, most: int, empty: str = "(no title)") -> str:
    """Return ``text`` as one line of no more than ``most`` characters; ``empty`` for nothing."""
    line = one_line(text, empty)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


@lru_cache(maxsize=65_536)
def outlet_caption(name: str, domain: str, unknown: str = "unknown outlet") -> str:
    """Return what to call an outlet: its name, else its domain."""
    return one_line(name, "") or one_line(domain, "") or unknown


def shown_date(published: str | None) -> str:
    """Return ``2023-08-31 17:30 UTC`` for an ISO 8601 time of a row, or as much as is known.

    It is in the time zone that the user chose.
    """
    if not published:
        return say("no_date")
    return published[:10] if is_day_only(published) else shown_hour(_moment(published))


def is_day_only(published: str) -> bool:
    """Whether an ISO 8601 time of a row says no more than the day (see ``dates.is_day``)."""
    return published[10:] == "T00:00:00Z"


def span_in_words(first: str | None, last: str | None) -> str:
    """Return how long a story ran, from the ISO 8601 times of a row; empty for a single moment."""
    if not first or not last:
        return ""
    start, end = local(_moment(first)), local(_moment(last))
    if is_day_only(first) or is_day_only(last):
        return _days_in_words((end.date() - start.date()).days)
    hours = (end - start).total_seconds() / 3600
    if hours <= 0:
        return ""
    if hours <= 1:
        return "within an hour"
    if hours < 24:
        return f"within {ceil(hours)} hours"
    return _days_in_words(round(hours / 24))


def _days_in_words(days: int) -> str:
    if days < 1:
        return ""
    return "over 1 day" if days == 1 else f"over {days:,} days"


def group_in_words(kind: str, agency: str) -> str:
    """Return what kind of duplicates a group holds, with the agency where it is known."""
    named = one_line(agency, "")
    return f"{KIND_WORDS[kind]} (agency: {named})" if named else KIND_WORDS[kind]


def pair_in_words(kind: str, title_score: float, text_score: float | None, agency: str) -> str:
    """Return the evidence that an article is a copy: the kind and the shares of equal words."""
    text = "no text to compare" if text_score is None else f"text {_percent(text_score)} the same"
    return f"{group_in_words(kind, agency)}: title {_percent(title_score)}, {text}"


def agreement_in_words(title_score: float, text_score: float | None) -> str:
    """Return in plain words how far an article repeats another's headline and text."""
    text = "no text to compare" if text_score is None else f"{_how_alike(text_score)} text"
    return f"{_how_alike(title_score)} headline, {text}"


def _how_alike(share: float) -> str:
    return next((words for floor, words in ALIKE_WORDS if share >= floor), "another")


def _percent(share: float) -> str:
    """Return a share in whole per cent, rounded down: 100 is all of it."""
    return f"{floor(100 * share + 1e-9)}%"


def report_title(taken: Sequence[Taken]) -> str:
    """Name a report after its sources: a folder, a file without its suffix, the host of a feed."""
    names = [name for one in taken if (name := _source_name(one.source))]
    if not names:
        return "Who carried what"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _source_name(source: str) -> str:
    if is_on_web(source):
        return urlsplit(source).hostname or ""
    if source == STANDARD_INPUT:
        return "standard input"
    path = PurePath(source)
    return PurePath(path.stem).stem if path.suffix in PACKED_SUFFIXES else path.stem


def counts_in_words(counts: Mapping[str, int]) -> str:
    """Return the line of figures that opens every report for people."""
    return ", ".join(
        (
            counted(counts["records"], "record"),
            counted(counts["articles"], "article"),
            f"{counted(counts['stories'], 'story', 'stories')} "
            f"({counts['coverage']:,} {say('several_outlets')})",
            counted(counts["duplicate_groups"], say("duplicate_group")),
            f"{counts['skipped']:,} skipped",
        )
    )


def unread_dates_in_words(records: Sequence[Record]) -> str:
    """Return a sentence for each cause for which dates of records are left out; empty for none."""
    left_out: dict[str, list[Record]] = {}
    for record in records:
        left_out.setdefault(date_fault(record.unread_date), []).append(record)
    return " ".join(
        _left_out(left_out[cause], *words)
        for cause, words in _DATE_FAULTS.items()
        if cause in left_out
    )


def _left_out(records: Sequence[Record], fault: str, faults: str, way_out: str) -> str:
    one = len(records) == 1
    whose = f"The date of 1 record {fault}" if one else f"The dates of {len(records):,} {faults}"
    shown = [
        f"{shortened(_place(record), _MAX_NAME_CHARS)} ({one_line(record.unread_date, _HIDDEN)})"
        for record in records[:_DATES_SHOWN]
    ]
    more = len(records) - len(shown)
    listed = ", ".join(shown) + (f" and {more:,} more" if more else "")
    return f"{whose} left out: {listed}.{way_out}"


def _place(record: Record) -> str:
    """Return what to call a record: its name, and its file where the name lacks it."""
    file = PurePath(record.source).name
    return record.name if file in record.name else f"{record.name} in {file}"


def outlets_in_words(outlets: int, independent: int) -> str:
    """Return ``4 outlets, 3 independent``, or ``4 outlets`` where none copied another.

    Where all outlets carried the same text it is ``1 report, 40 outlets carried it``.
    """
    text = counted(outlets, "outlet")
    if independent == 1 < outlets:
        return f"1 report, {text} carried it"
    return f"{text}, {independent:,} independent" if independent < outlets else text


def thread_facts(thread: ThreadRow) -> list[str]:
    """Return how many stories, articles and outlets a running matter has, and how long it ran."""
    span = span_in_words(thread["first_published"], thread["last_published"])
    return [
        counted(len(thread["stories"]), "story", "stories"),
        counted(thread["article_count"], "article"),
        counted(thread["outlets"], "outlet"),
        *([span] if span else []),
    ]


def mentions_in_words(mentions: int) -> str:
    """Return what to say of a group's records that are entries of related lists only."""
    return f"and {counted(mentions, 'mention')} in related lists" if mentions else ""


def first_in_words(story: StoryRow) -> str:
    """Return which of several outlets was first, as far as the dates tell.

    ``First: Courier, 07:10``, or ``That day: Courier, Herald and 3 others`` where the dates do
    not tell which of these it was. Empty where nothing is known, where the first has no name, and
    for one outlet.
    """
    first = story["first"]
    if len(story["outlets"]) < 2 or not first["published"] or not any(first["outlets"]):
        return ""
    names = _names_in_words([one_line(name, "an unknown outlet") for name in first["outlets"]])
    if first["precision"] == "day":
        return f"First: {names}" if first["known"] else f"That day: {names}"
    clock = f"{local(_moment(first['published'])):%H:%M}"
    return f"First: {names}, {clock}" if first["known"] else f"First together: {names}, {clock}"


def _names_in_words(names: Sequence[str]) -> str:
    """Return ``A``, ``A and B``, ``A, B and C``, or ``A, B and 3 others``."""
    if len(names) > _MAX_FIRST_OUTLETS:
        names = [*names[: _MAX_FIRST_OUTLETS - 1], f"{len(names) - _MAX_FIRST_OUTLETS + 1} others"]
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def start_in_words(story: StoryRow) -> str:
    """Return when a story began; only the day where :func:`first_in_words` gives the time."""
    published = story["first_published"]
    if published and first_in_words(story):
        return f"{local(_moment(published)):%Y-%m-%d}"
    return shown_date(published)


def period_in_words(articles: Sequence[Article]) -> str:
    """Return from which day the articles are and up to when; empty where none is dated."""
    times = [time for time in column_of(articles, "published") if time]
    if not times:
        return ""
    day, end = f"{local(min(times)):%Y-%m-%d}", shown_date(timestamp(max(times)))
    return end if end == day else f"{day} up to {end}"


@lru_cache(maxsize=65_536)
def _moment(published: str) -> datetime:
    return datetime.fromisoformat(published)


def articles_in_words(story: StoryRow) -> str:
    """Return ``17 articles``, or ``17 articles and 3 perhaps related``."""
    sure = len(core_of(story))
    fringe = story["article_count"] - sure
    text = counted(sure, "article")
    return say("and_perhaps", articles=text, fringe=fringe) if fringe else text


def no_such_format(name: str, known: Collection[str]) -> UsageError:
    """Return the error for a format that is not one of ``known``."""
    return UsageError(f"there is no format {name!r}; choose from {', '.join(known)}.")
