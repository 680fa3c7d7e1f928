"""Identity: which records are one article, what each gives to it, and what never matters."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.compact_values import ShortTexts
from clustering.articles.merge import merge
from clustering.model import Article, Corpus, Outlet, Record
from clustering.web.keys import canonical

WEB = "https://www.harbourpost.com/news/storm-hits-coast"
AMP = "https://harbourpost.com/story/amp/4711"
KEY = "harbourpost.com/news/storm-hits-coast"
MAY_1 = datetime(2024, 5, 1, 8, tzinfo=UTC)
MAY_2 = datetime(2024, 5, 2, 8, tzinfo=UTC)


def record(name: str, *urls: str, title: str = "Storm hits coast", **given: object) -> Record:
    return replace(Record(name=name, source="posts", title=title, urls=urls), **given)  # type: ignore[arg-type]


def only(records: Sequence[Record]) -> Article:
    (article,) = merge(list(records)).articles
    return article


def names(corpus: Corpus, records: list[Record]) -> set[frozenset[str]]:
    return {frozenset(records[one].name for one in article.records) for article in corpus.articles}


def test_spellings_of_one_address_are_one_article() -> None:
    article = only([record("a", WEB), record("b", f"{WEB}/amp/?utm_source=rss"), record("c", WEB)])
    assert article.records == (0, 1, 2)
    assert article.keys == (KEY,)
    assert article.url == WEB


def test_addresses_join_through_a_record_that_knows_both() -> None:
    article = only([record("a", AMP), record("b", WEB), record("c", WEB, AMP)])
    assert article.keys == (KEY, canonical(AMP))


def test_a_home_page_joins_nothing() -> None:
    home = "https://www.harbourpost.com/"
    corpus = merge([record("a", home, WEB), record("b", home, AMP), record("c", home)])
    assert len(corpus) == 3
    assert all("harbourpost.com" not in article.keys for article in corpus.articles)


def test_without_an_address_outlet_title_and_day_identify() -> None:
    records = [
        record("a", outlet_name="Harbour Post", published=MAY_1),
        record("b", title=" STORM hits  coast", outlet_name="harbour post", published=MAY_1),
        record("next day", outlet_name="Harbour Post", published=MAY_2),
        record("elsewhere", outlet_name="Coast Daily", published=MAY_1),
    ]
    groups = names(merge(records), records)
    assert groups == {frozenset("ab"), frozenset({"next day"}), frozenset({"elsewhere"})}


@pytest.mark.parametrize("lacking", [{"title": ""}, {"outlet_name": ""}])
def test_without_an_address_and_title_or_outlet_a_record_stands_alone(
    lacking: dict[str, str],
) -> None:
    known = {"title": "Storm hits coast", "outlet_name": "Harbour Post"} | lacking
    records = [record("a", **known), record("b", **known)]
    assert len(merge(records)) == 2


def test_records_of_one_name_without_anything_else_stay_apart() -> None:
    records = [record("1", title="Storm"), record("1", title="Calm"), record("1", title="Storm")]
    corpus = merge(records)
    assert len({article.id for article in corpus.articles}) == 3


def test_the_richest_record_supplies_the_text() -> None:
    poor = record("a", WEB, title="", excerpt="Long, but nobody knows of what.")
    listed = record("b", WEB, title="Listed", excerpt="Same length", related_to="post")
    own = record("c", WEB, title="Own", excerpt="Same length")
    later = record("d", WEB, title="Later", excerpt="Same length")
    article = only([poor, later, listed, own])
    assert (article.title, article.excerpt, article.text_from) == ("Own", "Same length", 3)
    longer = replace(listed, excerpt="Longer than the others")
    assert only([poor, longer, own]).title == "Listed"


def test_the_earliest_date_wins_and_is_traced() -> None:
    article = only(
        [record("a", WEB), record("b", WEB, published=MAY_2), record("c", WEB, published=MAY_1)]
    )
    assert (article.published, article.date_from) == (MAY_1, 2)
    assert only([record("a", WEB)]).date_from == -1


def test_the_outlet_is_the_text_record_s_or_the_first_known_one() -> None:
    silent = record("a", WEB, excerpt="The longest excerpt of all")
    named = record("b", WEB, outlet_name="Harbour Post", outlet_domain="www.Harbour.Example")
    assert only([silent, named]).outlet == Outlet("Harbour Post", "harbour.example")
    own = replace(silent, outlet_name="The Post")
    assert only([own, named]).outlet == Outlet("The Post", "harbourpost.com")
    assert only([silent]).outlet == Outlet("harbourpost.com", "harbourpost.com")
    assert only([record("a")]).outlet == Outlet("", "")


def test_an_amp_cache_is_not_the_outlet() -> None:
    cached = "https://harbourpost-com.cdn.ampproject.org/c/s/harbourpost.com/a/amp"
    assert only([record("a", cached)]).outlet.domain == "harbourpost.com"


def test_the_address_to_open_is_the_text_record_s_first_that_opens() -> None:
    text = record("b", KEY, excerpt="The longer one")
    assert only([text, record("a", AMP, WEB)]).url == AMP
    assert only([text]).url == KEY
    assert only([record("a")]).url == ""


def test_quality_topics_and_ownership_gather() -> None:
    article = only(
        [
            record("b", WEB, topics=("Sea", "Storms"), quality=3.0, related_to="post"),
            record("a", WEB, topics=("Storms", "Coast"), related_to="post"),
            record("c", WEB, quality=7.0, related_to="post"),
        ]
    )
    assert article.topics == ("Storms", "Coast", "Sea")
    assert article.quality == 7.0
    assert not article.is_own
    assert only([record("a", WEB), record("b", WEB, related_to="post")]).is_own


def test_the_id_stays_when_aliases_and_richer_texts_are_learned() -> None:
    before = only([record("b", WEB)])
    after = only([record("b", WEB), record("a", WEB, "https://a.com/x", AMP, excerpt="More")])
    assert before.id == after.id
    assert len(before.id) == 13
    assert before.id.isalnum()
    assert before.id[0] == "a"


def test_ids_that_collide_are_told_apart_the_same_way_in_any_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "clustering.articles.ids.digests",
        lambda texts: ShortTexts(
            np.array([f"a{zlib.crc32(text.encode()) % 5}" for text in texts], dtype="S13")
        ),
    )
    records = [record(str(n), f"https://x.com/{n}") for n in range(4)]
    forward = {article.keys: article.id for article in merge(records).articles}
    backward = {article.keys: article.id for article in merge(records[::-1]).articles}
    assert len(set(forward.values())) == 4
    assert forward == backward


def test_no_records_make_an_empty_corpus() -> None:
    corpus = merge([])
    assert len(corpus) == 0
    assert corpus.links.shape == (0, 2)
    assert corpus.article_of.shape == (0,)


URLS = st.sampled_from(
    [f"https://{dress}x.com/{page}" for dress in ("", "www.", "amp.") for page in ("", *"abcde")]
)
NAMES = st.sampled_from([f"r{n}" for n in range(12)])


@st.composite
def readings(draw: st.DrawFn) -> list[Record]:
    """Draw records with unique names, few addresses, and related lists among them."""
    return [
        Record(
            name=name,
            source="posts",
            title=draw(st.sampled_from(["", "Storm", "Calm"])),
            excerpt=draw(st.sampled_from(["", "Wind", "Sun"])),
            urls=tuple(draw(st.lists(URLS, max_size=3))),
            outlet_name=draw(st.sampled_from(["", "Post", "Daily"])),
            outlet_domain=draw(st.sampled_from(["", "x.com", "y.org"])),
            published=draw(st.sampled_from([None, MAY_1, MAY_2])),
            topics=tuple(draw(st.lists(st.sampled_from("xyz"), max_size=2))),
            quality=draw(st.sampled_from([None, 1.0, 2.0])),
            related_to=draw(st.just("") | NAMES),
            related_urls=tuple(draw(st.lists(URLS, max_size=1))),
        )
        for name in draw(st.lists(NAMES, unique=True, max_size=8))
    ]


@given(readings(), st.randoms(use_true_random=False))
def test_nothing_but_positions_depends_on_the_order(records: list[Record], random: Random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    one, other = merge(records), merge(shuffled)
    assert np.array_equal(one.links, other.links)
    for left, right in zip(one.articles, other.articles, strict=True):
        same = {"records": (), "text_from": 0, "date_from": 0}
        assert replace(left, **same) == replace(right, **same)  # type: ignore[arg-type]
        assert {records[n].name for n in left.records} == {shuffled[n].name for n in right.records}
        assert records[left.text_from].name == shuffled[right.text_from].name


@given(readings())
def test_articles_are_the_groups_that_joining_pair_by_pair_gives(records: list[Record]) -> None:
    corpus = merge(records)
    pages = [{key for key in map(canonical, r.urls) if "/" in key} for r in records]
    groups = [({n}, set(keys)) for n, keys in enumerate(pages) if keys]
    while True:
        pair = next(
            ((a, b) for a in groups for b in groups if a is not b and a[1] & b[1]),
            None,
        )
        if pair is None:
            break
        groups = [g for g in groups if g is not pair[0] and g is not pair[1]]
        groups.append((pair[0][0] | pair[1][0], pair[0][1] | pair[1][1]))
    addressed = {a.records for a in corpus.articles if a.keys}
    assert addressed == {tuple(sorted(members)) for members, _ in groups}


@given(readings())
def test_every_record_is_in_exactly_one_article(records: list[Record]) -> None:
    corpus = merge(records)
    listed = sorted(n for article in corpus.articles for n in article.records)
    assert listed == list(range(len(records)))
    for place, article in enumerate(corpus.articles):
        assert all(corpus.article_of[n] == place for n in article.records)
        assert article.text_from in article.records
        assert article.date_from in (-1, *article.records)
    ids = [article.id for article in corpus.articles]
    assert ids == sorted(set(ids))
    assert all(left < right for left, right in corpus.links)
