"""The nouns: what tells outlets apart, how a skip reads, and when an article was published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clustering.model import Outlet, Reading, Skip
from tests.factories import make_article, make_corpus, make_record


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Outlet("Harbour Gazette", "gazette.example"), Outlet("HG", "gazette.example"), True),
        (Outlet("Harbour Gazette", ""), Outlet("HARBOUR GAZETTE", ""), True),
        (Outlet("Harbour Gazette", ""), Outlet("Tidewater Post", ""), False),
        (Outlet("Gazette", "a.example"), Outlet("Gazette", "b.example"), False),
    ],
)
def test_the_domain_tells_outlets_apart_and_without_one_the_name_in_any_case(
    one: Outlet, other: Outlet, same: bool
) -> None:
    assert (one.key == other.key) is same


def test_a_skip_names_the_line_where_there_is_one() -> None:
    assert str(Skip("posts/a.md", "no front matter")) == "posts/a.md: no front matter"
    assert str(Skip("t.csv", "too few cells", 7)) == "t.csv:7: too few cells"


def test_a_record_of_a_related_list_does_not_stand_for_itself() -> None:
    assert make_record("a", "Kelp").is_own
    assert not make_record("a#related[0]", "Kelp", related_to="a").is_own


def test_dates_that_cannot_be_read_are_listed() -> None:
    odd = make_record("odd", "Kelp", None, unread_date="the 45th of May")
    reading = Reading([make_record("a", "Gulls"), odd, make_record("b", "Otters", None)], [])
    assert reading.unread_dates == [odd]


def test_days_count_from_1970_and_are_unknown_without_a_date() -> None:
    corpus = make_corpus(
        [
            make_article("a", "Kelp", 0.0),
            make_article("b", "Gulls", 1.5),
            make_article("c", "", None),
        ]
    )
    assert corpus.days[1] - corpus.days[0] == 1.5
    assert np.isnan(corpus.days[2])
    assert int(corpus.days[0]) == 20157  # 2025-03-10


def outlets_of(*names: str) -> list[int]:
    articles = [
        replace(make_article(f"{at}", "Kelp"), outlet=Outlet(name, f"{name.lower()}.example"))
        if name
        else replace(make_article(f"{at}", "Kelp"), outlet=Outlet("", ""))
        for at, name in enumerate(names)
    ]
    return list(make_corpus(articles).outlets)


def test_articles_of_one_outlet_have_its_number() -> None:
    tern, quay, again, *_ = outlets_of("Tern", "Quay", "Tern", "Gazette", "Ledger")
    assert tern == again >= 0
    assert quay not in (tern, -1)


def test_an_unknown_outlet_and_one_with_half_of_the_articles_have_no_number() -> None:
    assert outlets_of("", "", "", "Tern", "Quay", "Ledger", "Gazette")[:3] == [-1, -1, -1]
    assert outlets_of("Tern", "Tern", "Quay", "Ledger")[:2] == [-1, -1]
    assert -1 not in outlets_of("Tern", "Tern", "Quay", "Ledger", "Gazette")
    assert outlets_of() == []


def test_titles_that_differ_in_case_alone_have_one_number() -> None:
    titles = ["Kelp", "KELP", "Gulls", "", ""]
    corpus = make_corpus([make_article(f"{at}", title) for at, title in enumerate(titles)])
    one, other, gulls, *untitled = corpus.title_classes.tolist()
    assert one == other != gulls
    assert untitled == [-1, -1]
    assert min(one, gulls) >= 0
