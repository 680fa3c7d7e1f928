"""What kind of copy a pair is, told by what changed: nothing, the headline, a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from clustering.duplicates.addresses import are_one_page_of_editions, is_one_page
from clustering.model import Article
from clustering.settings.model import Settings

# In order of precedence: what holds first is the kind of a pair (a text that names its agency is
# a wire copy even with small edits), and of two kinds as frequent in a group the first is its.
SAME_PAGE = "same_page"  # one page under several addresses, or recorded more than once
UPDATE = "update"  # a newer version from the same outlet: a figure, a word, an addition, in hours
RETITLED = "retitled"  # one text under two headlines
REWRITTEN = "rewritten"  # one headline over two texts
REPOST = "repost"  # the same headline and text from the same outlet, on another page
WIRE_COPY = "wire_copy"  # the same headline and text from another outlet
NEAR_COPY = "near_copy"  # headline or text changed in a few words, or cut
SAME_HEADLINE = "same_headline"  # nothing but an equal headline at another outlet: perhaps a copy
FROM_ANSWERS = "labelled"  # a person said so, whatever the texts say
DUPLICATE_KINDS = (
    SAME_PAGE,
    UPDATE,
    RETITLED,
    REWRITTEN,
    WIRE_COPY,
    REPOST,
    NEAR_COPY,
    SAME_HEADLINE,
    FROM_ANSWERS,
)

_MIN_UNCHANGED_SHARE = 0.99  # shares from which a headline or text counts as unchanged


def pair_kind(
    one: Article,
    other: Article,
    *,
    same_outlet: bool,
    title_score: float,
    text_score: float | None,
    is_cut: bool,
    is_headline: bool = False,
    is_version: bool = False,
    agency: str,
    settings: Settings,
) -> str:
    """Return the kind of a pair of copies.

    Parameters
    ----------
    is_cut
        Whether one of the two is a cut form of the other.
    is_headline, is_version
        Whether only the headline makes them a pair; whether one is a newer version of the other.
    agency
        The agency that either names; a text that does is a wire copy, small edits or not.
    """
    if is_version:
        return UPDATE
    if is_headline:
        return SAME_HEADLINE
    if are_one_page_of_editions(one, other):
        return SAME_PAGE
    if title_score < settings.duplicate_title:
        return RETITLED
    if text_score is not None and text_score < settings.duplicate_text:
        return REWRITTEN
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


def group_kind(kinds: Iterable[str]) -> str:
    """Return the kind most pairs of a group have."""
    counts = Counter(kinds)
    return max(DUPLICATE_KINDS, key=lambda kind: (counts[kind], -DUPLICATE_KINDS.index(kind)))
