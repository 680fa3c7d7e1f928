"""Says which stories of several outlets are surely one event, and which to look at again.

A story is judged by how strongly its two halves hold together; its size, span, outside and core
add nothing to that on sets left out. Chosen on the stories of several outlets in two sets that
people read by event (azure_2020, allsides_2020): of those marked as one event 34 of 37 are, and of
the 16 that are not 11 are marked for a look. On the sets left out 28 of 29 (groundnews_2026_raw),
27 of 28 (uci_dense) and 31 of 31 (wikinews) of the first are one event, and 6 of 7, 22 of 27 and
14 of 15 of the stories that are not are marked for a look. The price: of the stories that are one
event 15 of 53 are marked for a look, too, and about half of them on the sets left out.
"""

from __future__ import annotations

from typing import Literal

from clustering.stories.story import Story

Mark = Literal["one event", "look at this", ""]
ONE_EVENT: Mark = "one event"
LOOK: Mark = "look at this"

_MIN_ONE_EVENT = 0.37
_MAX_LOOK = 0.32


def mark_of(story: Story) -> Mark:
    """Return the mark of a story; nothing for a story of one outlet and where neither is sure."""
    return mark_for(story.inside, len(story.outlets))


def mark_for(inside: float, outlets: int) -> Mark:
    """Return the mark of a story of so many outlets whose halves are joined so strongly."""
    if outlets < 2:
        return ""
    if inside >= _MIN_ONE_EVENT:
        return ONE_EVENT
    return LOOK if inside < _MAX_LOOK else ""
