"""Lists of sources, of feeds (OPML) and of sitemaps: which files and which addresses they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from clustering.model import Skip
from clustering.sources.feeds.sitemaps import is_index, named_in_index
from clustering.sources.feeds.xml_bytes import elements, repair
from clustering.system.files import is_on_web
from clustering.text.parsing.limits import Unreadable

MAX_SITEMAPS = 20
"""Of an index, the newest: a paper of twenty years has hundreds."""

_MAX_ADDRESS_SHOWN = 200  # characters
_IS_OPML = re.compile(rb"<(?:\w+:)?opml[\s/>]", re.I)
_HEAD_BYTES = 10_000


class Listed(NamedTuple):
    """What a list names, in its order, and what is wrong with it."""

    files: list[Path]
    addresses: list[str]
    skipped: list[Skip]


def is_list(data: bytes) -> bool:
    """Whether the content of a file is a list of feeds or of sitemaps."""
    return _is_opml(data) or is_index(data)


def read_list(source: str, data: bytes, folder: Path | None) -> Listed:
    """Read a list.

    Parameters
    ----------
    source
        Name of the list; its address, if it came from one.
    folder
        The folder that its paths start from; ``None`` for a list from an address, which names no
        files of this machine.
    """
    listed = Listed([], [], [])
    if _is_opml(data):
        named: list[str] = []
        try:
            for outline in elements(data, "outline", "list of feeds"):
                named.append((outline.get("xmlUrl") or outline.get("xmlurl") or "").strip())
        except Unreadable as error:
            listed.skipped.append(Skip(source, error.reason, error.line))
    else:
        named, fault = named_in_index(data)
        if fault:
            listed.skipped.append(Skip(source, fault))
        if (left := len(named) - MAX_SITEMAPS) > 0:
            reason = f"lists {left:,} older sitemaps, which are not read; name those that you want"
            listed.skipped.append(Skip(source, reason))
        named = named[:MAX_SITEMAPS]
    for name in filter(None, named):
        if reason := _sort(name, listed, source, folder):
            listed.skipped.append(Skip(source, f"lists {name[:_MAX_ADDRESS_SHOWN]}, {reason}"))
    return listed


def skip_listed(source: str, addresses: Sequence[str]) -> list[Skip]:
    """Name the addresses of a list that nobody asked to follow."""
    return [
        Skip(source, f"lists {address[:_MAX_ADDRESS_SHOWN]}, which is fetched only with --follow")
        for address in addresses
    ]


def _is_opml(data: bytes) -> bool:
    return _IS_OPML.search(repair(data[:_HEAD_BYTES])) is not None


def _sort(name: str, listed: Listed, source: str, folder: Path | None) -> str:
    """Add a file or an address to what is listed; return what is wrong with it, if anything is."""
    try:
        address = name if folder else urljoin(source, name)
        parts = urlsplit(address)
    except ValueError as error:
        return f"which is no address ({error})"
    if is_on_web(address):
        listed.addresses.append(address)
    elif folder and parts.scheme in ("", "file"):
        listed.files.append(folder / Path(unquote(parts.path) if parts.scheme else address))
    else:
        return "which is no web address"
    return ""
