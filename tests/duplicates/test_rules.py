"""Rules: editions of one outlet have the same pages under the same paths."""

from __future__ import annotations

import pytest

from tests.duplicates.conftest import Find
from tests.factories import make_record

TITLE = "Ferry aground off Tidewater: all are safe"
PATH = "/2024/03/10/europe/ferry-aground-tidewater/index.html"


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        (f"edition.post.example{PATH}", f"www.post.example{PATH}", TITLE),
        (f"edition.post.example{PATH}", f"us.post.example{PATH}", "Ferry aground off Tidewater"),
        ("www.post.co.uk/news/cjwx5vx21y2o", "www.post.com/news/cjwx5vx21y2o", TITLE),
        ("www.the-post.com/uk/ferry-b2510123", "www.post.co.uk/uk/ferry-b2510123", TITLE),
        ("post.example/en-gb/ferry-aground-now", "post.example/en-us/ferry-aground-now", TITLE),
    ],
)
def test_editions_of_an_outlet_meet(find: Find, one: str, other: str, title: str) -> None:
    records = [
        make_record("a", TITLE, 0.4, urls=(f"https://{one}",), outlet_domain=one.split("/")[0]),
        make_record("b", title, 0.6, urls=(f"https://{other}",), outlet_domain=other.split("/")[0]),
    ]
    (group,) = find(records)
    assert group.kind == "same_page"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("herald.co.uk/news/ferry-aground-now", "courier.com/news/ferry-aground-now"),
        ("herald.co.uk/news/a", "herald.com/news/a"),
        ("herald.co.uk/news/cjwx5vx21y2o", "herald.com/news/c78gp7l5348o"),
    ],
)
def test_other_outlets_and_other_pages_do_not(find: Find, one: str, other: str) -> None:
    records = [
        make_record(name, TITLE, 0.4, urls=(f"https://{url}",), outlet_domain=url.split("/")[0])
        for name, url in (("a", one), ("b", other))
    ]
    assert find(records) == []


@pytest.mark.parametrize(
    ("excerpts", "are_copies"),
    [
        (("All twelve are safe.", "All twelve are safe."), True),
        (("All twelve are safe.", "All twelve were rescued."), False),
        (("Read more.", "Read more."), False),
        (("All twelve are safe.", ""), False),
    ],
)
def test_a_short_text_speaks_for_an_equal_headline_where_it_is_the_same_word_for_word(
    find: Find, excerpts: tuple[str, str], are_copies: bool
) -> None:
    records = [
        make_record(name, TITLE, 0.4, urls=(f"https://{name}.example/{name}",), excerpt=excerpt)
        for name, excerpt in zip(("herald", "courier"), excerpts, strict=True)
    ]
    assert [group.kind for group in find(records)] == ["wire_copy"] * are_copies
