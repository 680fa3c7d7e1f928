"""Which copy to keep, by an order the user can set, and why in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from clustering.articles.dates import SORTS_LAST
from clustering.duplicates.texts.agencies import agency_of_outlet
from clustering.model import Article, Outlet, Record
from clustering.web.keys import canonical

Copy = Article | Record


def _original(copy: Copy, named: str) -> tuple[bool, datetime]:
    """Order an agency's own article first, then by time; undated ones come last."""
    agency = agency_of_outlet(_outlet(copy))
    return (not agency or named not in ("", agency), copy.published or SORTS_LAST)


def _url(copy: Copy, named: str) -> tuple[bool, int]:
    """Order a plain address before AMP, mobile and tracked ones, a short before a long."""
    url = _address(copy)
    plain = url.partition("//")[2].removeprefix("www.").rstrip("/")
    return (not plain or plain != canonical(url), len(url))


# The names users give the criteria, the key by which each sorts, and the words it is told in.
_CRITERIA: dict[str, tuple[Callable[[Copy, str], Any], str]] = {
    "own": (lambda copy, _: not copy.is_own, "has a post of its own"),
    "original": (_original, "published first"),
    "text": (lambda copy, _: -len(copy.excerpt), "has the longer text"),
    "quality": (lambda copy, _: -(copy.quality or 0.0), "has the higher quality"),
    "url": (_url, "has the plainer address"),
}


def rank_copies(
    copies: Sequence[Copy], named: Sequence[str], order: str, files: Sequence[str] = ()
) -> tuple[list[int], str]:
    """Sort copies by which to keep, and say what put the first before the rest.

    Parameters
    ----------
    named
        The agency each names in its text, or an empty string. What an agency publishes is
        the original, unless its text names another.
    order
        Names of criteria, the weightiest first, separated by commas.
    files
        The file that each article was read from; not needed for records, which know theirs.

    Returns
    -------
    ranking
        Positions in ``copies``, the one to keep first; ties fall to the first file, then to the
        lower id or name.
    reason
        The first criterion in which the kept one is ahead of every other, in words.
    """
    criteria = [_CRITERIA[name] for name in order.split(",")]
    keys = [
        [key(copy, agency) for key, _ in criteria]
        for copy, agency in zip(copies, named, strict=True)
    ]
    files = files or [""] * len(copies)
    ranking = sorted(range(len(copies)), key=lambda k: (keys[k], files[k], _identity(copies[k])))
    if len(ranking) < 2:
        return ranking, "the only one"
    first, second = ranking[:2]
    for place, (key, words) in enumerate(criteria):
        if keys[first][place] != keys[second][place]:
            if key is _original and keys[first][place][0] != keys[second][place][0]:
                words = f"is {agency_of_outlet(_outlet(copies[first]))}'s own article"
            return ranking, words
    by = "id" if isinstance(copies[0], Article) and files[first] == files[second] else "name"
    return ranking, f"first by {by}, all else being equal"


def _outlet(copy: Copy) -> Outlet:
    if isinstance(copy, Article):
        return copy.outlet
    return Outlet(copy.outlet_name, copy.outlet_domain)


def _address(copy: Copy) -> str:
    if isinstance(copy, Article):
        return copy.url
    return copy.urls[0] if copy.urls else ""


def _identity(copy: Copy) -> tuple[str, ...]:
    """Tell copies apart where everything else is equal, whatever the order of the input."""
    if isinstance(copy, Article):
        return (copy.id,)
    return (copy.name, copy.source, copy.title, copy.excerpt)
