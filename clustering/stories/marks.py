"""Says which stories of several outlets are surely one event, and which to look at again.

A story is judged by how strongly the two halves of its core hold together; its size, span and
outside add nothing to that on sets left out. Chosen on the stories of several outlets in two sets
that people read by event (azure_2020, allsides_2020): of those marked as one event 37 of 40 are,
and of the 16 that are not 11 are marked for a look. On the sets left out 46 of 49
(groundnews_2026_raw), 41 of 42 (uci_dense) and 34 of 34 (wikinews) of the first are one event, and
4 of 7, 21 of 27 and 13 of 15 of the stories that are not are marked for a look. The price: of the
stories that are one event 12 of 53 are marked for a look, too, and two fifths of them on the sets
left out. With the fringe among the halves these were 15 of 53, and half of them.
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
