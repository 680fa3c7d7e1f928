"""Says which stories of several outlets are surely one event, and which to look at again.

A story is judged by how strongly its two halves hold together. Chosen on the stories of several
outlets in two sets that people read by event (azure_2020, allsides_2020): of those marked as one
event 36 of 39 are, and of those that are not 76 % are marked for a look. On the sets left out 98 %
(groundnews_2026_raw), 100 % (wikinews, basil) and 82 % (uci_dense) of the first are one event, and
88, 92 and 64 % of the stories that are not are marked for a look.
"""

from __future__ import annotations

from typing import Literal

from clustering.stories.describe import Story

Mark = Literal["one event", "look at this", ""]
ONE_EVENT: Mark = "one event"
LOOK: Mark = "look at this"

_MIN_ONE_EVENT = 0.37
_MAX_LOOK = 0.30


def mark_of(story: Story) -> Mark:
    """Return the mark of a story; nothing for a story of one outlet and where neither is sure."""
    if not story.is_coverage:
        return ""
    if story.inside >= _MIN_ONE_EVENT:
        return ONE_EVENT
    return LOOK if story.inside < _MAX_LOOK else ""
