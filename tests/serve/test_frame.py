"""What all pages of the desk have around them."""

from __future__ import annotations

from pathlib import Path

from clustering.serve.frame import numbered
from tests.desk.corrected import EVENTS
from tests.serve.browsers import browser_in


def test_every_page_says_what_the_store_holds(tmp_path: Path) -> None:
    browser = browser_in(tmp_path)
    for path in ("/", "/new", "/outlets", "/copies", "/corrections"):
        page = browser.read(path)
        assert f"{len(EVENTS)} articles" in page
        assert "All times are UTC" in page
        assert ">Groups</a>" not in page


def test_numbers_of_an_address_are_small_and_positive() -> None:
    assert [numbered(text, 1) for text in ("7", "0", "-3", "x", "9" * 20, None)] == [
        7,
        1,
        1,
        1,
        1,
        1,
    ]
