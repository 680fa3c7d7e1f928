"""The first paragraph of a post is what a reader sees first, without any markup."""

from __future__ import annotations

import pytest

from clustering.sources.headers.body import first_heading, first_paragraph
from tests.cost import cost


@pytest.mark.parametrize(
    ("suffix", "body", "paragraph"),
    [
        (".md", "# Title\n\n![x](y.png)\n\nOne **two**\n[three](https://a.example).\n\nFour", None),
        (".md", "> One two three.\n", None),
        (".md", "```\ncode\n```\n\nOne _two_ `three`.[^2]\n\n[^2]: Note.", None),
        (".md", "<!-- more -->\n{{< youtube x >}}\n\nOne two three.", None),
        (".md", "<div><p>One <b>two</b> three.</p></div>", None),
        (".mdx", "import A from 'a'\nexport const b = 1\n\nOne two three.", None),
        (".md", "---\n\n***\n\n", ""),
        (".html", "<nav>Menu</nav><p class='x'></p><p>One <i>two</i> three.</p>", None),
        (".rst", "Head\n----\n\n.. note:: x\n\n   inside\n\nOne `two <https://a>`_ *three*.", None),
        (".org", "#+ATTR: x\n* Head\n\nOne [[https://a][two]] /three/.", None),
        (".adoc", "== Head\n\n[NOTE]\nimage::x.png[]\n\nOne link:https://a[two] _three_.", None),
    ],
)
def test_first_paragraph(suffix: str, body: str, paragraph: str | None) -> None:
    expected = "One two three." if paragraph is None else paragraph
    assert first_paragraph(body, suffix) == expected


def test_first_heading() -> None:
    assert first_heading("\n# One *two*\n\nText", ".md") == "One two"
    assert first_heading("<h1 id=a>One two</h1>", ".html") == "One two"
    assert first_heading("## Two", ".md") == ""
    assert first_heading("Text", ".rst") == ""


@pytest.mark.parametrize("suffix", [".md", ".html", ".rst"])
@pytest.mark.parametrize("piece", ["[", "<p", "<!--", "{%", "*a", "`", "> ", "- ", "[[a][", " "])
def test_no_body_takes_long(suffix: str, piece: str) -> None:
    text = piece * 100_000
    assert cost(lambda: (first_paragraph(text, suffix), first_heading(text, suffix))) < 3
