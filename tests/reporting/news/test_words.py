"""What is new in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting.news.words import (
    badge_in_words,
    badges,
    item_in_words,
    shown_items,
    since_in_words,
    size_in_words,
)
from clustering.store.news_items import OtherStory
from tests.reporting.news.test_show import ALONE, ITEM, NEWS

LOST = replace(ITEM, came=1, new_outlets=("Echo",), left=4)


def others(*headlines: str) -> tuple[OtherStory, ...]:
    return tuple(OtherStory(f"s{at}", headline) for at, headline in enumerate(headlines))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (replace(ITEM, new_outlets=()), "+12 articles"),
        (replace(ITEM, came=1, new_outlets=("Courier",)), "+1 article, 1 new outlet: Courier"),
        (
            replace(ITEM, new_outlets=tuple("ABCDEF")),
            "+12 articles, 6 new outlets: A, B, C, D and 2 more",
        ),
        (
            replace(
                ITEM,
                came=1,
                new_outlets=("Echo",),
                left=4,
                newest="Ferry is towed",
                newest_outlet="Courier",
            ),
            "+1 article, 1 new outlet: Echo; newest: “Ferry is towed” (Courier); 4 articles left",
        ),
        (
            replace(
                ITEM,
                section="split",
                came=1,
                new_outlets=("Echo",),
                left=4,
                other="s2",
                other_headline="Storm",
            ),
            "4 articles left for “Storm”; +1 article, 1 new outlet: Echo",
        ),
        (
            replace(LOST, section="split", new_outlets=()),
            "4 articles left for other stories; +1 article",
        ),
        (
            replace(ITEM, section="merged", came=3, others=others("Storm")),
            "took in “Storm” (3 articles)",
        ),
        (
            replace(ITEM, section="merged", others=others(ITEM.headline, "Storm", "Gale")),
            "took in a story so named, “Storm” and “Gale” (12 articles)",
        ),
        (
            replace(ITEM, section="moved", came=9, others=others("A", "B", "B", "C", "D", "E")),
            "9 articles from “A”, “B”, “C”, “D” and 2 more",
        ),
        (
            replace(ITEM, section="split", came=2, others=others("Storm"), by_renewal=True),
            "2 articles from “Storm”; word weights were measured anew",
        ),
        (replace(ITEM, section="new"), ""),
        (replace(ITEM, section="quiet"), "nothing new since 2026-11-28 07:30 UTC"),
    ],
)
def test_a_change_in_words(item: object, words: str) -> None:
    assert item_in_words(item) == words  # type: ignore[arg-type]


def test_the_size_of_a_story_in_words() -> None:
    assert size_in_words(ITEM) == "5 outlets · 14 articles · since 2026-11-27 08:00 UTC · one event"
    assert size_in_words(replace(ITEM, first_published="", mark="")) == "5 outlets · 14 articles"


def test_between_which_runs() -> None:
    assert since_in_words(NEWS).startswith("2 runs since run 3 (2026-11-27 07:00 UTC)")
    assert since_in_words(replace(NEWS, since=0)).startswith("From the beginning to run 5")


def test_only_some_new_stories_of_one_outlet_are_shown() -> None:
    shown = shown_items(NEWS)
    assert shown["new"] == (ALONE[:10], 20)
    assert shown["grown"] == ([ITEM], 0)
    assert "merged" not in shown


def test_of_very_many_stories_the_first_are_shown() -> None:
    many = tuple(replace(ITEM, section="new", story=f"s{at}") for at in range(70))
    kept, left_out = shown_items(replace(NEWS, items=many))["new"]
    assert (kept, left_out) == (list(many[:50]), 20)


@pytest.mark.parametrize(
    ("section", "badge"),
    [
        ("grown", "grown +12"),
        ("new", "new"),
        ("quiet", "quiet"),
        ("merged", "merged"),
        ("moved", ""),
    ],
)
def test_a_story_in_a_list_says_in_a_word_what_is_new(section: str, badge: str) -> None:
    assert badge_in_words(replace(ITEM, section=section)) == badge


def test_a_story_has_the_first_of_its_badges_and_none_on_a_first_run() -> None:
    items = (replace(ITEM, section="moved"), ITEM, replace(ITEM, section="split"))
    assert badges(replace(NEWS, items=items)) == {ITEM.story: ("grown", "grown +12")}
    assert badges(replace(NEWS, since=0, items=items)) == {}
    assert badges(None) == {}
