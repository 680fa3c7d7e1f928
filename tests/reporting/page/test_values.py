"""How the page's data writes texts and times."""

from __future__ import annotations

from clustering.reporting.page.values import cut_title, seconds_of


def test_long_texts_are_cut_and_times_are_seconds() -> None:
    assert cut_title("abc def", 4) == "abc…"
    assert cut_title("abc", 3) == "abc"
    assert seconds_of("1970-01-02T00:00:01Z") == 86_401
    assert seconds_of("") is None
