"""Text from outside comes out of Markdown as it went in, and makes no markup."""

from __future__ import annotations

import pytest

from clustering.reporting.markdown_text import code, escaped, linked
from tests.reporting.test_markdown import rendered


@pytest.mark.parametrize(
    "text",
    [
        "a * b ** c ***",
        "[link](http://x.example) ![image](x)",
        "`code` and ``more``",
        "<b>bold</b> <http://x.example>",
        "under_score_ and __strong__",
        "~~struck~~ | cell | C#",
        "&copy; &#65; R&D",
        "back\\slash \\* done",
        "1. not a list",
        "# not a heading #",
    ],
)
def test_titles_come_out_as_they_went_in(text: str) -> None:
    shown = rendered("### x " + escaped(text)) + rendered("- " + linked(text, "http://ok.example/"))
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain.count(text) == 2
    assert shown.count("<a ") == 1


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://user@host/a",
        "data:text/html,x",
        "//host/x",
        "http://",
        "http://[x",
        "http://a b",
        "",
    ],
)
def test_what_is_no_web_address_is_not_linked(url: str) -> None:
    assert linked("Title", url) == "Title"


def test_addresses_come_through_whole() -> None:
    html = rendered(linked("x", 'https://ok.example/a_(b)_`c`?x=1&copy;=2&y="3"'))
    assert 'href="https://ok.example/a_%28b%29_%60c%60?x=1&amp;copy;=2&amp;y=%223%22"' in html


@pytest.mark.parametrize("name", ["plain", "a`b", "``", "`", "a ``` b`"])
def test_names_of_records_are_code_whatever_they_hold(name: str) -> None:
    assert f"<code>{name}</code>" in rendered(code(name))
