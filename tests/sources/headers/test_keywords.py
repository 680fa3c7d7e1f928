"""Plain lines at the start of a file are a header only where they have a title."""

from __future__ import annotations

import pytest

from clustering.sources.headers.keywords import read_key_lines, read_nikola


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Title: Kelp\nDate: 2024-05-02\n\nBody", {"title": "Kelp", "date": "2024-05-02"}),
        ("title: 'Kelp: wins'\n\n", {"title": "Kelp: wins"}),
        ("Title: Kelp\n    wins\n\n", {"title": "Kelp wins"}),
        ("Title: Kelp\nNo key here\n\n", None),
        ("Note: nothing else\n\n", None),
        ("", None),
    ],
)
def test_lines_of_key_and_value(text: str, values: dict[str, str] | None) -> None:
    found = read_key_lines(text)
    assert (found and found[0]) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (".. title: Kelp\n.. date: 2024-05-02\n\nBody", {"title": "Kelp", "date": "2024-05-02"}),
        ("<!--\n.. title: Kelp\n-->\nBody", {"title": "Kelp"}),
        (".. note: x\n", None),
        ("Body", None),
    ],
)
def test_lines_of_nikola(text: str, values: dict[str, str] | None) -> None:
    found = read_nikola(text)
    assert (found and found[0]) == values
