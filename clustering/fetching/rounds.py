"""Asks many addresses: several hosts at once, the addresses of one host one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from urllib.parse import urlsplit

from clustering.fetching.exchange import Wire
from clustering.fetching.fetch import Fetched, NotAnswered, fetch
from clustering.fetching.known import Known
from clustering.sources.base import why_unread
from clustering.system.threads import thread_pool

HOSTS_AT_ONCE = 8
_LEAVE_ALONE = {429, 503}
_MAX_SILENT = 2

Asked = tuple[Known, Fetched | NotAnswered]


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
