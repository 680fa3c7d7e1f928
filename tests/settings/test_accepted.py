"""Each setting says in words which values it takes."""

from __future__ import annotations

from typing import Any

import pytest

from clustering.settings.accepted import accepted_values, limits_of, metavar_of, take_unknown
from clustering.settings.model import Settings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("engine", "auto, inline, spill or spark"),
        ("meaning", "off, across or all"),
        ("vectors", "the path of a file"),
        ("memory", "a size such as 4GB or 500MB, or free"),
    ],
)
def test_values_in_words(name: str, expected: str) -> None:
    assert accepted_values(Settings.model_fields[name]) == expected


def test_what_is_no_number_has_no_limits() -> None:
    assert limits_of(Settings.model_fields["engine"]) is None
    assert limits_of(Settings.model_fields["window"]) == (0, 100_000)


def test_a_text_is_named_in_the_help_by_what_it_is() -> None:
    named = {name: metavar_of(field) for name, field in Settings.model_fields.items()}
    assert {name: metavar for name, metavar in named.items() if metavar} == {
        "duplicate_keep": "LIST",
        "memory": "SIZE",
        "resume": "FOLDER",
        "model": "NAME",
        "vectors": "FILE",
    }


def test_an_unknown_name_is_taken_out_and_the_nearest_is_named() -> None:
    values: dict[str, Any] = {"detial": 0.5, "link": 0.2, "colums": "a=b"}
    faults = take_unknown(values, "here", ["detail", "link"], ["columns"])
    assert values == {"link": 0.2}
    assert faults == [
        "here: there is no setting 'detial'; did you mean 'detail'?",
        "here: there is no setting 'colums'; did you mean 'columns'?",
    ]
