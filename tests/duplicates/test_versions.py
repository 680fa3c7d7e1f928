"""Versions: what an outlet changes within hours is an update; series and templates are none."""

from __future__ import annotations

import pytest

from clustering.duplicates import DuplicateGroup
from tests.duplicates.conftest import Find
from tests.factories import make_record

TITLE = "Fire at Colvane paint works kills two"
TEXT = (
    "Two people died when fire tore through the Colvane paint works on Thursday night, and eleven "
    "were taken to hospital with burns, the fire service said. Smoke drifted over three counties."
)


def pair(find: Find, changes: dict[str, object], outlet: str = "post.example") -> DuplicateGroup:
    """Return the group of an article and its changed form, two and a half hours later."""
    first = make_record("first", TITLE, 0.5, excerpt=TEXT, outlet_domain="post.example")
    values = {"title": TITLE, "day": 0.6, "excerpt": TEXT} | changes
    second = make_record("second", outlet_domain=outlet, **values)  # type: ignore[arg-type]
    (group,) = find([first, second])
    return group


@pytest.mark.parametrize(
    "changes",
    [
        {
            "title": f"UPDATE: {TITLE}".replace("two", "four"),
            "excerpt": TEXT.replace("Two", "Four"),
        },
        {"title": f"CORRECTED-{TITLE}", "excerpt": TEXT.replace("eleven", "nine")},
        {"title": f"UPDATE 2-{TITLE}"},
        {"title": f"{TITLE} (updated)"},
        {"excerpt": TEXT.replace("burns", "wounds")},
        {"excerpt": f"{TEXT} Schools were told to keep their windows shut until further notice."},
        {"excerpt": f"Correction: an earlier version named another works. {TEXT}"},
        {"title": TITLE.replace("kills two", "kills at least two")},
    ],
)
def test_what_an_outlet_changes_within_hours_is_an_update(
    find: Find, changes: dict[str, object]
) -> None:
    group = pair(find, changes)
    assert group.kind == "update"
    assert group.keep.published is not None
    assert group.keep.published == max(a.published for a in group.articles if a.published)
    assert group.reason == "is the newest version"


@pytest.mark.parametrize(
    ("changes", "outlet", "kind"),
    [
        ({}, "post.example", "repost"),
        ({"title": "Colvane paint works: a night of smoke"}, "post.example", "retitled"),
        ({"excerpt": TEXT.replace("burns", "wounds")}, "other.example", "near_copy"),
        ({"excerpt": TEXT.replace("burns", "wounds"), "day": 1.9}, "post.example", "near_copy"),
        ({"excerpt": TEXT[:120] + "…"}, "post.example", "near_copy"),
    ],
)
def test_another_change_is_of_another_kind(
    find: Find, changes: dict[str, object], outlet: str, kind: str
) -> None:
    group = pair(find, changes, outlet)
    assert group.kind == kind
    assert group.reason != "is the newest version"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The drowned valley, part 7", TEXT), ("The drowned valley, part 8", TEXT)),
        (
            ("Free questions for the AZ-220 exam", f"Pass the AZ-220 exam. {TEXT}"),
            ("Free questions for the AZ-300 exam", f"Pass the AZ-300 exam. {TEXT}"),
        ),
        (
            (
                "New region for MySQL in Brazil",
                "The MySQL service is open in the new region. " + TEXT,
            ),
            (
                "Postgres opens in the south",
                "The Postgres service is open in the new region. " + TEXT,
            ),
        ),
        (
            ("SQL: public preview updates", f"Public preview updates of SQL in August. {TEXT}"),
            ("SQL: general release updates", f"General release updates of SQL in August. {TEXT}"),
        ),
        (
            ("What to watch on Monday", f"On Monday there is much to watch. {TEXT}"),
            ("What to watch on Friday", f"On Friday there is much to watch. {TEXT}"),
        ),
        (
            ("Shares rise as rates hold", f"Shares rise as rates hold. {TEXT}"),
            ("Shares fall as rates hold", f"Shares fall as rates hold. {TEXT}"),
        ),
        (
            ("Man held after fire in Leeds", f"A man from Leeds is held. {TEXT}"),
            ("Man held after fire in Hull", f"A man from Hull is held. {TEXT}"),
        ),
        (
            (
                "Draw results",
                "Winning numbers are 3, 14, 15, 29 and 41 in the early draw of the day",
            ),
            (
                "Draw results",
                "Winning numbers are 5, 11, 23, 30 and 44 in the early draw of the day",
            ),
        ),
    ],
)
def test_a_series_within_hours_is_no_update(
    find: Find, one: tuple[str, str], other: tuple[str, str]
) -> None:
    records = [
        make_record(f"r{k}", title, 0.5 + 0.1 * k, excerpt=text, outlet_domain="post.example")
        for k, (title, text) in enumerate((one, other))
    ]
    assert find(records) == []
