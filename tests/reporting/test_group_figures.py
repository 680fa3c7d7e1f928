"""What groups of outlets carried is counted in the core, and what they lack in the whole story."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from clustering.reporting.group_figures import (
    Follower,
    GroupPart,
    blind_spots,
    followers,
    group_figures,
    group_parts,
    not_by_us,
)
from clustering.result import Result
from tests.reporting.conftest import Piece, build
from tests.reporting.groups import GROUPS


def test_without_groups_there_is_nothing_to_tell(result: Result) -> None:
    assert group_parts(result.outlet_groups, result.stories[0]) == []
    assert (not_by_us(result), list(blind_spots(result)), followers(result)) == ([], [], [])


def test_outlets_are_counted_in_the_core_and_missed_in_the_whole_story(leaning: Result) -> None:
    grouped = replace(leaning, outlet_groups=GROUPS)
    assert group_parts(GROUPS, grouped.stories[0]) == [
        GroupPart("own", 1, is_missing=False),
        GroupPart("rivals", 1, is_missing=False),
        GroupPart("kind: national", 1, is_missing=False),
        GroupPart("kind: local", 0, is_missing=False),
    ]


def test_blind_spots_are_of_groups_of_one_kind(result: Result) -> None:
    spots = list(blind_spots(replace(result, outlet_groups=GROUPS)))
    assert [(spot.carried, spot.missing) for spot in spots] == [
        ("kind: national", "kind: local"),
        ("kind: local", "kind: national"),
    ]
    assert spots[0].stories == [result.stories[0]]
    assert spots[1].stories == []


def test_the_stories_that_one_group_carried_and_another_lacks_keep_their_order() -> None:
    domains = ("daily", "coast", "wire", "rival", "hill")
    stories = [
        [Piece(f"Fire {one} {domain}", domain, f"{domain}.example") for domain in some]
        for one, some in enumerate([domains[:2], domains[1:3], domains[2:], domains, domains[:3]])
    ]
    grouped = replace(build(stories), outlet_groups=GROUPS)
    figures = group_figures(grouped, [()] * len(GROUPS.groups))
    labels = ["", *(group.label for group in GROUPS.groups)]
    assert len(figures.stories) > 1
    for carried, missing in product(labels, labels):
        assert figures.blind(carried, missing) == [
            story
            for story, parts in figures.stories
            if all(part.outlets for part in parts if part.label == carried)
            and all(part.is_missing for part in parts if part.label == missing)
        ]


def test_only_stories_of_several_outlets_are_missed() -> None:
    made = build(
        [
            [
                Piece("Rain", "Coast News", "coast.example"),
                Piece("Rain falls", "W", "wire.example"),
            ],
            [Piece("Snow", "Coast News", "coast.example")],
        ]
    )
    grouped = replace(made, outlet_groups=GROUPS)
    assert not_by_us(grouped) == [made.stories[0]]


def test_who_comes_after_us_is_counted_where_we_are_known_to_be_first() -> None:
    def story(hours: list[float | None]) -> list[Piece]:
        outlets = [("The Daily", "daily.example"), ("Coast News", "coast.example")]
        return [
            Piece(f"Fire {at}", *outlet, hours=hour)
            for at, (outlet, hour) in enumerate(zip(outlets, hours, strict=True))
        ]

    made = build([story([0, 2]), story([0, 4]), story([3, 1]), story([0, None])])
    found = followers(replace(made, outlet_groups=GROUPS))
    assert found == [Follower("Coast News", "coast.example", 2, lags=[2.0, 4.0])]
    assert found[0].median_lag == 3
