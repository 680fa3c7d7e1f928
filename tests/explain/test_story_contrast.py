"""How a story stands against its surroundings, in a sentence."""

from __future__ import annotations

from clustering import cluster
from clustering.result import Result
from tests.explain.conftest import RECORDS


def test_a_story_is_told_against_what_is_nearest_outside(result: Result) -> None:
    why = result.why("ledger", "again")
    inside, outside = result.story("ledger").inside, result.story("ledger").outside
    assert inside > outside > 0
    assert [story.sentence for story in why.stories] == [
        f"The 3 articles of this story are linked with an average strength of {inside:.2f}; "
        f"with the nearest story, “{RECORDS[4].title}”, it is {outside:.2f}.",
        "Alone in its story; the average strength to the nearest story, "
        f"“{result.story('ledger').headline}”, is {outside:.2f}.",
    ]
    assert len(result.why("gazette", "tern").stories) == 1
    (unlinked, _) = result.why("voltpage", "tern").stories
    assert unlinked.sentence == "Alone in its story; nothing is linked to it."
    told = why.as_dict()["stories"]
    assert [story["articles"] for story in told] == [3, 1]
    assert told[0]["nearest"]["title"] == RECORDS[4].title
    assert told[1]["inside"] is None


def test_a_story_to_which_nothing_is_linked_is_told_so() -> None:
    (story,) = cluster(RECORDS[:3]).why("gazette", "tern").stories
    assert story.sentence.startswith("The 3 articles of this story are linked with an ")
    assert story.sentence.endswith("; nothing outside is linked to them.")


def test_the_surroundings_are_told_under_a_fixed_cut_too() -> None:
    (held, alone) = cluster(RECORDS, cohesion=0.1).why("ledger", "again").stories
    assert held.nearest is not None
    assert held.outside == alone.outside > 0
