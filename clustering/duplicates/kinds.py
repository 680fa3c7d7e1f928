"""What kind of copy a pair is, told by what changed: nothing, the headline, a few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import time

from clustering.model import Article
from clustering.settings.model import Settings
from clustering.web.slugs import slug

# In order of precedence: what holds first is the kind of a pair (a text that names its agency is
# a wire copy even with small edits), and of two kinds as frequent in a group the first is its.
SAME_PAGE = "same_page"  # one page under several addresses, or recorded more than once
RETITLED = "retitled"  # one text under two headlines, or one headline over another body
REPOST = "repost"  # the same headline and text from the same outlet, on another page
WIRE_COPY = "wire_copy"  # the same headline and text from another outlet
NEAR_COPY = "near_copy"  # headline or text changed in a few words, or cut
FROM_ANSWERS = "labelled"  # a person said so, whatever the texts say
DUPLICATE_KINDS = (SAME_PAGE, RETITLED, WIRE_COPY, REPOST, NEAR_COPY, FROM_ANSWERS)

_MIN_UNCHANGED_SHARE = 0.99  # shares from which a headline or text counts as unchanged
_MAX_PAGE_DAYS = 2.0  # one page in two sections is published once
_MAX_PAGE_HOURS = 1.0  # within which an outlet does not publish a text twice
_MIDNIGHT = time()  # what a date without a time of day comes to
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
    is_same = title_score >= _MIN_UNCHANGED_SHARE and (
        text_score is None or text_score >= _MIN_UNCHANGED_SHARE
    )
    if is_same and same_outlet and is_one_page(one, other):
        return SAME_PAGE
    if agency and not same_outlet:
        return WIRE_COPY
    if not is_same or is_cut:
        return NEAR_COPY
    return REPOST if same_outlet else WIRE_COPY


def is_one_page(one: Article, other: Article) -> bool:
    """Whether two copies at an outlet are one page.

    They are when both addresses have the same words or number, or none has any, or when both
    are published at the same time.
    """
    words = slug(one.url)
    is_one = bool(words) and words == slug(other.url)
    is_one |= bool(set(_NUMBER.findall(one.url)) & set(_NUMBER.findall(other.url)))
    is_one |= not one.url and not other.url
    if one.published is None or other.published is None:
        return is_one
    hours = abs((one.published - other.published).total_seconds()) / 3600.0
    is_timed = any(copy.published.time() != _MIDNIGHT for copy in (one, other) if copy.published)
    return (is_timed and hours <= _MAX_PAGE_HOURS) or (is_one and hours <= 24.0 * _MAX_PAGE_DAYS)


def group_kind(kinds: Iterable[str]) -> str:
    """Return the kind most pairs of a group have."""
    counts = Counter(kinds)
    return max(DUPLICATE_KINDS, key=lambda kind: (counts[kind], -DUPLICATE_KINDS.index(kind)))
