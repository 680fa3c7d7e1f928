"""Records in a store: known again when their source is read again, and given back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clustering.model import Record
from clustering.store import open_store
from clustering.store.records import content, load_records, record_key, with_own_names
from tests.factories import make_record
from tests.store.streams import bring

texts = st.text(st.characters(codec="utf-8"), max_size=12)
records = st.builds(
    Record,
    name=texts,
    source=texts,
    title=texts,
    excerpt=texts,
    urls=st.lists(texts, max_size=2).map(tuple),
    outlet_name=texts,
    topics=st.lists(texts, max_size=2).map(tuple),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    quality=st.none() | st.floats(0, 1),
    unread_date=texts,
)


@given(record=records)
def test_a_record_comes_out_of_the_store_as_it_went_in(record: Record) -> None:
    from clustering.store.records import _data, _records

    assert _records([json.loads(_data(record))]) == [record]


def test_an_entry_is_known_by_its_address_wherever_it_stands_in_the_feed() -> None:
    third = make_record("x", "Storm", source="feed.xml", name="feed.xml:3")
    assert record_key(third) == record_key(replace(third, name="feed.xml:9", title="Storm ends"))
    assert record_key(third) != record_key(replace(third, urls=("https://x.example/other",)))


def test_entries_under_one_address_are_told_apart_by_their_own_ids() -> None:
    one = make_record("e1", "Episode 1", urls=("https://pod.example/",), source="feed.xml")
    assert record_key(one) != record_key(replace(one, name="e2", title="Episode 2"))


def test_names_that_another_record_has_get_a_number_and_related_entries_follow() -> None:
    post = make_record("p", "Storm", name="p.md")
    entry = make_record("r", "Gale", name="p.md#related[0]", related_to="p.md")
    renamed = with_own_names([post, entry], {"p.md"})
    assert [record.name for record in renamed] == ["p.md (2)", "p.md (2)#related[0]"]
    assert renamed[1].related_to == "p.md (2)"


def test_what_a_record_says_does_not_depend_on_its_file() -> None:
    one = make_record("a", "Storm")
    assert content(one) == content(replace(one, source="other.csv", name="other.csv:4"))
    assert content(one) != content(replace(one, title="Gale"))


def test_a_changed_record_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    old = make_record("a", "Storm hits Tarn", source="feed.xml", name="feed.xml:1")
    new = replace(old, title="Storm leaves Tarn", name="feed.xml:2")
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [old])
        bring(store, [new])
        (article,) = store.connection.execute("SELECT id FROM articles").fetchone()
        ((_, held),) = load_records(store.connection, [article])
        assert held == new


def test_a_record_that_another_file_repeats_is_kept_once(tmp_path: Path) -> None:
    old = make_record("a", "Storm hits Tarn", source="monday.csv", name="monday.csv:2")
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [old])
        again = bring(store, [replace(old, source="tuesday.csv", name="tuesday.csv:9")])
        assert store.connection.execute("SELECT count(*) FROM records").fetchone() == (1,)
        assert again.result.duplicate_groups == []
        assert datetime.fromisoformat("2025-03-10T09:00:00Z") == again.result.articles[0].published
