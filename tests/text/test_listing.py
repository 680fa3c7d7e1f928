"""Short listings for a prompt and for a notebook."""

from __future__ import annotations

from clustering.text.listing import MAX_CELL_CHARS, SHOWN_IN_HTML, SHOWN_IN_TEXT, Listing


def test_figures_stand_to_the_right_and_the_rest_is_counted() -> None:
    rows = [(str(10**at), f"row {at}") for at in range(SHOWN_IN_TEXT + 5)]
    lines = Listing(("n#", "name"), rows, 1_000).text().splitlines()
    assert lines[0] == "         n  name"
    assert lines[1] == "         1  row 0"
    assert (len(lines), lines[-1]) == (SHOWN_IN_TEXT + 2, "… 990 more")


def test_a_cell_is_one_short_line_without_control_characters() -> None:
    (_, line) = Listing(("name",), [("a\n\x1b[31m" + "b" * 500,)], 1).text().splitlines()
    assert line == f"a [31m{'b' * 500}"[: MAX_CELL_CHARS - 1] + "…"


def test_html_is_escaped_and_bounded() -> None:
    rows = [("<b>&", '"x"')] * 500
    page = Listing(("n#", "<i>"), rows, 500, ['https://a.example/"'] * 500).html()
    assert "<b>" not in page
    assert "<i>" not in page
    assert page.count("<tr>") == SHOWN_IN_HTML + 1
    assert 'href="https://a.example/&quot;"' in page
    assert "… 450 more" in page
