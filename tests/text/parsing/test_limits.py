"""What is said of text that goes beyond the limits or breaks off."""

from __future__ import annotations

import pytest

from clustering.text.parsing.limits import MAX_SHOWN_CHARS, broken_at, shown


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("a: b: c\nd", 4, "not valid YAML from ': c' on"),
        ("a: [\n  b c\n", 4, "not valid YAML from 'b c' on"),
        ("a: [\n \n", 4, "not valid YAML: it ends within a value"),
        ("x" * 99, 9, f"not valid YAML from '{'x' * MAX_SHOWN_CHARS}' on"),
    ],
)
def test_what_stands_at_the_place_is_shown(text: str, position: int, expected: str) -> None:
    assert broken_at(text, position, "YAML") == expected


def test_a_long_or_nested_value_is_shown_short() -> None:
    assert shown("0.5") == "'0.5'"
    assert len(shown("9" * 5_000)) <= 2 * MAX_SHOWN_CHARS
    assert len(shown([[["x"] * 99] * 99] * 99)) < 1_000
