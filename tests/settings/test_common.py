"""The settings that most people need come first, and none is lost."""

from __future__ import annotations

from clustering.settings.common import COMMON, settings_in_order
from clustering.settings.model import KNOBS, Settings


def test_all_settings_stand_in_the_order_once_and_the_common_ones_first() -> None:
    names = [name for name, _ in settings_in_order()]
    assert tuple(names[: len(COMMON)]) == COMMON
    assert sorted(names) == sorted(Settings.model_fields)


def test_what_cuts_stories_comes_first_of_all() -> None:
    assert COMMON[:2] == KNOBS
