"""Reads lists of feeds (OPML): which files and which addresses one names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from clustering.model import Skip
from clustering.sources.xml_bytes import elements, repair
from clustering.system.files import is_on_web
from clustering.text.limits import Unreadable

MAX_ADDRESS_SHOWN = 200  # characters
_IS_OPML = re.compile(rb"<(?:\w+:)?opml[\s/>]", re.I)
_HEAD_BYTES = 10_000


class Listed(NamedTuple):
    """What a list of feeds names, in its order, and what is wrong with it."""

    files: list[Path]
    addresses: list[str]
    skipped: list[Skip]


def is_opml(data: bytes) -> bool:
    """Whether the content of a file is a list of feeds."""
    return _IS_OPML.search(repair(data[:_HEAD_BYTES])) is not None


def read_opml(source: str, data: bytes, folder: Path | None) -> Listed:
    """Read a list of feeds.

    Parameters
    ----------
    source
        Name of the list; its address, if it came from one.
    folder
        The folder that its paths start from; ``None`` for a list from an address, which names no
        files of this machine.
    """
    named: list[str] = []
    skipped: list[Skip] = []
    try:
        for outline in elements(data, "outline", "list of feeds"):
            named.append((outline.get("xmlUrl") or outline.get("xmlurl") or "").strip())
    except Unreadable as error:
        skipped.append(Skip(source, error.reason, error.line))
    listed = list_named(source, filter(None, named), folder)
    return listed._replace(skipped=[*skipped, *listed.skipped])


def list_named(source: str, names: Iterable[str], folder: Path | None) -> Listed:
    """Sort what a list names into files and addresses; the parameters are as above."""
    listed = Listed([], [], [])

    def skip(reason: str) -> None:
        listed.skipped.append(Skip(source, reason))

    for named in names:
        shown = named[:MAX_ADDRESS_SHOWN]
        try:
            address = named if folder else urljoin(source, named)
            parts = urlsplit(address)
        except ValueError as error:
            skip(f"lists {shown}, which is no address ({error})")
            continue
        if is_on_web(address):
            listed.addresses.append(address)
        elif folder and parts.scheme in ("", "file"):
            listed.files.append(folder / Path(unquote(parts.path) if parts.scheme else address))
        else:
            skip(f"lists {shown}, which is no web address")
    return listed
