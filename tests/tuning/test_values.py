"""What ``--sweep`` takes, and how it answers what it does not."""

from __future__ import annotations

import pytest

from clustering.errors import UsageError
from clustering.settings.model import Settings
from clustering.tuning.values import parse_sweep

SETTINGS = Settings()


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("window=3/7", "window", (3.0, 7.0, 14.0)),
        ("link=0.1:0.2:3", "link", (0.1, 0.12, 0.15, 0.2)),
        ("cohesion=0.2/0.1/0.1", "cohesion", (0.1, 0.2)),
        ("neighbours=50:100:2", "neighbours", (50, 100, 200)),
        ("related", "related", ("evidence", "merge", "ignore")),
        ("related=ignore/merge", "related", ("ignore", "merge", "evidence")),
        ("prior", "prior", (False, True)),
        ("excerpt-weight=0/1", "excerpt_weight", (0.0, 1.0)),
    ],
)
def test_a_setting_and_its_values(text: str, name: str, values: tuple[object, ...]) -> None:
    (axis,) = parse_sweep(text, SETTINGS)
    assert (axis.name, axis.values) == (name, values)


def test_detail_has_all_its_hundredths() -> None:
    (axis,) = parse_sweep("detail", SETTINGS)
    assert axis.values == tuple(hundredth / 100 for hundredth in range(1, 101))
    (some,) = parse_sweep("detail=0.1:0.9:4", SETTINGS)
    assert some.values == (0.1, 0.37, 0.63, 0.7, 0.9)


def test_cohesion_has_two_hundred_values_and_the_present_one() -> None:
    (axis,) = parse_sweep("cohesion", Settings(cohesion=0.1234))
    assert len(axis.values) == 201
    assert 0.1234 in axis.values


@pytest.mark.parametrize("knob", ["detail", "cohesion"])
def test_what_cuts_the_tree_comes_first_of_two(knob: str) -> None:
    assert [axis.name for axis in parse_sweep(f"link, {knob}", SETTINGS)] == [knob, "link"]


def test_detail_is_not_swept_where_a_cohesion_takes_its_place() -> None:
    with pytest.raises(UsageError, match=r"cohesion 0\.1 that is set .*; sweep cohesion"):
        parse_sweep("detail", Settings(cohesion=0.1))


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("", "name one or two settings"),
        ("link,window,related", "name one or two settings"),
        ("link,link", "is there twice"),
        ("detail,cohesion", "sweep one"),
        ("detail=0.705", "in hundredths"),
        ("cohesoin", "did you mean 'cohesion'"),
        ("jobs", "there is no setting 'jobs'"),
        ("title_weight", "such as title_weight=LOW:HIGH:COUNT"),
        ("link=a:b:3", "lowest:highest:how many"),
        ("link=0.1:0.2", "lowest:highest:how many"),
        ("neighbours=1:inf:3", "lowest:highest:how many"),
        ("link=nan:0.2:3", "lowest:highest:how many"),
        ("link=nan", "expected a number from 0 to 1"),
        ("link=0.1:0.2:0", "try 1 to 2,000 values"),
        ("link=0.1/7", "link = 7"),
        ("related=maybe", "related = 'maybe'"),
    ],
)
def test_slips_are_told_with_the_way_out(text: str, way_out: str) -> None:
    with pytest.raises(UsageError, match=way_out.replace("(", r"\(")):
        parse_sweep(text, SETTINGS)
