"""A header ends where its notation says, and the body starts behind it."""

from __future__ import annotations

import pytest

from clustering.sources.headers import cut_header
from clustering.text.parsing.limits import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\nBody\n",
        "--- \ntitle: x\n...\nBody\n",
        "---yaml\ntitle: x\n---\nBody\n",
        "---toml\ntitle = 'x'\n---\nBody\n",
        "+++\ntitle = 'x'\n+++\nBody\n",
        '{"title": "x"}\nBody\n',
        "title: x\ntags:\n- a\n---\nBody\n",
        "Title: x\n\nBody\n",
    ],
)
def test_the_body_starts_behind_the_header(text: str) -> None:
    header = cut_header(text, ".md")
    assert text[header.body :].strip() == "Body"
    assert header.values.get("title") == "x" or "title: x" in str(header.yaml)


def test_dashes_that_only_start_a_line_do_not_close() -> None:
    header = cut_header("---\na: |\n  x\n---- \n---\n", ".md")
    assert header.yaml == "\na: |\n  x\n---- \n"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("---\ntitle: x\n", "front matter has no closing line ('---')", 1),
        ("---", "no front matter (first line is not '---')", None),
        ("+++\ntitle = 'x'\n", "front matter has no closing line ('+++')", 1),
        ("+++\ntitle = x\n+++\n", "not valid TOML", 2),
        ('{"title": x}\n', "not valid JSON from 'x}' on", 1),
        ("Just text: with a colon\n", "no front matter", None),
        ("Title: hello\nand no more\n", "no front matter", None),
        ("<html><body>x</body></html>", "no front matter", None),
        ("", "empty file", None),
    ],
)
def test_a_header_that_breaks_off_is_told_with_its_line(
    text: str, reason: str, line: int | None
) -> None:
    with pytest.raises(Unreadable) as raised:
        cut_header(text, ".md")
    assert raised.value.reason.startswith(reason)
    assert raised.value.line == line
