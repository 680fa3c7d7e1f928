"""Says which stories of several outlets are surely one event, and which to look at again.

A story is judged by how strongly the two halves of its core hold together, and is surely one event
only where nothing outside is nearly as close; size and span add nothing to that on sets left out.
The two thresholds of ``inside`` were chosen on the stories of several outlets in two sets that
people read by event (azure_2020, allsides_2020): of those marked as one event 30 of 30 are, and of
the 16 that are not 12 are marked for a look. That of ``outside`` was chosen with 1,400 headlines of
world news, labelled by event by eye, in view: 74 of 82 (75 of 87 without it), and 30 of 44. On the
sets left out 46 of 49 (groundnews_2026_raw), 38 of 38 (uci_dense) and 33 of 33 (wikinews) of the
first are one event, and 4 of 7, 21 of 28 and 13 of 15 of the stories that are not are marked for a
look. The price: of the stories that are one event 11 of 54 are marked for a look, too, and two
fifths of them on the sets left out; and what is said of ``outside`` takes the mark from 21 stories
of these sets, 13 of which are one event.
"""

from __future__ import annotations

from typing import Literal

from clustering.stories.story import Story

Mark = Literal["one event", "look at this", ""]
ONE_EVENT: Mark = "one event"
LOOK: Mark = "look at this"

_MIN_ONE_EVENT = 0.37
_MAX_OUTSIDE = 0.6  # share of what holds the halves together; right are the same from 0.5 to 0.6
_MAX_LOOK = 0.32


def mark_of(story: Story) -> Mark:
    """Return the mark of a story; nothing for a story of one outlet and where neither is sure."""
    return mark_for(story.inside, story.outside, len(story.outlets))


def mark_for(inside: float, outside: float, outlets: int) -> Mark:
    """Return the mark of a story of so many outlets, from its heights inside and outside."""
    if outlets < 2:
        return ""
    if inside >= _MIN_ONE_EVENT and outside < _MAX_OUTSIDE * inside:
        return ONE_EVENT
    return LOOK if inside < _MAX_LOOK else ""
