"""Where an article's date is from: which of its records, or which other article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor
from typing import TYPE_CHECKING, Any

from clustering.text.sentences import say
from clustering.text.time_zones import shown_hour

if TYPE_CHECKING:
    from clustering.model import Article, Reading

MAX_RECORDS_SHOWN = 3
SORTS_LAST = datetime.max.replace(tzinfo=UTC)
"""In place of an unknown date, to sort it after the known ones."""


@dataclass(frozen=True)
class DateChoice:
    """The record whose date an article has, and what the others say.

    Attributes
    ----------
    record
        Name of the record the date is from.
    others
        Name and date of each record with another date, the earliest first.
    """

    record: str
    others: tuple[tuple[str, datetime], ...]

    def text(self) -> str:
        """One line for the terminal."""
        said = [f"{shown_time(date)} in {name}" for name, date in self.others]
        more = len(said) - MAX_RECORDS_SHOWN
        rest = f", and {more} more" if more > 0 else ""
        return f"date from {self.record}, the earliest; {', '.join(said[:MAX_RECORDS_SHOWN])}{rest}"

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "record": self.record,
            "others": [
                {"record": name, "published": timestamp(date)} for name, date in self.others
            ],
        }


@dataclass(frozen=True)
class DateSource:
    """The article by whose date one without a date is judged, and how far that counts (0 to 1)."""

    article: Article
    trust: float

    def lines(self) -> list[str]:
        """Two lines for the terminal."""
        when = shown_time(self.article.published)
        counts = "" if self.trust >= 1 else f"; {percent_in_words(self.trust)} of the date counts"
        return [
            f"judged by {when}, the date of the nearest that has one{counts}:",
            f"{self.article.title or self.article.url} · {self.article.id}",
        ]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        published = self.article.published
        return {
            "id": self.article.id,
            "published": timestamp(published) if published else None,
            "trust": round(self.trust, 4),
        }


def date_choice(article: Article, reading: Reading) -> DateChoice | None:
    """Return where an article's date is from; ``None`` where no two records disagree."""
    if article.date_from < 0:
        return None
    chosen = reading.records[article.date_from]
    others = [
        (record.name, record.published)
        for record in (reading.records[at] for at in article.records)
        if record.published is not None and record.published != chosen.published
    ]
    if not others:
        return None
    return DateChoice(chosen.name, tuple(sorted(others, key=lambda other: (other[1], other[0]))))


def whole_percent(share: float) -> int:
    """Return a share, 0 to 1, in whole per cent: rounded down, so that 100 is all of it."""
    return floor(100 * share + 1e-9)


def percent_in_words(share: float) -> str:
    """Return a share between nothing and all in whole per cent, never 0 or 100."""
    percent = min(whole_percent(share), 99)
    return say("percent", percent=percent) if percent else say("under_a_percent")


def in_utc(date: datetime) -> datetime:
    """Return a time in UTC without its zone; a time without a zone is UTC already."""
    if date.tzinfo is UTC:  # nearly every time, and far quicker
        return date.replace(tzinfo=None)
    return date if date.tzinfo is None else date.astimezone(UTC).replace(tzinfo=None)


def shown_time(date: datetime | None) -> str:
    """Return a time for people, ``2023-08-31 17:30 UTC``, or as much of it as is known.

    It is in the time zone that the user chose.
    """
    if date is None:
        return say("no_date")
    return f"{in_utc(date):%Y-%m-%d}" if is_day(date) else shown_hour(date)


def timestamp(date: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the second."""
    if date.tzinfo is UTC:  # nearly every time; half of what it takes without its zone
        return f"{date.isoformat(timespec='seconds')[:-6]}Z"
    return f"{in_utc(date).isoformat(timespec='seconds')}Z"


def is_day(moment: datetime | None) -> bool:
    """Whether a time says no more than the day: midnight, as a date without a time is read."""
    return moment is not None and not (
        moment.hour or moment.minute or moment.second or moment.microsecond
    )
