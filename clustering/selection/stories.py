"""A run of which only some stories are printed; its counts tell how many of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from clustering.result import Result
from clustering.stories.alarms import Alarm
from clustering.stories.describe import Story


@dataclass(frozen=True)
class Selection(Result):
    """A result with fewer stories than were found, and the counts of all.

    Attributes
    ----------
    whole
        The result the stories were chosen from.
    """

    whole: Result = field(kw_only=True)

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the whole, and as ``stories_shown`` how many stories there are here."""
        return self.whole.counts | {"stories_shown": len(self.stories)}

    @cached_property
    def alarms(self) -> list[Alarm]:
        """The alarms of the whole that are about these stories: size is told among all of them."""
        shown = {story.id for story in self.stories}
        return [one for one in self.whole.alarms if not one.story or one.story in shown]


def select(result: Result, stories: Sequence[Story]) -> Selection:
    """Return a result with only these of its stories."""
    values = {item.name: getattr(result, item.name) for item in fields(Result)}
    return Selection(**(values | {"stories": list(stories)}), whole=result)
