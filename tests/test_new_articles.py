"""Which story of a result a new article belongs to."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.model import Record
from clustering.new_articles import NewArticles
from tests.factories import BANK, STORM, make_record

RESULT = cluster([*STORM, *BANK, make_record("otter", "A lentil recipe for long evenings", 0.4)])
PLACED = NewArticles(RESULT)


@pytest.mark.parametrize(
    ("title", "day", "joins"),
    [
        ("Harbour of Brackwater flooded as storm Ottoline comes ashore", 0.5, STORM),
        ("Harbour of Brackwater flooded as storm Ottoline comes ashore", None, STORM),
        ("Harbour of Brackwater flooded as storm Ottoline comes ashore", 40.0, None),
        ("Key rate stays at 3.25%, says Vesland's central bank", 0.5, BANK),
        ("Otters at the zoo learn to juggle", 0.5, None),
        ("", 0.5, None),
    ],
)
def test_a_new_article_joins_the_story_it_tells_within_the_window(
    title: str, day: float | None, joins: list[Record] | None
) -> None:
    (found,) = PLACED.story_of([make_record("new", title, day)]).tolist()
    assert found == (-1 if joins is None else RESULT.stories.index(RESULT.story(joins[0].name)))


def test_the_same_address_is_the_same_article_whatever_it_says() -> None:
    moved = make_record("x", "Another title", 300.0, urls=(STORM[0].urls[0] + "?utm_source=feed",))
    assert RESULT.stories[PLACED.story_of([moved])[0]] == RESULT.story("gazette")


def test_nothing_joins_a_result_without_articles() -> None:
    assert NewArticles(cluster([])).story_of(STORM).tolist() == [-1, -1, -1]
    assert PLACED.story_of([]).tolist() == []


def test_without_words_of_the_language_and_with_a_fixed_cut_they_join_as_well() -> None:
    for settings in ({"prior": False}, {"cohesion": 0.05}, {"borrow_dates": False}):
        result = cluster([*STORM, *BANK], **settings)
        new = make_record("new", "Storm Ottoline floods Brackwater's old harbour", None)
        assert result.stories[NewArticles(result).story_of([new])[0]] == result.story("tern")
