"""Which query parameters tell how a reader came to a page, and nothing about which page it is.

Their names, and who adds them, stand in ``trackers.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote

from clustering.web.tables import read_rows


def _read_names() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for kind, some, _ in read_rows("trackers.txt"):
        names.setdefault(kind, set()).update(some.split())
    return {kind: frozenset(some) for kind, some in names.items()}


_KINDS = _read_names()
_FAMILY = re.compile(r"(_?[a-z]+)[_.]")


@lru_cache(maxsize=4096)
def role(name: str) -> Literal["tracker", "doubtful", "meaning"]:
    """Return what a parameter says, by its name in lower case.

    ``tracker`` for nothing about the page, ``doubtful`` for nothing where the path alone tells
    which article it is, ``meaning`` for every name that is not known as a tracker.
    """
    family = _FAMILY.match(name)
    if name in _KINDS["tracker"] or (family and family[1] in _KINDS["family"]):
        return "tracker"
    return "doubtful" if name in _KINDS["doubtful"] or _is_listed_by_courlan(name) else "meaning"


def _is_listed_by_courlan(name: str) -> bool:
    from courlan import normalize_url  # 0.07 s, which addresses without a query do not need

    return "?" not in normalize_url(f"https://outlet.example/page?{quote(name)}=1")


def names_a_page(name: str) -> bool:
    """Whether a parameter, by its name in lower case, tells which page or part of one it is."""
    return name in _KINDS["page"]


def without_trackers(url: str) -> str:
    """Return an address without what only tells how a reader came to it; it opens the same page.

    >>> without_trackers("https://outlet.example/news?id=7&utm_source=rss#xtor=RSS-1")
    'https://outlet.example/news?id=7'
    """
    page, sharp, fragment = url.partition("#")
    if sharp and role(fragment.partition("=")[0].lower()) == "tracker":
        sharp = fragment = ""
    address, mark, query = page.partition("?")
    kept = [
        part
        for part in re.split(r"[&?]", query)
        if part and role(unquote(part.partition("=")[0]).lower().removeprefix("amp;")) != "tracker"
    ]
    if mark and len(kept) < len(re.split(r"[&?]", query)):
        page = address + ("?" + "&".join(kept) if kept else "")
    return page + sharp + fragment
