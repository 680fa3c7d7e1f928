"""A page is a post where its head says what an article's head does."""

from __future__ import annotations

from clustering.sources.headers.html import read_html
from tests.cost import cost

PAGE = """<!doctype html><html><head><title>Kelp &amp; co | Tide Post</title>
<meta property="og:title" content="Kelp &amp; co">
<meta content='2024-05-02T06:10:00Z' property='article:published_time'>
<meta name=description content="The first barge left.">
<link rel="canonical" href="https://tide.example/kelp">
<meta property="og:site_name" content="Tide Post">
</head><body><p>Body</p></body></html>"""


def test_what_the_head_of_a_page_says() -> None:
    found = read_html(PAGE)
    assert found is not None
    assert found[0] == {
        "title": "Kelp & co",
        "date": "2024-05-02T06:10:00Z",
        "description": "The first barge left.",
        "canonical_url": "https://tide.example/kelp",
        "site_name": "Tide Post",
    }
    assert "Body" in PAGE[found[1] :]


def test_a_template_or_a_fragment_is_no_post() -> None:
    assert read_html("<html><head><title>{{ page.title }}</title></head></html>") is None
    assert read_html("<p>Just text</p>") is None


def test_no_page_takes_long() -> None:
    pieces = ("<meta ", "<meta a='", "<title", "<", "<meta a=b c=d ")
    assert cost(lambda: [read_html(piece * 50_000) for piece in pieces]) < 3
