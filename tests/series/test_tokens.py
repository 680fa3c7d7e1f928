"""Tokens: where titles are cut, and what an agency hangs on its headline."""

from __future__ import annotations

import pytest

from clustering.series.tokens import frame_in_words, separate_agency_prefix, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("morning briefing: one sleep", ["morning", "briefing", ":", "one", "sleep"]),
        ("- live - a well-known u.s. dash-", ["-", "live", "-", "a", "well-known", "u.s", "dash"]),
        ("rope\u00a0prices\n3,5%|q1", ["rope", "prices", "3,5", "|", "q1"]),
        ("朝のニュース：港で火災", ["朝のニュース", "：", "港で火災"]),
        ("…", []),
    ],
)
def test_words_and_breaks_are_told_apart(text: str, tokens: list[str]) -> None:
    vocabulary, places, owners = tokenize(["", text, text])
    found = [[vocabulary[place] for place in places[owners == one]] for one in range(3)]
    assert found == [[], tokens, tokens]


def test_an_agencys_label_is_set_off() -> None:
    assert (
        separate_agency_prefix("US STOCKS-Wall St ends higher") == "US STOCKS : Wall St ends higher"
    )
    assert separate_agency_prefix("Well-known otter returns") == "Well-known otter returns"


def test_a_frame_is_written_with_dots_for_what_differs() -> None:
    assert (
        frame_in_words("Rope Report 2031: a Summary", {"rope", ":", "summary"})
        == "Rope …: … Summary"
    )
