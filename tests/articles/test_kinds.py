"""Records that say the same are merged as each of them would be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.columns import Columnar, joined
from clustering.arrays.compact_values import Coded
from clustering.articles.kinds import kinds_of
from clustering.articles.merge import merge
from clustering.model import Record

WEB = "https://www.harbourpost.com/news/storm-hits-coast"
SAID = (
    ("Storm hits coast", (WEB,), "Harbour Post", "harbourpost.com"),
    ("Storm hits the coast", (f"{WEB}?utm_source=rss",), "", ""),
    ("Storm hits coast", (), "Harbour Post", "harbourpost.com"),
    ("Storm hits coast", (), "", ""),
    ("Ferry sails again", (WEB, "https://hillnews.org/a-1"), "", "hillnews.org"),
    ("Ferry sails again", ("https://hillnews.org/",), "", ""),
)
FIELDS = ("title", "urls", "outlet_name", "outlet_domain")


def columns(codes: Sequence[int], posts: Sequence[str]) -> Columnar[Record]:
    """Return records that say some of ``SAID``, each of which is kept once."""
    said = dict(zip(FIELDS, zip(*SAID, strict=True), strict=True))
    array = np.array(codes, dtype=np.int32)
    others = {name: Coded(array, values) for name, values in said.items()}
    names = [f"{at * 7 % 10}.md#{at}" for at in range(len(codes))]
    sources = ["posts"] * len(codes)
    return Columnar(
        Record, len(codes), {"name": names, "source": sources, "related_to": posts, **others}
    )


RECORDS = st.lists(
    st.tuples(st.integers(0, len(SAID) - 1), st.sampled_from(("", "0.md#0"))), max_size=24
).map(lambda rows: columns([code for code, _ in rows], [post for _, post in rows]))


@given(RECORDS)
def test_articles_are_those_of_each_record_by_itself(records: Columnar[Record]) -> None:
    together, alone = merge(records), merge(list(records))
    assert list(together.articles) == list(alone.articles)
    assert together.article_of.tolist() == alone.article_of.tolist()
    assert together.links.tolist() == alone.links.tolist()


@given(RECORDS)
def test_records_of_one_kind_say_the_same_and_the_first_by_name_stands_for_them(
    records: Columnar[Record],
) -> None:
    kinds = kinds_of(records)
    said = [(one.title, one.urls, one.outlet_name, one.is_own) for one in records]
    for kind, first in enumerate(kinds.first.tolist()):
        members = np.flatnonzero(kinds.of == kind).tolist()
        assert {said[one] for one in members} == {said[first]}
        assert records[first].name == min(records[one].name for one in members)
    assert len(set(said)) == len(kinds.first)


def test_records_that_keep_no_value_once_are_of_kinds_of_their_own() -> None:
    records = list(columns([0, 0, 1], ["", "", ""]))
    assert kinds_of(records).of.tolist() == kinds_of(records).first.tolist() == [0, 1, 2]


def test_records_of_a_kind_can_be_set_apart() -> None:
    kinds = kinds_of(columns([0, 1, 0, 1, 0], [""] * 5))
    assert kinds.of.tolist() == [0, 1, 0, 1, 0]
    apart = kinds.with_apart(np.array([True, False]))
    assert apart.of.tolist() == [0, 1, 2, 1, 3]
    assert apart.first.tolist() == [0, 3, 2, 4]


def test_what_was_changed_in_some_records_makes_kinds_of_its_own() -> None:
    records = columns([0, 0, 0], [""] * 3)
    titles = records.column("title")
    assert isinstance(titles, Coded)
    changed = records.with_columns({"title": titles.replaced({1: "Storm"})})
    assert kinds_of(changed).of.tolist() == [0, 1, 0]


def test_records_of_several_sources_keep_their_kinds() -> None:
    parts = [columns([0, 1, 0], [""] * 3), columns([1, 1], ["", "0.md#0"])]
    together = joined(parts)
    assert list(together) == [*parts[0], *parts[1]]
    assert kinds_of(together).of.tolist() == [0, 1, 0, 2, 3]
    assert list(merge(together).articles) == list(merge(list(together)).articles)
