"""What changed for stories between two runs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clustering.store.changes import MERGED, MOVED, ToStory, by_story, find_changes


def told(before: dict[str, str], now: dict[str, str]) -> list[tuple[str, str, str | None, int]]:
    return [(c.kind, c.story, c.other, len(c.articles)) for c in find_changes(before, now)]


def test_new_articles_make_a_story_or_let_one_grow() -> None:
    assert told({"a": "s1"}, {"a": "s1", "b": "s1", "c": "s2"}) == [
        ("born", "s2", None, 1),
        ("grew", "s1", None, 1),
    ]


def test_a_story_that_went_into_another_merged() -> None:
    assert told({"a": "s1", "b": "s2"}, {"a": "s1", "b": "s1"}) == [("merged", "s2", "s1", 1)]


def test_a_story_that_came_off_another_split() -> None:
    assert told({"a": "s1", "b": "s1"}, {"a": "s1", "b": "s2"}) == [("split", "s2", "s1", 1)]


def test_articles_that_go_from_one_living_story_to_another_moved() -> None:
    before = {"a": "s1", "b": "s1", "c": "s2"}
    assert told(before, {"a": "s1", "b": "s2", "c": "s2"}) == [("moved", "s2", "s1", 1)]


def test_a_story_that_falls_apart_into_others_has_the_largest_part_as_successor() -> None:
    before = dict.fromkeys("abc", "s1") | {"d": "s2", "e": "s3"}
    now = {"a": "s2", "b": "s2", "c": "s3", "d": "s2", "e": "s3"}
    assert told(before, now) == [("merged", "s1", "s2", 2), ("moved", "s3", "s1", 1)]


stories = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("1234"), max_size=8)


@given(before=stories, now=stories)
def test_every_article_that_came_or_moved_is_told_once(
    before: dict[str, str], now: dict[str, str]
) -> None:
    before = {article: story for article, story in before.items() if article in now}
    changes = find_changes(before, now)
    told_of = sorted(article for change in changes for article in change.articles)
    assert told_of == sorted(a for a, story in now.items() if before.get(a) != story)
    ended = {change.story for change in changes if change.kind == "merged"}
    assert ended == set(before.values()) - set(now.values())
    begun = {change.story for change in changes if change.kind in ("born", "split")}
    assert begun == set(now.values()) - set(before.values())


def test_what_came_from_several_stories_is_put_together_by_the_story_it_came_to() -> None:
    before = {"a": "s1", "b": "s2", "c": "s2", "d": "s3", "e": "s4", "f": "s4"}
    now = {"a": "s3", "b": "s3", "c": "s3", "d": "s3", "e": "s3", "f": "s4"}
    assert by_story(find_changes(before, now)) == [
        ToStory(MERGED, "s3", ("b", "c", "a"), ("s2", "s1")),
        ToStory(MOVED, "s3", ("e",), ("s4",)),
    ]
