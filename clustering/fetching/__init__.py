"""Asks web addresses for what they hold, politely and without reaching inside a network."""

from clustering.fetching.fetch import Fetched, NotAnswered
from clustering.fetching.gathering import Gathered, fetch_and_read, fetch_sources
from clustering.fetching.known import Known, digest_of, forget_limits, learn

__all__ = [
    "Fetched",
    "Gathered",
    "Known",
    "NotAnswered",
    "digest_of",
    "fetch_and_read",
    "fetch_sources",
    "forget_limits",
    "learn",
]
