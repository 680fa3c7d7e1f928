"""Duplicate groups are joined and split as people answered."""

from __future__ import annotations

from tests.answers.seven import are_together, clustered, duplicates


def test_copies_are_joined_and_parted_as_people_said() -> None:
    assert duplicates(clustered()) == {frozenset({"gazette", "mirror"})}
    assert duplicates(clustered(("gazette", "mirror", "different"))) == set()
    joined = clustered(("otter", "mirror", "copy"), ("quay", "voltpage", "copy"))
    assert duplicates(joined) == {
        frozenset({"gazette", "mirror", "otter"}),
        frozenset({"quay", "voltpage"}),
    }
    assert are_together(joined, "otter", "mirror")
    assert {group.kind for group in joined.duplicate_groups} == {"labelled"}


def test_an_article_apart_from_the_story_of_a_copy_is_no_copy() -> None:
    result = clustered(("gazette", "otter", "same"), ("otter", "mirror", "different"))
    assert duplicates(result) == set()
    assert not are_together(result, "gazette", "mirror")


def test_no_copies_within_one_story_are_parted_and_stay_one_story() -> None:
    result = clustered(("gazette", "mirror", "not a copy"))
    assert duplicates(result) == set()
    assert are_together(result, "gazette", "mirror")
    also = clustered(("gazette", "mirror", "not a copy"), ("gazette", "otter", "copy"))
    assert duplicates(also) == {frozenset({"gazette", "otter"})}


def test_the_copy_that_people_said_is_kept() -> None:
    for kept, other in (("gazette", "mirror"), ("mirror", "gazette")):
        (group,) = clustered((kept, other, "keep")).duplicate_groups
        assert group.keep.records[0] == group.keep_record
        assert kept in group.keep.url
        assert kept in group.articles[0].url
        assert group.reason == "a person said so"
    joined = clustered(("otter", "mirror", "keep"), ("mirror", "gazette", "keep"))
    (group,) = joined.duplicate_groups
    assert "otter" in group.keep.url
