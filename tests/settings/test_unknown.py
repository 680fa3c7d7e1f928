"""Names that are no settings."""

from __future__ import annotations

from typing import Any

from clustering.settings.unknown import take_unknown


def test_an_unknown_name_is_taken_out_and_the_nearest_is_named() -> None:
    values: dict[str, Any] = {"detial": 0.5, "link": 0.2, "colums": "a=b"}
    faults = take_unknown(values, "here", ["detail", "link"], ["columns"])
    assert values == {"link": 0.2}
    assert faults == [
        "here: there is no setting 'detial'; did you mean 'detail'?",
        "here: there is no setting 'colums'; did you mean 'columns'?",
    ]
