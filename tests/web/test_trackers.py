"""The rows of trackers: each name once, and what each says of a page."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version

import pytest

from clustering.web.keys import canonical
from clustering.web.tables import read_rows
from clustering.web.trackers import (
    names_a_page,
    role,
    without_trackers,
)

ROWS = read_rows("trackers.txt")


def names_of(kind: str) -> set[str]:
    return {name for row in ROWS if row[0] == kind for name in row[1].split()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("utm_source", "tracker"),
        ("wt.nav", "tracker"),
        ("_hs_id", "tracker"),
        ("fbclid", "tracker"),
        ("utm", "meaning"),
        ("atlas_page", "meaning"),
        ("gwhs", "meaning"),
        ("id", "meaning"),
        ("", "meaning"),
        ("mod", "doubtful"),
        ("campaign", "doubtful"),  # of courlan's list
    ],
)
def test_a_parameter_is_known_by_its_whole_name_or_its_family(name: str, expected: str) -> None:
    assert role(name) == expected


def test_every_row_has_a_source_and_every_name_stands_once() -> None:
    rows = [row for row in ROWS if row[0] != "page"]
    assert all(source for _, _, source in rows)
    counts = Counter(name for _, names, _ in rows for name in names.split())
    assert [name for name, count in counts.items() if count > 1] == ["amp"]  # a family and a name
    assert all(re.fullmatch(r"_*[a-z]+(?:_[a-z]+)*", name) for name in counts)


def test_what_a_row_names_is_a_tracker() -> None:
    assert set(map(role, names_of("tracker"))) == {"tracker"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("campaign", "doubtful"),
        ("aff_sub", "doubtful"),
        ("cid", "doubtful"),
        ("story", "meaning"),
        ("", "meaning"),
        ("a&b", "meaning"),
        ("a=b", "meaning"),
        ("a#b", "meaning"),
        ("é", "meaning"),
    ],
)
def test_courlan_still_takes_trackers_from_an_address(name: str, expected: str) -> None:
    assert role(name) == expected, (
        f"courlan {version('courlan')} treats the parameter {name!r} in another way; "
        "mend _is_listed_by_courlan in clustering/web/trackers.py"
    )


def test_names_of_pages_are_no_trackers() -> None:
    assert names_a_page("page")
    assert not names_a_page("r")
    assert not names_of("tracker") & names_of("page")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=m", "https://a.example/x"),
        ("https://a.example/x?b=2&UTM_Source=rss&a=%20", "https://a.example/x?b=2&a=%20"),
        ("https://a.example/x?id=7&amp;utm_campaign=z#part", "https://a.example/x?id=7#part"),
        ("https://a.example/x?id=7?utm_campaign=z", "https://a.example/x?id=7"),
        ("https://a.example/x#xtor=RSS-1", "https://a.example/x"),
        ("https://a.example/x?mod=home&q=a+b", "https://a.example/x?mod=home&q=a+b"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/utm_source/x", "https://a.example/utm_source/x"),
        ("", ""),
    ],
)
def test_an_address_without_trackers_opens_the_same_page(url: str, clean: str) -> None:
    assert without_trackers(url) == clean
    assert without_trackers(clean) == clean
    assert canonical(url) == canonical(clean)
