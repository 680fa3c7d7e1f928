"""Kinds: each is told by what changed between two copies."""

from __future__ import annotations

import pytest

from clustering.duplicates.kinds import DUPLICATE_KINDS, group_kind
from tests.duplicates.conftest import Find
from tests.factories import make_record

TEXT = (
    "Waves broke the sea wall at Graywick early on Friday and flooded forty houses in the lower "
    "town, police said. Crews worked through the night to bring the families to the school."
)
TITLE = "Sea wall breached at Graywick as storm batters the coast"
PAGE = "https://alpha.example/news/sea-wall-breached-at-graywick"


def kind_of(find: Find, **changes: object) -> tuple[str, str]:
    """Return the kind and agency of the pair of an article and its changed copy."""
    first = make_record("alpha", TITLE, 0, excerpt=TEXT, urls=(PAGE,))
    values = {"title": TITLE, "day": 0.5, "excerpt": TEXT} | changes
    second = make_record("beta", **values)  # type: ignore[arg-type]
    (group,) = find([first, second])
    (pair,) = group.pairs
    assert pair.kind == group.kind
    return pair.kind, pair.agency


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "wire_copy"),
        ({"title": TITLE.upper()}, "wire_copy"),
        ({"title": f"{TITLE} - Beta"}, "wire_copy"),
        ({"outlet_domain": "alpha.example", "day": 40}, "repost"),
        ({"outlet_domain": "alpha.example", "day": 3, "title": f"UPDATE 1-{TITLE}"}, "repost"),
        (
            {
                "outlet_domain": "alpha.example",
                "urls": ("https://alpha.example/coast/sea-wall-breached-at-graywick",),
            },
            "same_page",
        ),
        ({"outlet_domain": "alpha.example", "day": 0.01}, "same_page"),
        ({"title": "Forty families flooded out at Graywick"}, "retitled"),
        ({"excerpt": TEXT[:100] + " The minister will visit the town to see it all."}, "rewritten"),
        ({"outlet_domain": "alpha.example", "day": 0.2, "title": f"UPDATE 1-{TITLE}"}, "update"),
        (
            {"outlet_domain": "alpha.example", "day": 0.2, "excerpt": f"{TEXT} A boy is missing."},
            "update",
        ),
        ({"excerpt": ""}, "same_headline"),
        ({"title": TITLE.replace("batters", "lashes")}, "near_copy"),
        ({"excerpt": TEXT.replace("Crews", "Teams")}, "near_copy"),
        ({"excerpt": TEXT[:95] + "…"}, "near_copy"),
    ],
)
def test_what_changed_tells_the_kind(find: Find, changes: dict[str, object], kind: str) -> None:
    assert kind_of(find, **changes) == (kind, "")


def test_a_text_that_names_its_agency_is_a_wire_copy_with_small_edits_too(find: Find) -> None:
    edited = "NEW YORK (AP) — " + TEXT.replace("Crews", "Teams")
    assert kind_of(find, excerpt=edited) == ("wire_copy", "AP")


def test_a_pair_says_what_matched(find: Find) -> None:
    first = make_record("alpha", TITLE, 0, excerpt=TEXT)
    second = make_record("beta", "Forty families flooded out at Graywick", 0, excerpt=TEXT)
    (pair,) = find([first, second])[0].pairs
    assert pair.left < pair.right
    assert pair.view == "text"
    assert pair.text_score == 1.0
    assert pair.title_score < 0.5


def test_a_group_is_of_the_kind_most_of_its_pairs_have() -> None:
    assert group_kind(["near_copy", "wire_copy", "wire_copy"]) == "wire_copy"
    assert group_kind(["near_copy", "retitled"]) == "retitled"
    assert all(group_kind([kind]) == kind for kind in DUPLICATE_KINDS)
