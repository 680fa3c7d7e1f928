"""Stories built by hand, of as many articles and outlets as a test asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from clustering.model import Outlet
from clustering.stories.story import First, Story, StoryOutlet
from tests.factories import FIRST_DAY, make_article


def make_story(
    size: int,
    days: float = 1.0,
    title: str = "Storm",
    inside: float = 0.5,
    outlets: int | None = None,
) -> Story:
    """Build a story of articles by as many outlets, or by fewer, that lasts ``days`` days."""
    articles = tuple(
        replace(
            make_article(f"n{n:03d}", f"{title} {n}rak"),
            outlet=Outlet(f"Paper {n % (outlets or size)}", f"n{n % (outlets or size)}.example"),
        )
        for n in range(size)
    )
    counted = dict.fromkeys(article.outlet for article in articles)
    own = tuple(
        StoryOutlet(*outlet, sum(a.outlet == outlet for a in articles), FIRST_DAY)
        for outlet in counted
    )
    return Story(
        id=f"s{size}",
        headline=articles[0].title,
        lead=articles[0],
        members=tuple(range(size)),
        articles=articles,
        core=(True,) * size,
        outlets=own,
        first=First(own[:1], FIRST_DAY, False),
        independent_outlets=len(own),
        first_published=FIRST_DAY,
        last_published=FIRST_DAY + timedelta(days=days),
        cohesion=0.5,
        inside=inside,
        outside=0.1,
        keywords=("storm",),
    )
