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
