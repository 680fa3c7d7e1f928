"""What is found in a store by words."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.desk.search import SearchIndex, story_of
from clustering.store import open_store
from tests.factories import make_record
from tests.store.streams import bring

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
AGAIN = make_record("b", "Ferry aground off Tarn, 214 taken ashore", day=0.2)
CAFE = make_record("c", "Café of the museum of Valdria opens", day=0.1)
CHINESE = make_record("d", "渡轮在塔恩岛附近搁浅", day=0.1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ferry", {"a", "b"}),
        ("FERRY ashore", {"b"}),
        ("cafe", {"c"}),
        ("vald", {"c"}),
        ("塔恩", {"d"}),
        ("zebra", set()),
        ("", set()),
        ('" OR zebra --', set()),
        ("ferry NOT tarn", set()),
        ("100%", set()),
        ("_", set()),
    ],
)
@pytest.mark.parametrize("with_words", [True, False])
def test_articles_are_found_by_what_they_say(
    tmp_path: Path, words: str, expected: set[str], with_words: bool
) -> None:
    index = SearchIndex()
    index._has_words &= with_words
    if not with_words and words == "cafe":
        pytest.skip("letters with other marks need FTS5")
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN, CAFE, CHINESE])
        query = "SELECT id, title FROM articles"
        titles = dict(store.connection.execute(query))
        named = {r.title: r.name for r in (FERRY, AGAIN, CAFE, CHINESE)}
        found = index.find(store.connection, words)
    assert {named[titles[article]] for article in found} == expected


def test_what_comes_later_is_found_and_what_changes_is_found_once(tmp_path: Path) -> None:
    index = SearchIndex()
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [CAFE])
        assert index.find(store.connection, "ferry") == []
        bring(store, [FERRY])
        assert len(index.find(store.connection, "ferry")) == 1
        bring(store, [make_record("a", "Ferry freed off Tarn", day=0.0)])
        assert len(index.find(store.connection, "ferry")) == 1
        assert len(index.find(store.connection, "freed")) == 1


def test_near_a_story_are_those_that_share_its_words(tmp_path: Path) -> None:
    other = make_record("e", "Second ferry stuck off Oster", day=9.0)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN, CAFE, other])
        stories = dict(store.connection.execute("SELECT title, story FROM articles"))
        near = SearchIndex().stories_near(store.connection, {stories[FERRY.title]})
    assert near[0] == stories[other.title]
    assert stories[FERRY.title] not in near


def test_articles_that_are_gone_have_no_story(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        ((article, story),) = store.connection.execute("SELECT id, story FROM articles")
        assert story_of(store.connection, ["gone", article]) == {article: story}
