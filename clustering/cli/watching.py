"""One round of ``watch``: ask the addresses that are due, read, bring it into the store, say so."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clustering.arrays.columns import column_of
from clustering.cli.options import RunOptions
from clustering.cli.own_files import OwnFiles
from clustering.cli.progress import progress_bars
from clustering.cli.read_and_run import MAX_SKIPS_SHOWN, reading_options
from clustering.cli.stored import RENEWED, StoredRun
from clustering.cli.streams import write_message
from clustering.errors import NothingReadable
from clustering.text.english import counted

if TYPE_CHECKING:
    from clustering.fetching import Fetched, Gathered, Known, NotAnswered
    from clustering.model import Reading
    from clustering.settings.model import Chosen
    from clustering.store.news_items import News


def log(line: str) -> None:
    """Write a line with the time to stderr."""
    write_message(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}")


class Watch:
    """What is watched, and the store that it goes into."""

    def __init__(
        self, store: Path, sources: Sequence[str], chosen: Chosen, options: RunOptions
    ) -> None:
        from clustering.system.files import is_on_web

        self._store, self._sources = store, list(dict.fromkeys(sources))
        self._chosen, self._options = chosen, options
        self._own = [source for source in self._sources if not is_on_web(source)]

    def round(self, *, ask_all: bool = False) -> None:
        """Make one round; for ``ask_all`` addresses that are not due are asked, too.

        What is remembered of an address is written after its articles: a process that is killed
        between the two asks for them again, and loses none.

        Raises
        ------
        NothingReadable
            When no source gives anything.
        UsageError
            For a store that cannot be used.
        """
        from clustering.fetching import fetch_sources, forget_limits
        from clustering.store import open_store
        from clustering.store.feeds import load_feeds

        now = datetime.now(UTC)
        known: dict[str, Known] = {}
        if self._store.exists():  # otherwise it is made when there is something to keep
            with open_store(self._store) as store:
                known = load_feeds(store)
        if ask_all:
            known = {url: forget_limits(one) for url, one in known.items()}
        with progress_bars(quiet=self._options.quiet) as progress:
            found = fetch_sources(
                self._sources, known, now, follow=self._options.follow, progress=progress
            )
        outcome = Outcome(found, now)
        self._tell(outcome.lines())
        there = self._own_that_are_there(outcome)
        own = OwnFiles(there, self._chosen, self._options, {} if ask_all else known)
        if not (own.changed or own.has_new_labels or outcome.fresh):
            self._remember(outcome, set())
            self._tell_idle(outcome)
            return
        reading = self._read([*own.changed, *outcome.fresh], outcome)
        news = self._update(reading) if reading.records or own.has_new_labels else None
        read = set(column_of(reading.records, "source"))
        self._remember(outcome, read, own.learned(now))
        if news:
            self._tell([_news_in_words(reading, news)])
        else:
            self._tell_idle(outcome)

    def _own_that_are_there(self, outcome: Outcome) -> list[str]:
        """Leave out files and folders that are gone, and name them.

        Where nothing is left, and for the first of them, the round fails instead.
        """
        from clustering.system.files import has_path

        there = [source for source in self._own if not has_path(source) or Path(source).exists()]
        # The first tells where the settings are, without which stories would be others.
        holds_settings = self._options.config is None and self._own[:1] != there[:1]
        is_asked = outcome.found.asked or outcome.found.waiting
        if not (there or is_asked) or holds_settings or self._options.strict:
            return self._own
        gone = [source for source in self._own if source not in there]
        self._tell([f"{source}: no such file or folder; it is left out." for source in gone])
        return there

    def _read(self, names: Sequence[str], outcome: Outcome) -> Reading:
        """Read what is there; that nothing can be read is no reason to forget what was asked."""
        from clustering.model import Reading

        if not names:
            return Reading([], [])
        from clustering.sources import read_sources

        how = reading_options(self._chosen, self._options)
        found = outcome.found
        how = replace(how, fetch=found.document, followed=tuple(found.followed))
        try:
            with progress_bars(quiet=self._options.quiet) as progress:
                reading = read_sources(names, how, progress)
        except NothingReadable as error:
            if set(names) - set(outcome.fresh) or not outcome.unchanged:
                self._remember(outcome, set())
                raise
            self._tell([str(error)])
            return Reading([], [])
        lost = len(reading.skipped) + outcome.failed
        if self._options.strict and (lost or reading.unread_dates):
            raise NothingReadable(
                f"{lost} skipped, {counted(len(reading.unread_dates), 'date')} not read, and "
                "--strict allows none."
            )
        self._tell([f"skipped {skip}" for skip in reading.skipped[:MAX_SKIPS_SHOWN]])
        if len(reading.skipped) > MAX_SKIPS_SHOWN:
            self._tell([f"skipped {len(reading.skipped) - MAX_SKIPS_SHOWN} more"])
        return reading

    def _update(self, reading: Reading) -> News | None:
        from clustering.answers.file import read_answers

        labels = read_answers(self._options.labels) if self._options.labels else None
        stored = StoredRun(self._store, renew=False, quiet=True)
        with progress_bars(quiet=self._options.quiet) as progress:
            stored.update(reading, self._chosen.settings, labels, self._sources, progress)
        self._tell([RENEWED] if stored.renewed else [])
        return stored.news

    def _remember(self, outcome: Outcome, read: set[str], own: Sequence[Known] = ()) -> None:
        """Write what was learned, and say what has moved."""
        from clustering.store import open_store
        from clustering.store.feeds import save_feeds

        learned = outcome.learned(read)
        if learned or own:
            with open_store(self._store, create=True) as store:
                save_feeds(store, [*learned, *own])
        self._tell(outcome.moves(learned))

    def _tell(self, lines: Sequence[str]) -> None:
        if not self._options.quiet:
            for line in lines:
                log(line)

    def _tell_idle(self, outcome: Outcome) -> None:
        """Say that there is nothing new; that no address answered at all is an error."""
        if outcome.failed and outcome.failed == len(outcome.found.asked):
            raise NothingReadable("none of the addresses that were asked answered.")
        self._tell(["nothing new."])


class Outcome:
    """The answers of a round, what they say, and what is to be remembered of them.

    ``fresh`` are the addresses with something new; ``failed`` and ``unchanged`` count those that
    did not answer, and those that hold what they held.
    """

    def __init__(self, found: Gathered, now: datetime) -> None:
        from clustering.fetching import Fetched, NotAnswered, digest_of

        self.found = found
        self._now = now
        self.fresh = [
            address
            for address, (known, answer) in found.asked.items()
            if isinstance(answer, Fetched)
            and not answer.is_unchanged
            and digest_of(answer.body) != known.digest
        ]
        faults = [a for _, a in found.asked.values() if isinstance(a, NotAnswered)]
        self.failed = len(faults)
        self.unchanged = len(found.asked) - len(self.fresh) - self.failed
        # Where nothing answers it is the network, and nothing is held against the addresses.
        is_offline = self.failed == len(found.asked) > 1 and all(f.is_network for f in faults)
        self._counts = not is_offline

    def lines(self) -> list[str]:
        """Say how many addresses were asked, and name those that did not answer."""
        asked, waiting = self.found.asked, self.found.waiting
        if not (asked or waiting):
            return []
        parts = [f"{len(self.fresh)} with something new", f"{self.unchanged} unchanged"]
        parts += [f"{self.failed} without an answer"] if self.failed else []
        total = counted(len(asked) + len(waiting), "address", "addresses")
        line = f"asked {len(asked)} of {total}" + (f": {', '.join(parts)}" if asked else "")
        gone = sum(known.is_gone for known in waiting.values())
        if times := [one.next_check for one in waiting.values() if one.next_check]:
            line += f"; {len(waiting) - gone} not due, the next at {_clock(min(times))}"
        lines = [line + (f"; {gone} gone." if gone else ".")]
        for known, answer in asked.values():
            lines += self._about(known, answer)
        return lines

    def _about(self, known: Known, answer: Fetched | NotAnswered) -> list[str]:
        from clustering.fetching import NotAnswered
        from clustering.sources.base import without_login

        shown = without_login(known.url)
        if isinstance(answer, NotAnswered):
            then = self._learned(known, answer)
            if then.is_gone:
                return [f"{shown}: {answer}; it is not asked again."]
            again = f"; asked again after {_clock(then.next_check)}" if then.next_check else ""
            return [f"{shown}: {answer}{again}."]
        return []

    def _learned(
        self, known: Known, answer: Fetched | NotAnswered, *, was_read: bool = True
    ) -> Known:
        from clustering.fetching import NotAnswered, learn

        # One and the same each time, so that what is said is what is done.
        chance = random.Random(f"{known.url} {self._now}").random()
        then = learn(known, answer, self._now, was_read=was_read, chance=chance)
        if isinstance(answer, NotAnswered) and not self._counts:
            return replace(then, failures=known.failures, next_check=None)
        return then

    def learned(self, read: set[str]) -> list[Known]:
        """Return what is to be remembered; ``read`` are the addresses that gave records."""
        from clustering.sources.base import without_login

        learned = list(self.found.relisted)
        for address, (known, answer) in self.found.asked.items():
            was_read = (
                address not in self.fresh
                or without_login(address) in read
                or address in self.found.followed  # another list is wanted when it is followed
            )
            learned.append(self._learned(known, answer, was_read=was_read))
        return learned

    def moves(self, learned: Sequence[Known]) -> list[str]:
        """Name the addresses that are somewhere else for good."""
        from clustering.sources.base import without_login

        before = {address: known.moved_to for address, (known, _) in self.found.asked.items()}
        return [
            f"{without_login(one.url)}: has moved to {one.moved_to}."
            for one in learned
            if one.moved_to and one.moved_to != before.get(one.url, one.moved_to)
        ]


def _clock(moment: datetime) -> str:
    local = moment.astimezone()
    today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M:%S}" if today else f"{local:%Y-%m-%d %H:%M}"


def _news_in_words(reading: Reading, news: News) -> str:
    """Say how many articles came, and what they did to the stories that several outlets have."""
    came = sum(
        item.came
        for item in news.items
        if item.section in ("new", "moved on", "grown") or (item.section == "split" and item.left)
    )
    wide = (item for item in news.items if item.outlets > 1 and item.section != "quiet")
    parts = [f"{number} {section}" for section, number in Counter(i.section for i in wide).items()]
    told = f"; stories of several outlets: {', '.join(parts)}" if parts else ""
    return f"read {counted(len(reading.records), 'record')}, {counted(came, 'article')} new{told}."
