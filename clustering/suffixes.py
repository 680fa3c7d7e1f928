"""Which part of a host is registered: the public suffix list, as tldextract brings it along.

The list is looked up here, without tldextract's own code: that imports what it would fetch a
newer list with (``requests`` and the like), 0.07 s of every run for nothing.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_SNAPSHOT = ".tld_set_snapshot"
_RULE = re.compile(r"^(?:\*\.|!)?\w\S*", re.M)
_BEYOND_ASCII = re.compile(r"[^.]*[^\x00-\x7f][^.]*")


def registered_domain(host: str) -> str:
    """Return the registered domain of a host; empty for a host that is a public suffix itself.

    Blogs on a shared host (``name.blogspot.com``) are registered; of an unlisted suffix the
    last label counts, as the list says.

    Parameters
    ----------
    host
        In lower case and ASCII, at least two labels.
    """
    rules = _rules()
    labels = host.split(".")
    for at in range(len(labels)):  # the longest rule that fits counts
        suffix = ".".join(labels[at:])
        if f"!{suffix}" in rules:
            return suffix
        if suffix in rules or f"*.{suffix.partition('.')[2]}" in rules:
            return ".".join(labels[at - 1 :]) if at else ""
    return ".".join(labels[-2:])


def to_ascii(host: str) -> str:
    """Spell a host the way name servers know it: ``xn--`` for labels beyond ASCII."""
    return host if host.isascii() else _BEYOND_ASCII.sub(_punycode, host)


def _punycode(label: re.Match[str]) -> str:
    return "xn--" + label[0].encode("punycode").decode("ascii")


@cache
def _rules() -> frozenset[str]:
    found = find_spec("tldextract")
    folders = found and found.submodule_search_locations
    assert folders, "tldextract is a dependency"
    snapshot = Path(folders[0], _SNAPSHOT).read_text(encoding="utf-8")
    return frozenset(map(to_ascii, _RULE.findall(snapshot)))
