"""Addresses: when two of one outlet are one page, and when two outlets' speak for one text."""

from __future__ import annotations

import pytest

from clustering.articles.merge import merge
from clustering.duplicates.addresses import address_speaks, is_one_page
from clustering.model import Article
from tests.factories import make_record

TITLE = "Ferry crew walks out"


def article(url: str, day: float = 0.0, title: str = TITLE) -> Article:
    return merge([make_record("one", title, day, urls=(url,))]).articles[0]


@pytest.mark.parametrize(
    ("one", "other", "speaks"),
    [
        ("/news/local/ferry-crew/507-8812345", "/news/local/ferry-crew/507-8812345", True),
        ("/a/harbour-strike-day-one-pay", "/b/harbour-strike-day-one-pay", True),
        # The headline's own words, a day, or too few words are no evidence.
        ("/2025/03/10/ferry-crew-walks-out", "/2025/03/10/ferry-crew-walks-out", False),
        ("/20250310/ferry-crew-walks-out", "/20250310/ferry-crew-walks-out", False),
        ("/ferry-strike-now", "/ferry-strike-now", False),
        ("/news/12345", "/news/54321", False),
        ("", "", False),
    ],
)
def test_addresses_of_two_outlets_speak_for_one_text(one: str, other: str, speaks: bool) -> None:
    pair = article(f"https://one.example{one}"), article(f"https://two.example{other}")
    assert address_speaks(*pair) is speaks


def test_an_apostrophe_makes_no_other_word() -> None:
    title = "Millions of people's faces exposed"
    pages = [
        article(f"https://{host}.example/millions-of-peoples-faces-exposed", title=title)
        for host in ("one", "two")
    ]
    assert not address_speaks(*pages)


@pytest.mark.parametrize(
    ("url", "day", "is_one"),
    [
        ("https://one.example/news/sea-wall-breached-at-graywick", 1.0, True),
        ("https://one.example/opinion/another-page-of-it", 0.02, True),
        ("https://one.example/opinion/another-page-of-it", 1.0, False),
        ("https://one.example/news/sea-wall-breached-at-graywick", 9.0, False),
    ],
)
def test_two_copies_at_an_outlet_are_one_page(url: str, day: float, is_one: bool) -> None:
    first = article("https://one.example/coast/sea-wall-breached-at-graywick", 0.4)
    assert is_one_page(first, article(url, 0.4 + day)) is is_one
