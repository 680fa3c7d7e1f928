"""Stories: order, headline, outlets, dates, cohesion, keywords, independent outlets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clustering.duplicates import DuplicateGroup
from clustering.model import Article, Outlet
from clustering.settings.model import Settings
from clustering.stories.describe import Story, describe_stories
from clustering.vectors.words import vectorize
from tests.factories import FIRST_DAY, make_article, make_corpus

STORM = [
    make_article("b", "Ottoline wrecks pier", day=1.0),
    make_article("c", "Storm Ottoline floods Brackwater harbour", day=2.0),
    make_article("d", "Brackwater harbour floods in storm Ottoline", day=0.5),
]
OTHER = [make_article("e", "Chess final ends in a draw", day=0.0)]


def described(
    articles: list[Article], group_of: list[int], groups: list[DuplicateGroup] | None = None
) -> list[Story]:
    corpus = make_corpus(articles)
    vectors = vectorize(corpus.articles, Settings())
    stories, story_of = describe_stories(corpus, vectors, np.array(group_of), groups or [])
    for position, article in enumerate(corpus.articles):
        assert article in stories[int(story_of[position])].articles
    return stories


def test_progress_counts_described_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clustering.stories.describe._PROGRESS_INTERVAL", 2)
    corpus = make_corpus(STORM + OTHER)
    told: list[tuple[int, int]] = []
    describe_stories(
        corpus,
        vectorize(corpus.articles, Settings()),
        np.array([0, 1, 2, 3]),
        [],
        lambda *step: told.append(step),
    )
    assert told == [(2, 4), (4, 4)]


def test_the_story_with_more_outlets_comes_first() -> None:
    stories = described(STORM + OTHER, [0, 0, 0, 1])
    assert [len(story.articles) for story in stories] == [3, 1]
    assert stories[0].is_coverage
    assert stories[1].is_alone


def test_articles_and_outlets_stand_in_order_of_publication() -> None:
    story = described(STORM + OTHER, [0, 0, 0, 1])[0]
    assert [article.id for article in story.articles] == ["ad", "ab", "ac"]
    assert story.first_outlet.domain == "d.example"
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


def test_cohesion_is_the_average_similarity_over_all_pairs() -> None:
    corpus = make_corpus(STORM)
    vectors = vectorize(corpus.articles, Settings())
    story = describe_stories(corpus, vectors, np.zeros(3, dtype=np.int64), [])[0][0]
    left, right = np.triu_indices(3, 1)
    expected = vectors.similarities(left, right).mean()
    assert story.cohesion == pytest.approx(expected, abs=1e-6)


def test_keywords_tell_a_story_from_the_others() -> None:
    stories = described(STORM + OTHER, [0, 0, 0, 1])
    assert "ottoline" in stories[0].keywords
    assert "chess" in stories[1].keywords
    assert not set(stories[0].keywords) & set(stories[1].keywords)


def test_an_outlet_that_published_twice_counts_once() -> None:
    twice = [*STORM, replace(STORM[0], id="az", published=FIRST_DAY)]
    story = described(twice, [0, 0, 0, 0])[0]
    assert len(story.outlets) == 3
    assert story.first_outlet.articles == 2


def test_copies_are_not_independent_outlets() -> None:
    reprints = [
        replace(STORM[0], id=f"ar{n}", outlet=Outlet(f"Paper {n}", f"paper{n}.example"))
        for n in range(40)
    ]
    group = DuplicateGroup(
        id="dr0",
        kind="wire_copy",
        keep=reprints[0],
        keep_record=0,
        members=tuple(range(40)),
        articles=tuple(sorted(reprints, key=lambda a: a.id)),
        records=(),
        reason="",
    )
    story = described(reprints, [0] * 40, [group])[0]
    assert len(story.outlets) == 40
    assert story.independent_outlets == 1


def test_a_copy_whose_original_is_elsewhere_still_counts() -> None:
    old = make_article("a", "Ottoline wrecks pier", day=-60.0)
    group = DuplicateGroup(
        id="da",
        kind="wire_copy",
        keep=old,
        keep_record=0,
        members=(0, 1),
        articles=(old, STORM[0]),
        records=(),
        reason="",
    )
    stories = described([old, *STORM[:2]], [0, 1, 1], [group])
    assert [story.independent_outlets for story in stories] == [2, 1]


def test_no_articles_make_no_stories() -> None:
    assert described([], []) == []


def test_an_outlet_spelled_in_two_cases_is_one() -> None:
    articles = [
        replace(article, outlet=Outlet(name, ""))
        for article, name in zip(STORM, ("Daily Tern", "daily tern", "DAILY TERN"), strict=True)
    ]
    (story,) = described(articles, [0, 0, 0])
    assert not story.is_coverage
    assert story.independent_outlets == 1
