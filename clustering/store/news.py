"""What is new in a store since a run: stories that are new, grew, merged, split or are quiet."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from clustering.errors import UsageError
from clustering.store.changes import (
    BORN,
    GREW,
    MERGED,
    MOVED,
    SETTLED,
    SPLIT,
    StoryChange,
    ToStory,
    by_story,
    find_changes,
)
from clustering.store.news_items import (
    GROWN,
    MOVED_ON,
    NEW,
    QUIET,
    SECTIONS,
    News,
    NewsItem,
    OtherStory,
)
from clustering.store.records import rows_about
from clustering.store.schema import Store
from clustering.text.time_zones import read_moment
from clustering.web.trackers import without_trackers

_SECTION_OF = {BORN: NEW, GREW: GROWN, MERGED: MERGED, SPLIT: SPLIT, MOVED: MOVED}
_DIGITS_OF_A_DATE = 8  # 20261128 is a date, 2026 a run


def collect_news(
    store: Store,
    since: str = "yesterday",
    *,
    now: datetime | None = None,
    min_outlets: int = 1,
) -> News:
    """Tell what is new, of stories of so many independent outlets.

    ``since`` is ``yesterday`` for a day ago, ``last`` for the newest run with the renewal that it
    began with, the number of a run, or a date or time in ISO 8601; without a zone it is local.

    Raises
    ------
    UsageError
        For a ``since`` that cannot be read, and for a store without a run.
    """
    connection = store.connection
    runs = connection.execute("SELECT id, started, kind FROM runs ORDER BY id").fetchall()
    if not runs:
        raise UsageError(f"{store.path}: no run yet; `samestory report SOURCES --store` makes one.")
    start = _run_before(runs, since, now or datetime.now(UTC))
    states = _states(connection, start)
    changes = find_changes(*states)
    about = _About(connection, start, changes, *states)
    items = [about.item(change) for change in by_story(changes)] + about.quiet()
    shown = [item for item in items if item.outlets >= min_outlets]
    shown.sort(key=_order)
    times = {number: started for number, started, _ in runs}
    settled = connection.execute(
        "SELECT count(*) FROM events WHERE kind = ? AND run > ?", (SETTLED, start)
    ).fetchone()[0]
    newest, newest_time, _ = runs[-1]
    return News(
        str(store.path), start, times.get(start, ""), newest, newest_time, tuple(shown), settled
    )


def _order(item: NewsItem) -> tuple[int, int, int, int, str]:
    """Sort the widest first."""
    place = SECTIONS.index(item.section)
    return place, -item.outlets, -item.came, -item.articles, item.story


def _run_before(runs: Sequence[tuple[int, str, str]], since: str, now: datetime) -> int:
    """Find the run that the news is told from; 0 for the beginning."""
    text = since.strip().casefold()
    if text == "last":
        at = max(at for at, (_, _, kind) in enumerate(runs) if kind == "update")
        # Other settings, and a wish, are a renewal just before it.
        began_with = at > 0 and runs[at - 1][1:] == (runs[at][1], "renewal")
        return runs[at - began_with][0] - 1
    if text.isdigit() and len(text) < _DIGITS_OF_A_DATE:
        number = int(text)
        if number > runs[-1][0]:
            raise UsageError(f"--since {since}: the newest run is {runs[-1][0]}.")
        return number
    try:
        limit = read_moment(since, now)
    except ValueError:
        raise UsageError(
            f"--since {since}: give yesterday, last, the number of a run, or a date such as "
            f"{now.date().isoformat()}."
        ) from None
    earlier = [number for number, started, _ in runs if datetime.fromisoformat(started) <= limit]
    return max(earlier, default=0)


def _states(connection: sqlite3.Connection, start: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return the stories of articles at a run and now, of all stories that changed since."""
    query = (
        "SELECT story FROM memberships WHERE since > ? UNION "
        "SELECT story FROM memberships WHERE until > ?"
    )
    changed = [story for (story,) in connection.execute(query, (start, start))]
    before: dict[str, str] = {}
    now: dict[str, str] = {}
    query = "SELECT article, story, since, until FROM memberships WHERE story IN ({})"
    for article, story, since, until in rows_about(connection, query, changed):
        if since <= start and (until is None or until > start):
            before[article] = story
        if until is None:
            now[article] = story
    return before, now


_Row = tuple[str, str, str, str, int, int, str, str, str, str]


class _About:
    """What is known of the stories that changed."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        start: int,
        changes: Sequence[StoryChange],
        before: Mapping[str, str],
        now: Mapping[str, str],
    ) -> None:
        self._connection = connection
        self._went: dict[str, Counter[str]] = defaultdict(Counter)  # from a story, to others
        for article, old in before.items():
            if (story := now.get(article, old)) != old:
                self._went[old][story] += 1
        self._start = start
        self._stories: dict[str, _Row] = {}
        self._load(name for change in changes for name in (change.story, change.other) if name)
        renewals = "SELECT id FROM runs WHERE kind = 'renewal'"
        self._renewed = {
            story
            for (story,) in connection.execute(
                "SELECT story FROM events WHERE run > ? AND kind IN ('merged', 'split', 'moved') "
                f"GROUP BY story HAVING max(run) IN ({renewals})",
                (start,),
            )
        }
        self._old_threads = self._of_old_stories({row[3] for row in self._stories.values()})

    def _of_old_stories(self, threads: Collection[str]) -> set[str]:
        """Return the threads that have a story from before."""
        query = "SELECT DISTINCT thread FROM stories WHERE thread IN ({}) AND born <= ?"
        found = rows_about(self._connection, query, threads, self._start)
        return {thread for (thread,) in found}

    def item(self, change: ToStory) -> NewsItem:
        """Put a change into what people read."""
        section = _SECTION_OF[change.kind]
        row = self._stories[change.story]
        if section == NEW and row[3] in self._old_threads:
            section = MOVED_ON
        names = change.others
        comes_and_goes = change.kind in (GREW, MOVED)
        went = self._went.get(change.story, Counter()) if comes_and_goes else Counter()
        if change.kind == GREW and went.total() >= len(change.articles):
            section = SPLIT
            largest = max(sorted(went), key=went.__getitem__)
            names = (largest,) if 2 * went[largest] >= went.total() else ()
        others = tuple(OtherStory(name, self._stories[name][1]) for name in names)
        item = self._made(section, row, len(change.articles), others)
        if not comes_and_goes:
            return item
        (title, outlet, url), new_outlets = self._came(change)
        return replace(
            item,
            left=went.total(),
            new_outlets=new_outlets,
            newest=title,
            newest_outlet=outlet,
            newest_url=url,
        )

    def quiet(self) -> list[NewsItem]:
        """Stories of several outlets, still open, that changed in the run before and not since."""
        rows = self._connection.execute(
            "SELECT id FROM stories WHERE changed = ? AND ended IS NULL AND settled IS NULL "
            "AND outlets > 1",
            (self._start,),
        )
        names = [story for (story,) in rows]
        self._load(names)
        return [self._made(QUIET, self._stories[story]) for story in names]

    def _load(self, names: Iterable[str]) -> None:
        query = (
            "SELECT s.id, s.headline, coalesce(a.url, ''), s.thread, s.articles, s.outlets, "
            "coalesce(s.first_published, ''), coalesce(s.last_published, ''), s.mark, "
            "coalesce(a.outlet, '') FROM stories s LEFT JOIN articles a ON a.id = s.lead "
            "WHERE s.id IN ({})"
        )
        self._stories.update((row[0], row) for row in rows_about(self._connection, query, names))

    def _made(
        self, section: str, row: _Row, came: int = 0, others: tuple[OtherStory, ...] = ()
    ) -> NewsItem:
        ended = [other.story for other in others] if section == MERGED else []
        story, headline, url, thread, articles, outlets, first, last, mark, outlet = row
        return NewsItem(
            section=section,
            story=story,
            headline=headline,
            url=without_trackers(url),
            outlet=outlet,
            thread=thread,
            articles=articles,
            outlets=outlets,
            first_published=first,
            last_published=last,
            came=came,
            new_outlets=(),
            other=others[0].story if others else "",
            other_headline=others[0].headline if others else "",
            others=others,
            by_renewal=self._renewed.issuperset(ended or [story]),
            mark=mark,
        )

    def _came(self, change: ToStory) -> tuple[tuple[str, str, str], tuple[str, ...]]:
        """Return title, outlet and address of the newest article that came, and new outlets."""
        came = set(change.articles)
        query = (
            "SELECT id, outlet, domain, title, url FROM articles WHERE story = ? "
            "ORDER BY coalesce(published, seen, ''), id"
        )
        names: dict[str, str] = {}
        known: set[str] = set()
        newest = ("", "", "")
        for article, outlet, domain, title, url in self._connection.execute(query, (change.story,)):
            key, name = domain or outlet, outlet or domain
            if article not in came:
                known.add(key)
                continue
            names[key] = name
            newest = title, name, without_trackers(url)
        outlets = sorted(name for key, name in names.items() if key and key not in known)
        return newest, tuple(outlets)
