"""What is remembered of an address between two requests, and what an answer adds to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from clustering.fetching.pace import after_failure, after_success, retry_after

if TYPE_CHECKING:
    from clustering.fetching.fetch import Fetched, NotAnswered

GONE = 410
_TOO_MANY, _NO_SERVICE = 429, 503
_PATIENCE = 3  # failures after which what moved is looked for where it was
LONGEST_FOR_NETWORK = timedelta(hours=1)


@dataclass(frozen=True)
class Known:
    """What is remembered of an address.

    Attributes
    ----------
    url
        As it was typed or listed.
    listed_in
        The list of feeds that names it; empty for one that was typed.
    moved_to
        Where it is for good.
    etag, modified
        What the server is to be told when it is asked again.
    digest
        Of the last body, for servers that answer with the same again.
    is_inside
        Whether the host that was typed is inside a network; ``None`` before it was first asked.
    checked, next_check
        When it was last asked, and before when it is not asked again.
    failures
        How many times in a row there was no answer.
    status
        Of the last answer; 0 where there was none.
    is_gone
        Whether the server said that there will never be anything again.
    note
        Why there was no answer.
    """

    url: str
    listed_in: str = ""
    moved_to: str = ""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    is_inside: bool | None = None
    checked: datetime | None = None
    next_check: datetime | None = None
    failures: int = 0
    status: int = 0
    is_gone: bool = False
    note: str = ""


def is_due(known: Known, now: datetime) -> bool:
    """Whether an address may be asked.

    What was learned in the future is of a clock that was wrong, and does not hold it back.
    """
    if known.is_gone:
        return False
    is_wrong = known.checked is not None and known.checked > now
    return is_wrong or known.next_check is None or known.next_check <= now


def forget_limits(known: Known) -> Known:
    """Return what is remembered such that the address is asked now, as if for the first time."""
    return replace(known, next_check=None, is_gone=False, is_inside=None)


def digest_of(body: bytes) -> str:
    """Return what a body is known by."""
    return sha256(body).hexdigest()


def learn(
    known: Known,
    answer: Fetched | NotAnswered,
    now: datetime,
    *,
    was_read: bool = True,
    chance: float = 0.5,
) -> Known:
    """Return what is remembered after an answer.

    Parameters
    ----------
    was_read
        Whether what it holds could be read; if not, all of it is asked for again: it may be the
        page of a network that wants a login, and neither what it says of itself nor where it
        redirects to is to be remembered.
    chance
        From 0 to 1, for the jitter.
    """
    if isinstance(answer, Exception):
        return _learn_failure(known, answer, now, chance)
    then = replace(
        known,
        checked=now,
        next_check=after_success(answer.headers, answer.body, now),
        failures=0,
        status=answer.status,
        note="",
        is_inside=known.is_inside if answer.is_inside is None else answer.is_inside,
    )
    if not was_read:
        return replace(then, next_check=None, note="nothing that it holds could be read")
    then = replace(then, moved_to=answer.moved_to)
    if answer.is_unchanged:
        return then
    return replace(
        then,
        etag=answer.headers.get("etag", ""),
        modified=answer.headers.get("last-modified", ""),
        digest=digest_of(answer.body),
    )


def _learn_failure(known: Known, fault: NotAnswered, now: datetime, chance: float) -> Known:
    delay = after_failure(known.failures, chance)
    if fault.is_network:
        delay = min(delay, LONGEST_FOR_NETWORK)
    if fault.status in (_TOO_MANY, _NO_SERVICE):
        delay = retry_after(fault.headers, now) or delay
    is_passing = fault.status in (0, _TOO_MANY, _NO_SERVICE) and known.failures < _PATIENCE
    is_gone = fault.status == GONE and not known.moved_to
    return replace(
        known,
        checked=now,
        next_check=None if is_gone else now + delay,
        failures=known.failures + 1,
        status=fault.status,
        note=str(fault),
        # Where it had moved to there is nothing: the old address is asked the next time.
        is_gone=is_gone,
        moved_to=known.moved_to if is_passing else "",
    )
