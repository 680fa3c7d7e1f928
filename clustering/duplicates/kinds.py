"""What kind of copy a pair is, told by what changed: nothing, the headline, a few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from clustering.article import Article
from clustering.settings import Settings
from clustering.urls import slug

# In order of precedence: the first whose condition holds is the kind of a pair, and of two kinds
# that are equally frequent in a group the first is the group's.
SAME_PAGE = "same_page"  # one page under several addresses, or recorded more than once
RETITLED = "retitled"  # one text under two headlines, or one headline over another body
REPOST = "repost"  # the same headline and text from the same outlet, on another page
WIRE_COPY = "wire_copy"  # the same headline and text from another outlet
NEAR_COPY = "near_copy"  # headline or text changed in a few words, or cut
KINDS = (SAME_PAGE, RETITLED, WIRE_COPY, REPOST, NEAR_COPY)

_SAME = 0.99  # shares from which a headline or text counts as unchanged
_PAGE_DAYS = 2.0  # one page in two sections is published once
_NUMBER = re.compile(r"\d{5,}")


def pair_kind(
    one: Article,
    other: Article,
    *,
    same_outlet: bool,
    title_score: float,
    text_score: float | None,
    is_cut: bool,
    agency: str,
    settings: Settings,
) -> str:
    """Return the kind of a pair of copies.

    Parameters
    ----------
    is_cut
        Whether one of the two is a cut form of the other.
    agency
        The agency that either names; a text that does is a wire copy, small edits or not.
    """
    other_text = text_score is not None and text_score < settings.duplicate_text
    if title_score < settings.duplicate_title or other_text:
        return RETITLED
    is_same = title_score >= _SAME and (text_score is None or text_score >= _SAME)
    if is_same and same_outlet and is_one_page(one, other):
        return SAME_PAGE
    if agency and not same_outlet:
        return WIRE_COPY
    if not is_same or is_cut:
        return NEAR_COPY
    return REPOST if same_outlet else WIRE_COPY


def is_one_page(one: Article, other: Article) -> bool:
    """Whether two copies at an outlet are one page: the same words or number in both addresses.

    Rows without any address, published together, are one page recorded twice.
    """
    if one.published and other.published:
        days = abs((one.published - other.published).total_seconds()) / 86400.0
        if days > _PAGE_DAYS:
            return False
    if not one.url and not other.url:
        return True
    words = slug(one.url)
    if words and words == slug(other.url):
        return True
    return bool(set(_NUMBER.findall(one.url)) & set(_NUMBER.findall(other.url)))


def group_kind(kinds: Iterable[str]) -> str:
    """Return the kind most pairs of a group have."""
    counts = Counter(kinds)
    return max(KINDS, key=lambda kind: (counts[kind], -KINDS.index(kind)))
