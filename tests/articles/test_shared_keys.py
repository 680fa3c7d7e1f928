"""What records say can make one address several articles, and several addresses one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.articles.merge import merge
from clustering.articles.names import ArticleNames
from clustering.model import Reading, Record

SHOW = "https://harbourhour.com/show"
NOTES = "https://docs.nimbus.com/release-notes"
STORY = "https://tidepost.com/story/ferry-stuck-on-sandbank"
TITLES = ("Why ropes break", "The last lighthouse keeper", "Fish auctions go online")
TEXTS = ("A splicer explains fatigue.", "Forty years alone on a skerry.", "Buyers bid from home.")


def record(name: str, url: str, title: str, text: str = "", day: int = 0) -> Record:
    published = datetime(2024, 3, day, tzinfo=UTC) if day else None
    return Record(name, "t.csv", title, text, (url,), published=published)


def articles(*records: Record) -> list[str]:
    """Return the names of the records of each article, sorted."""
    found = merge(list(records)).articles
    return sorted("".join(records[at].name for at in article.records) for article in found)


def listed(urls: Sequence[str], titles: Sequence[str] = TITLES, **given: object) -> list[Record]:
    return [
        record("abc"[at], url, title, **{"text": TEXTS[at], **given})  # type: ignore[arg-type]
        for at, (url, title) in enumerate(zip(urls, titles, strict=False))
    ]


def test_three_unlike_titles_over_unlike_texts_are_several_articles() -> None:
    assert articles(*listed([SHOW] * 3)) == ["a", "b", "c"]
    assert articles(*listed([SHOW] * 2)) == ["ab"]


def test_numbered_titles_are_unlike() -> None:
    assert articles(*listed([SHOW] * 3, ["Episode 1", "Episode 2", "Episode 3"])) == ["a", "b", "c"]


def test_a_repeated_title_is_still_one_of_them() -> None:
    again = record("d", f"{SHOW}?utm_source=x", TITLES[0].upper(), TEXTS[0])
    assert articles(*listed([SHOW] * 3), again) == ["ad", "b", "c"]


def test_changed_headlines_and_texts_of_one_article_are_one() -> None:
    assert articles(*listed([SHOW] * 3, text="The same text of all of them.")) == ["abc"]
    like = ["Ferry runs aground", "Ferry runs aground off Tidewater", "Ferry aground"]
    assert articles(*listed([SHOW] * 3, like)) == ["abc"]
    assert articles(*listed([SHOW] * 3, text="")) == ["abc"]


def test_without_texts_days_tell_several_articles() -> None:
    records = [record("abc"[at], SHOW, title, "", 4 + 7 * at) for at, title in enumerate(TITLES)]
    assert articles(*records) == ["a", "b", "c"]


def test_another_address_of_their_own_keeps_episodes_together_with_their_copies() -> None:
    records = [
        Record(f"{name}{at}", "t.csv", TITLES[at], TEXTS[at], (f"{SHOW}/{at}", SHOW))
        for at in range(3)
        for name in "ab"
    ]
    assert articles(*records) == ["a0b0", "a1b1", "a2b2"]


def test_entries_of_one_page_are_told_apart_by_their_fragments() -> None:
    days = ["March 10, 2024", "March 12, 2024"]
    urls = [f"{NOTES}#March_10", f"{NOTES}#March_12"]
    records = listed(urls, days)
    assert articles(*records) == ["a", "b"]
    names = ArticleNames(Reading(records, []), merge(records))
    assert names.find(urls[0]) != names.find(urls[1])
    assert articles(*listed(urls, ["Storm hits coast", "Storm hits the coast"])) == ["ab"]
    assert articles(*listed([f"{NOTES}#xtor=1", f"{NOTES}#xtor=2"])) == ["ab"]
    assert articles(*listed([NOTES, f"{NOTES}#March_12"])) == ["ab"]


def test_a_doubtful_parameter_with_two_values_under_unlike_titles_tells_them_apart() -> None:
    assert articles(*listed([f"{STORY}?mid=1", f"{STORY}?mid=2"])) == ["a", "b"]
    assert articles(*listed([f"{STORY}?mid=1", STORY])) == ["ab"]
    assert articles(*listed([f"{STORY}?utm_source=1", f"{STORY}?utm_source=2"])) == ["ab"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (STORY, f"{STORY}?r=2726&lid=2678&pm_ln=694", True),
        (f"{STORY}?r=1", f"{STORY}?wt_zmc=2", True),
        (STORY, f"{STORY}?page=2", False),
        (STORY, f"{STORY}?id=7&r=1", False),
        ("https://tidepost.com/read", "https://tidepost.com/read?r=1", False),
        ("https://tidepost.com/a-b-c-d.php", "https://tidepost.com/a-b-c-d.php?r=1", False),
        (f"{STORY}?who=101", f"{STORY}?who=102", False),
    ],
)
def test_who_shared_an_address_says_nothing_where_the_path_names_the_article(
    one: str, other: str, together: bool
) -> None:
    assert (articles(*listed([one, other])) == ["ab"]) is together


def test_one_title_joins_addresses_that_one_unknown_parameter_tells_apart() -> None:
    urls = [f"{STORY}?who=101", f"{STORY}?who=102", f"{STORY}?who=103"]
    assert articles(*listed(urls, [TITLES[0], TITLES[0], TITLES[2]])) == ["ab", "c"]


def test_the_day_of_an_archive_is_not_that_of_the_article() -> None:
    archived = "https://archive.ph/20240310/https://tidepost.com/2024/02/01/storm"
    (article,) = merge([record("a", archived, "T")]).articles
    assert article.published == datetime(2024, 2, 1, tzinfo=UTC)


def test_an_article_opens_at_its_mended_address() -> None:
    (article,) = merge([record("a", "http://http://tidepost.com/a", "T")]).articles
    assert (article.url, article.keys) == ("http://tidepost.com/a", ("tidepost.com/a",))
    (article,) = merge([record("a", f"https://tidepost.com/{'a' * 9000}", "T")]).articles
    assert (article.url, article.keys) == ("", ())


URLS = st.sampled_from([SHOW, f"{NOTES}#a", f"{NOTES}#b", STORY, f"{STORY}?r=1", f"{STORY}?r=2"])


@given(
    st.lists(st.tuples(URLS, st.sampled_from(TITLES), st.sampled_from(TEXTS)), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_records_never_matters(
    drawn: list[tuple[str, str, str]], random: Random
) -> None:
    records = [record(f"<{at}>", *one) for at, one in enumerate(drawn)]
    shuffled = list(records)
    random.shuffle(shuffled)
    one, other = merge(records).articles, merge(shuffled).articles
    assert [article.id for article in one] == [article.id for article in other]
    assert [{records[at].name for at in article.records} for article in one] == [
        {shuffled[at].name for at in article.records} for article in other
    ]
