"""A story of a store tells outlets, the first and its articles as the run that stored it did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clustering.desk.shown import stories_in_order
from clustering.reporting.stored_story import StoredCoverage, stored_stories
from clustering.settings.outlet_groups import NO_GROUPS
from clustering.store import open_store
from clustering.stories.story import StoryOutlet
from tests.store.streams import bring, stream


def test_stories_are_told_as_the_run_told_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        result = bring(store, stream(15, seed=5, days=6)).result
        rows = stories_in_order(store.connection)
        stored = list(stored_stories(store.connection, rows))
        assert [story.row.id for story in stored] == [story.id for story in result.stories]
        for found, told in zip(stored, result.stories, strict=True):
            assert _names(found.outlets) == _names(told.outlets)
            assert _names(found.first.outlets) == _names(told.first.outlets)
            assert (found.first_outlet is None) == (told.first_outlet is None)
            assert [a.row.id for a in found.articles] == [a.id for a in told.articles]


def test_only_stories_of_several_outlets_are_coverage_in_the_order_given(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        result = bring(store, stream(15, seed=5, days=6)).result
        rows = stories_in_order(store.connection)[::-1]
        coverage = StoredCoverage.of(store.connection, rows, NO_GROUPS).coverage
        assert [story.row.id for story in coverage] == [s.id for s in result.coverage][::-1]
        assert 0 < len(coverage) < len(rows)


def _names(outlets: Sequence[StoryOutlet]) -> list[tuple[str, int]]:
    return [(outlet.domain, outlet.articles) for outlet in outlets]
