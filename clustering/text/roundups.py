"""Headlines of round-ups: newsletters, digests and market reports that tell several events at once.

They are told by their form, in English. What holds for one of their events does not hold for the
piece, so that a pair with one of them counts for less (see :mod:`clustering.graph.discounts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clustering.arrays.types import BoolArray
from clustering.text.holding import which_hold

_ROUNDUP = re.compile(
    r"""
    [.,;?!]\s+(?:and|plus|also),\s  # "Talks fail. And, a new census report": a second item
    | (?:^\W*(?:(?:your|today\W?s)\ )?|\s[^\w\s]\s)  # a label, and not a word of the sentence:
      (?:first\ thing|the\ papers|morning\ mail|(?:morning|evening|daily)\ (?:briefing|edition))
      (?=\W*$|\s?[^\w\s,']|\ for\ )  # "the Daily Mail pays", "skips the daily briefing"
    | \bnews\s?(?:letter|\ digest|\ brief(?:s|ing)?|\ wrap)\b
    | (?<!review\ )(?<!reviews\ )\bround-?up\b
      (?!\W+(?:weed|herbicide|cancer|claim|lawsuit|litigation|maker|trial|verdict))  # a weedkiller
    | \b(?:markets?|week|day)\ (?:wrap|recap|in\ review)\b
    | \bwall\ st(?:reet)?\ (?:opens|closes|ends|edges|slips|rises)\b
    | ^\W*(?:\d{1,2}|three|four|five|six|seven|ten)
      \ things\ (?:to|you\ need\ to|you\ should)\ know\b(?!\ about)
    | \bwhat\ (?:we|you)\ (?:know|need\ to\ know)\ (?:this|about\ today)\b
    """,
    re.I | re.X,
)
# One of these is in every headline that the pattern finds.
_PIECES = (
    *("and,", "plus,", "also,", "first thing", "the papers", "briefing", " mail", " edition"),
    *("letter", " digest", " brief", " wrap", "round", " recap", " in review", "wall st"),
    *(" things ", "what we ", "what you "),
)


def is_roundup(title: str) -> bool:
    """Whether a headline has the form of a round-up.

    >>> is_roundup("U.S. debt tops $40 trillion. And, a new census report raises concerns")
    True
    """
    small = title.lower()
    return any([piece in small for piece in _PIECES]) and _ROUNDUP.search(title) is not None


def which_are_roundups(titles: Sequence[str]) -> BoolArray:
    """Whether each headline has the form of a round-up; shape ``(titles,)``."""
    found = which_hold(titles, _PIECES, str.lower)
    for place in found.nonzero()[0].tolist():
        found[place] = is_roundup(titles[place])
    return found
