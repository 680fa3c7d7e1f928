"""Fetches the addresses among the sources, and those of lists of feeds, and reads them all.

Several hosts are asked at once, the addresses of one host one after another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from clustering import sources as readers
from clustering.fetching.exchange import Wire
from clustering.fetching.fetch import Fetched, NotAnswered, fetch
from clustering.fetching.known import Known, is_due
from clustering.model import Reading
from clustering.sources.base import Document, NotFetched, ReadOptions, why_unread, without_login
from clustering.sources.feeds.lists import is_list, read_list
from clustering.sources.feeds.reader import FeedSource
from clustering.system.files import is_on_web
from clustering.system.progress import Progress
from clustering.system.threads import thread_pool

HOSTS_AT_ONCE = 8
_LEAVE_ALONE = {429, 503}
_MAX_SILENT = 2

Asked = tuple[Known, Fetched | NotAnswered]


@dataclass(frozen=True)
class Gathered:
    """What the addresses among some sources answered.

    Attributes
    ----------
    asked
        By address: what was remembered of it, and its answer.
    waiting
        The addresses that were not asked, because they are not due or gone.
    followed
        The lists of feeds whose addresses were asked.
    relisted
        What is remembered of addresses that were not asked, and came into a list or out of one.
    """

    asked: dict[str, tuple[Known, Fetched | NotAnswered]] = field(default_factory=dict)
    waiting: dict[str, Known] = field(default_factory=dict)
    followed: list[str] = field(default_factory=list)
    relisted: list[Known] = field(default_factory=list)

    def document(self, address: str) -> Document:
        """Return what an address holds.

        Raises
        ------
        NotFetched
            When it did not answer, or was not asked.
        """
        _, answer = self.asked.get(address, (None, None))
        if isinstance(answer, Fetched):
            return Document(answer.body, answer.headers.get("content-type", ""), answer.url)
        raise NotFetched(str(answer or "not asked"))


def fetch_sources(
    sources: Sequence[str],
    known: Mapping[str, Known],
    now: datetime,
    *,
    follow: bool = False,
    progress: Progress | None = None,
) -> Gathered:
    """Ask all addresses that are due.

    Parameters
    ----------
    sources
        What the user typed; addresses are asked, and files looked at for lists of feeds.
    known
        What is remembered of addresses, by the address without name and password.
    follow
        Whether the addresses that lists of feeds name are asked as well.

    Raises
    ------
    UsageError
        When there is an address, and httpx is not installed.
    """
    gathered = Gathered()
    typed = [source for source in sources if is_on_web(source)]
    addresses = {address: "" for address in typed}
    ask = _Asker(gathered, known, now, progress)
    ask(addresses)
    if follow:
        listed = _follow(sources, gathered, known)
        ask({address: where for address, where in listed.items() if address not in addresses})
    return gathered


def _follow(
    sources: Sequence[str], gathered: Gathered, known: Mapping[str, Known]
) -> dict[str, str]:
    """Return the addresses that lists name, each with its list."""
    listed: dict[str, str] = {}
    for source in sources:
        shown = without_login(source) if is_on_web(source) else source
        before = [one for one in known.values() if one.listed_in == shown]
        named = _listed_at(source, gathered) if is_on_web(source) else _listed_in_file(source)
        if named is None:
            named = [one.url for one in before]
        if named:
            gathered.followed.append(source)
        listed |= dict.fromkeys(named, shown)
        lost = (one for one in before if one.url not in named)
        gathered.relisted.extend(replace(one, listed_in="") for one in lost)
    return listed


class _Asker:
    """Asks addresses, and sorts them into a gathering."""

    def __init__(
        self,
        gathered: Gathered,
        known: Mapping[str, Known],
        now: datetime,
        progress: Progress | None,
    ) -> None:
        self._gathered, self._known = gathered, known
        self._now, self._progress = now, progress
        self._wire: Wire | None = None

    def __call__(self, addresses: Mapping[str, str]) -> None:
        due: list[Known] = []
        for address, listed_in in addresses.items():
            known = self._known.get(without_login(address)) or Known(address)
            before = replace(known, url=address, listed_in=listed_in)
            if is_due(before, self._now):
                due.append(before)
                continue
            self._gathered.waiting[address] = before
            if before.listed_in != known.listed_in:
                self._gathered.relisted.append(before)
        if not due:
            return
        if self._wire is None:
            self._wire = Wire(without_login(due[0].url))
        for done, (before, answer) in enumerate(ask_all(self._wire, due), start=1):
            self._gathered.asked[before.url] = before, answer
            if self._progress:
                self._progress("fetching", done, len(due))


def _listed_in_file(source: str) -> list[str]:
    """Return the addresses that a file names, if it is a list of feeds."""
    path = Path(source)
    if not (FeedSource.accepts(source) and path.is_file()):
        return []
    try:
        data = path.read_bytes()
    except OSError:
        return []  # its reader says so
    return read_list(source, data, path.parent).addresses if is_list(data) else []


def _listed_at(address: str, gathered: Gathered) -> list[str] | None:
    """Return what the list at an address names; ``None`` if it is not known anew."""
    _, answer = gathered.asked.get(address, (None, None))
    if not isinstance(answer, Fetched) or answer.is_unchanged:
        return None
    return read_list(answer.url, answer.body, None).addresses if is_list(answer.body) else []


def fetch_and_read(
    sources: Sequence[Path | str],
    options: ReadOptions,
    progress: Progress | None = None,
    *,
    follow: bool = False,
) -> Reading:
    """Read sources, among which may be addresses that the user typed.

    Raises
    ------
    UsageError, NothingReadable
        As :func:`clustering.sources.read_sources` does; and when httpx is needed and missing.
    """
    named = list(map(str, sources))
    if not (follow or any(map(is_on_web, named))):
        return readers.read_sources(named, options, progress)
    found = fetch_sources(named, {}, datetime.now(UTC), follow=follow, progress=progress)
    how = replace(options, fetch=found.document, followed=tuple(found.followed))
    return readers.read_sources(list(dict.fromkeys([*named, *found.asked])), how, progress)


def ask_all(wire: Wire, addresses: Sequence[Known]) -> Iterator[Asked]:
    """Ask addresses, and give the answers as they come.

    A host that says it is asked too much, or from which nothing comes, is left alone for the rest
    of the round; its other addresses get the same answer.
    """
    by_host: dict[str, list[Known]] = defaultdict(list)
    for known in addresses:
        by_host[_host_name(known.moved_to or known.url)].append(known)
    pool = thread_pool(HOSTS_AT_ONCE, "fetch")
    try:
        jobs = [pool.submit(_ask_host, wire, some) for some in by_host.values()]
        for job in as_completed(jobs):
            yield from job.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ask_host(wire: Wire, addresses: Sequence[Known]) -> list[Asked]:
    asked: list[Asked] = []
    busy: NotAnswered | None = None
    silent = 0  # requests in a row without any answer
    for known in addresses:
        answer: Fetched | NotAnswered
        if busy is not None:
            answer = busy
        else:
            try:
                answer = fetch(wire, known)
                silent = 0
            except NotAnswered as fault:
                answer = fault
                silent = silent + 1 if fault.is_network else 0
                if fault.status in _LEAVE_ALONE or silent == _MAX_SILENT:
                    busy = fault
            except Exception as error:  # what nobody thought of is no reason to lose the others
                answer = NotAnswered(why_unread(error))
        asked.append((known, answer))
    return asked


def _host_name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
