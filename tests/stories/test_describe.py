"""Stories: order, headline, outlets, dates, cohesion, keywords, independent outlets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from clustering.arrays.types import BoolArray
from clustering.duplicates import DuplicateGroup
from clustering.model import Article, Outlet
from clustering.settings.model import Settings
from clustering.stories.describe import describe_stories
from clustering.stories.story import Story
from clustering.stories.surroundings import Surroundings
from clustering.vectors.words import vectorize
from tests.factories import FIRST_DAY, make_article, make_corpus

STORM = [
    make_article("b", "Ottoline floods pier of Brackwater", day=1.0),
    make_article("c", "Storm Ottoline floods Brackwater harbour", day=2.0),
    make_article("d", "Brackwater harbour floods in storm Ottoline", day=0.5),
]
OTHER = [make_article("e", "Chess final ends in a draw", day=0.0)]


def flat(groups: int, inside: float = 0.5) -> Callable[[BoolArray], Surroundings]:
    """Surroundings of groups that all hold together and lean outwards alike."""
    around = Surroundings(np.full(groups, inside), np.full(groups, 0.2), np.full(groups, -1))
    return lambda _: around


def described(
    articles: list[Article],
    group_of: list[int],
    groups: list[DuplicateGroup] | None = None,
    inside: float = 0.5,
) -> Sequence[Story]:
    corpus = make_corpus(articles)
    vectors = vectorize(corpus.articles, Settings())
    groups_of = np.array(group_of, dtype=np.int64)
    measure = flat(max(group_of, default=-1) + 1, inside)
    stories, story_of = describe_stories(corpus, vectors, vectors, groups_of, measure, groups or [])
    for position, article in enumerate(corpus.articles):
        assert article in stories[int(story_of[position])].articles
    return stories


def test_the_story_with_more_outlets_comes_first() -> None:
    stories = described(STORM + OTHER, [0, 0, 0, 1])
    assert [len(story.articles) for story in stories] == [3, 1]
    assert stories[0].is_coverage
    assert stories[1].is_alone


def test_articles_and_outlets_stand_in_order_of_publication() -> None:
    story = described(STORM + OTHER, [0, 0, 0, 1])[0]
    assert [article.id for article in story.articles] == ["ad", "ab", "ac"]
    assert [outlet.domain for outlet in story.outlets] == ["d.example", "b.example", "c.example"]
    assert story.first_outlet == story.outlets[0]
    assert story.first_published == story.articles[0].published
    assert story.last_published == story.articles[-1].published


def test_the_id_comes_from_the_earliest_article() -> None:
    assert described(STORM + OTHER, [0, 0, 0, 1])[0].id == "sd"


def test_undated_articles_come_last() -> None:
    undated = [make_article("a", "Storm Ottoline in Brackwater", day=None), *STORM]
    assert described(undated, [0, 0, 0, 0])[0].articles[-1].id == "aa"


def test_the_headline_is_the_most_central_not_the_first() -> None:
    assert described(STORM + OTHER, [0, 0, 0, 1])[0].headline != STORM[0].title


def test_a_lone_article_is_perfectly_cohesive_and_its_own_headline() -> None:
    story = described(STORM + OTHER, [0, 0, 0, 1])[1]
    assert story.cohesion == 1.0
    assert story.headline == OTHER[0].title


def test_keywords_tell_a_story_from_the_others() -> None:
    stories = described(STORM + OTHER, [0, 0, 0, 1])
    assert "ottoline" in stories[0].keywords
    assert "chess" in stories[1].keywords
    assert not set(stories[0].keywords) & set(stories[1].keywords)


def test_an_outlet_that_published_twice_counts_once() -> None:
    twice = [*STORM, replace(STORM[0], id="az", published=FIRST_DAY)]
    story = described(twice, [0, 0, 0, 0])[0]
    assert len(story.outlets) == 3
    assert story.outlets[0].articles == 2


def test_copies_are_not_independent_outlets() -> None:
    reprints = [
        replace(STORM[0], id=f"ar{n}", outlet=Outlet(f"Paper {n}", f"paper{n}.example"))
        for n in range(40)
    ]
    group = DuplicateGroup(
        kind="wire_copy",
        keep_record=0,
        members=tuple(range(40)),
        articles=tuple(sorted(reprints, key=lambda a: a.id)),
        records=(),
        reason="",
    )
    story = described(reprints, [0] * 40, [group])[0]
    assert len(story.outlets) == 40
    assert story.independent_outlets == 1


def test_an_outlet_spelled_in_two_cases_is_one() -> None:
    articles = [
        replace(article, outlet=Outlet(name, ""))
        for article, name in zip(STORM, ("Daily Tern", "daily tern", "DAILY TERN"), strict=True)
    ]
    (story,) = described(articles, [0, 0, 0])
    assert not story.is_coverage
    assert story.independent_outlets == 1


@pytest.mark.parametrize(
    ("begun", "inside", "known"), [(1.1, 0.1, True), (0.9, 0.1, False), (0.9, 0.5, True)]
)
def test_who_was_first_is_not_told_where_the_story_may_have_begun_with_another_event(
    begun: float, inside: float, known: bool
) -> None:
    articles = [
        make_article("b", "Storm Ottoline floods Brackwater harbour", day=2.0),
        make_article("c", "Storm Ottoline floods Brackwater harbour", day=2.1),
        make_article("d", "Brackwater harbour floods in storm Ottoline", day=begun),
    ]
    (story,) = described(articles, [0, 0, 0], inside=inside)
    assert story.lead == articles[0]
    assert story.first.is_known == known
    assert story.first_published == articles[2].published


def test_inside_and_outside_are_those_of_the_group() -> None:
    corpus = make_corpus(STORM + OTHER)
    vectors = vectorize(corpus.articles, Settings())
    around = Surroundings(np.array([0.4, np.nan]), np.array([0.1, 0.2]), np.array([1, 0]))
    stories, _ = describe_stories(
        corpus, vectors, vectors, np.array([0, 0, 0, 1]), lambda _: around, []
    )
    assert [(story.inside, story.outside) for story in stories] == [(0.4, 0.1), (1.0, 0.2)]


# An article that leans on the storm, without being about it, and came before all the others.
STRAY = make_article("a", "Brackwater chess final: Arkady draws with Lindqvist again", day=-3.0)


@pytest.fixture(name="with_stray")
def story_with_stray() -> Story:
    (story,) = described([STRAY, *STORM], [0, 0, 0, 0])
    return story


def test_a_stray_is_told_as_fringe_and_never_expelled(with_stray: Story) -> None:
    assert with_stray.fringe == (STRAY,)
    assert with_stray.articles[0] == STRAY
    assert with_stray.core == (False, True, True, True)
    assert with_stray.id == "sa"  # of the earliest article, so that it stays as the core changes


def test_what_is_told_of_a_story_comes_from_its_core(with_stray: Story) -> None:
    (without,) = described(STORM, [0, 0, 0])
    for told in ("headline", "lead", "outlets", "first", "first_published", "last_published"):
        assert getattr(with_stray, told) == getattr(without, told)
    assert with_stray.independent_outlets == 3
    assert not {"chess", "arkady", "lindqvist", "draw"} & set(with_stray.keywords)


def test_cohesion_counts_the_fringe(with_stray: Story) -> None:
    corpus = make_corpus([STRAY, *STORM])
    likeness = vectorize(corpus.articles, Settings()).similarities(*np.triu_indices(4, 1))
    assert with_stray.cohesion == pytest.approx(likeness.mean(), abs=1e-6)
