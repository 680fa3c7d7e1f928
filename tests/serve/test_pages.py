"""Pages are rendered with the report's words, and every text is escaped."""

from __future__ import annotations

from clustering.serve.pages import icon, render, script, style

FRAME = {
    "title": "<b>",
    "articles": 1,
    "stories": 1,
    "last_run": "2025-01-01T10:00:00Z",
    "has_groups": False,
}


def test_what_comes_from_outside_is_text() -> None:
    boom = '"><script>pwned</script>'
    page = render(
        "message", desk=FRAME, here="/", token="t", searched=boom, notice=None,
        heading=boom, sentence=boom, back="/",
    )  # fmt: skip
    assert "<script>pwned" not in page
    assert "&lt;script&gt;pwned" in page
    assert "<style" not in page
    assert " style=" not in page


def test_the_styles_are_those_of_the_report_and_the_script_stands_by_itself() -> None:
    assert "--paper" in style()
    assert ".notice" in style()
    assert "keydown" in script()
    assert icon().startswith("<svg")
