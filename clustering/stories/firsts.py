"""The outlets of a story by when they were first, and who was first of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from clustering.articles.dates import SORTS_LAST, is_day
from clustering.model import Outlet
from clustering.stories.story import First, StoryOutlet

Part = tuple[Outlet, datetime | None]
"""What an article of a core says: its outlet and its time."""


# A story that is not surely one event began with another one where its first article is so much
# older than the one with its headline. Of the thirty widest stories of five days eight named the
# first of another event; of these six are no longer told, and one that was right.
SAME_EVENT = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)  # in which two times are a tie


def who_was_first(parts: Sequence[Part], headline: datetime | None = None) -> First:
    """Tell who was first; ``parts`` are sorted by time, undated last.

    A day without an hour is before all hours of later days, and may be before or after any hour
    of its own; two times in one minute are a tie. Of a story that is not surely one event
    ``headline`` is the time of the article whose headline it has.
    """
    start = parts[0][1]
    if start is None or (headline and headline - start >= SAME_EVENT):
        return First((), None, False)
    day: list[tuple[Outlet, datetime]] = []
    for outlet, when in parts:
        if when is None or when.date() != start.date():
            break
        day.append((outlet, when))
    soonest = next((when for _, when in day if not is_day(when)), None)
    outlets: dict[str, StoryOutlet] = {}
    for outlet, when in day:
        if is_day(when) or (soonest and when - soonest < ONE_MINUTE):
            outlets.setdefault(outlet.key, StoryOutlet(*outlet, 1, when))
    return First(tuple(outlets.values()), start, is_day(start))


def outlets_of(parts: Sequence[Part]) -> tuple[StoryOutlet, ...]:
    """Outlets in order of first publication; ``parts`` are sorted already."""
    by_outlet: dict[str, list[Part]] = {}
    for part in parts:
        by_outlet.setdefault(part[0].key, []).append(part)
    with_hours: dict[date, set[str]] = {}
    if any(is_day(own[0][1]) for own in by_outlet.values()):
        for outlet, when in parts:
            if when and not is_day(when):
                with_hours.setdefault(when.date(), set()).add(outlet.key)
    outlets = []
    for key, own in by_outlet.items():
        outlet, when = own[0]
        if when and is_day(when) and with_hours.get(when.date(), set()) - {key}:
            when = None
        outlets.append(StoryOutlet(*outlet, len(own), when))
    return tuple(sorted(outlets, key=lambda o: (o.first_published or SORTS_LAST, o.domain, o.name)))
