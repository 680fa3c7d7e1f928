"""Names of months mean one month, in whatever language."""

from __future__ import annotations

import pytest

from clustering.sources.dates.months import fold, month_names, months


@pytest.mark.parametrize("language", month_names())
def test_every_language_has_twelve_names_that_mean_their_month_or_none(language: str) -> None:
    rows = month_names()[language]
    assert len(rows) == 12
    for number, forms in enumerate(rows, start=1):
        for form in forms:
            assert months().get(fold(form)) in (number, None)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("mar", 3), ("may", 5), ("sept", 9), ("déc", 12), ("ago", 8), ("gen", 1), ("out", 10)),
        *(("červen", 6), ("července", 7), ("Kasım", 11), ("мая", 5), ("févr", 2), ("Mrz", None)),
        *(("listopada", None), ("lip", None), ("listopadu", 11), ("lipca", 7), ("ma", None)),
    ],
)
def test_a_name_that_two_languages_give_to_two_months_means_none(
    name: str, number: int | None
) -> None:
    assert months().get(fold(name)) == number
