"""The words of a path: those of whole phrases, without numbers, ids and file endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.web.slugs import slug


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://x.com/news/99990-ibm-vowed-dial-back-facial-recognition-tech-but.html",
            "ibm vowed dial back facial recognition tech but",
        ),
        ("https://x.com/2024/05/20/Storm_hits_north_coast/", "storm hits north coast"),
        ("x.com/storm-hits-north-coast?a=b-c-d-e#f-g-h-i", "storm hits north coast"),
        ("https://x.com/storm-hits-north-coast.amp.html", "storm hits north coast"),
        ("https://x.com/coast-and-sea/storm-hits-harbour", "coast and sea storm hits harbour"),
        ("https://x.com/g20-storm-hits-idUSKBN22B34B", "g20 storm hits"),
        ("https://x.com/storm-hits-coast-8d2b0a6c-80a6-41ea-9d1f-13e1ae0a3571", "storm hits coast"),
        ("https://x.com/%D1%88%D1%82%D0%BE%D1%80%D0%BC-%D0%BD%D0%B0-юге", "шторм на юге"),
        ("https://storm-hits-coast.com/about-us/12-34-56-78/2024-storm-hits", ""),
        ("https://x.com/sports-news/story.php?id=1", ""),
        ("//x.com", ""),
        ("", ""),
    ],
)
def test_slug_holds_the_words_of_the_path(url: str, words: str) -> None:
    assert slug(url) == words


PIECES = ["http://", "//", "/", "?", "#", "%2F", "%", "-", "_", ".", "a-b-c-d", "12345", "\u0130"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_has_words_in_lower_case(text: str) -> None:
    assert slug(text) == slug(text).lower()
