"""Which names stand side by side in a list, and which only seem to."""

from __future__ import annotations

import pytest

from clustering.text.names.listed_names import listed_names

NAMES = {"ostrava", "valdria", "tarn", "kestler", "lorne"}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Harbours to open in Ostrava, Valdria", [("ostrava", "valdria")]),
        ("Harbours to open in Ostrava, Port Valdria", [("ostrava", "valdria")]),
        ("Mines close in Tarn, Ostrava and Valdria", [("tarn", "ostrava"), ("ostrava", "valdria")]),
        (
            "Minen schließen in Tarn, Ostrava und Valdria",
            [("tarn", "ostrava"), ("ostrava", "valdria")],
        ),
        ("Two Rail Lines Are Planned For Ostrava, Valdria", [("ostrava", "valdria")]),
        ("Kestler, Valdria, and the mayor who bikes", [("kestler", "valdria")]),
    ],
)
def test_names_with_a_comma_between_them_are_a_list(
    title: str, found: list[tuple[str, str]]
) -> None:
    assert listed_names(title, NAMES) == found


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Ostrava",
        "Quarrel between Ostrava and Valdria",  # two sides of one matter
        "Kestler, Lorne agree on herring quotas",  # the comma of headlines for "and"
        "Kestler, mayor of Valdria, resigns",  # what follows says who it is
        "In Ostrava, rain again",
        "Mayor Leaves Ostrava, Hires Kestler From Abroad",  # in title case "Hires" is no name
        "Storm over Ostrava, ostrava and no other",
    ],
)
def test_other_commas_list_nothing(title: str) -> None:
    assert listed_names(title, NAMES) == []


def test_only_names_count() -> None:
    assert listed_names("Harbours to open in Ostrava, Valdria", {"ostrava"}) == []
    assert listed_names("Harbours to open in Ostrava, Valdria", set()) == []
