"""Lists of sources: of feeds, as OPML, and of sitemaps, as an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clustering.model import Skip
from clustering.sources.opml import MAX_ADDRESS_SHOWN, Listed, is_opml, list_named, read_opml
from clustering.sources.sitemaps import is_index, named_in_index

MAX_SITEMAPS = 20
"""Of an index, the newest: a paper of twenty years has hundreds."""


def is_list(data: bytes) -> bool:
    """Whether the content of a file is a list of feeds or of sitemaps."""
    return is_opml(data) or is_index(data)


def read_list(source: str, data: bytes, folder: Path | None) -> Listed:
    """Read a list; the parameters are those of :func:`clustering.sources.opml.read_opml`."""
    if is_opml(data):
        return read_opml(source, data, folder)
    named, fault = named_in_index(data)
    listed = list_named(source, named[:MAX_SITEMAPS], folder)
    if fault:
        listed.skipped.append(Skip(source, fault))
    left = len(named) - MAX_SITEMAPS
    if left > 0:
        reason = f"lists {left:,} older sitemaps, which are not read; name those that you want"
        listed.skipped.append(Skip(source, reason))
    return listed


def skip_listed(source: str, addresses: Sequence[str]) -> list[Skip]:
    """Name the addresses of a list that nobody asked to follow."""
    return [
        Skip(source, f"lists {address[:MAX_ADDRESS_SHOWN]}, which is fetched only with --follow")
        for address in addresses
    ]
