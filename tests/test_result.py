"""What people ask of a result: an article by any of its names, and the story it is in."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.errors import UsageError
from tests.factories import ALL, STORM, make_record


def test_articles_are_found_by_id_url_path_and_record_name() -> None:
    result = cluster(ALL)
    article = result.articles[result.find("gazette")]
    for name in (article.id, STORM[0].urls[0], STORM[0].urls[0] + "?utm_source=x"):
        assert result.articles[result.find(name)] is article
    story = result.story("tern")
    assert article in story.articles
    assert result.story(story.id) == result.story(article) == story
    assert result.why(article, story.articles[0]).together


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'gazette'"):
        cluster(ALL).find("gazete")


def test_a_story_is_told_against_what_is_nearest_outside() -> None:
    result = cluster(ALL, cohesion=0.6)  # parts "ledger" from the other two
    story, beside = result.story("gazette"), result.story("ledger")
    contrast = result.contrast_of(story)
    assert (contrast.articles, contrast.inside) == (2, story.inside)
    assert contrast.nearest is beside.lead
    assert contrast.sentence == (
        f"The 2 articles of this story are linked with an average strength of {story.inside:.2f}; "
        f"with the nearest story, “{beside.headline}”, it is {story.outside:.2f}."
    )
    assert result.contrast_of(beside).inside is None
    alone = result.contrast_of(result.story("otter")).sentence
    assert alone == "Alone in its story; nothing is linked to it."
    told = result.why("gazette", "quay")
    assert [one.articles for one in told.stories] == [2, 2]
    assert contrast.sentence in told.text()
    assert len(result.why("gazette", "tern").stories) == 1


def test_the_core_of_all_stories_is_told_for_every_article() -> None:
    result = cluster(ALL)
    for story in result.stories:
        assert tuple(result.is_core[list(story.members)]) == story.core


def test_with_a_fixed_cut_the_nearest_outside_is_known_as_well() -> None:
    result = cluster(ALL[:3], cohesion=1)
    assert len(result.stories) == 3
    assert all(result.nearest_to(story) for story in result.stories)
    assert all(story.outside > 0 for story in result.stories)


@pytest.mark.parametrize(
    ("days", "outlets", "is_day"),
    [
        ({"gazette": 0.0, "tern": 0.2}, ["Gazette"], False),
        ({"gazette": 0.0, "tern": 0.0}, ["Gazette", "Tern"], False),
        ({"gazette": -0.375, "tern": 0.2}, ["Gazette", "Tern"], True),  # gazette: midnight
        ({"gazette": -0.375, "tern": 0.625}, ["Gazette"], True),  # tern: the midnight after
        ({"gazette": None, "tern": None}, [], False),
    ],
)
def test_who_was_first_is_known_as_far_as_the_dates_tell(
    days: dict[str, float | None], outlets: list[str], is_day: bool
) -> None:
    title = "Storm Ottoline floods the old harbour of Brackwater"
    (story,) = cluster([make_record(name, title, day) for name, day in days.items()]).stories
    assert sorted(outlet.name for outlet in story.first.outlets) == outlets
    assert story.first.is_known == (len(outlets) == 1)
    assert story.first.is_day == is_day
    assert (story.first_outlet is None) == (len(outlets) != 1)
