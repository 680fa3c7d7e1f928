"""Names of weekdays and months."""

from __future__ import annotations

import calendar

from clustering.text.calendar_words import MONTHS, WEEKDAYS


def test_names_are_in_small_letters_and_english_ones_are_complete() -> None:
    assert {name.lower() for name in calendar.day_name} <= WEEKDAYS
    assert {name.lower() for name in calendar.month_name if name} <= MONTHS
    assert all(name == name.casefold() for name in WEEKDAYS | MONTHS)
