"""Round-ups are told by the form of their headlines; ordinary headlines are none."""

from __future__ import annotations

import pytest

from clustering.text.roundups import is_roundup


@pytest.mark.parametrize(
    "title",
    [
        "Ferry strike ends in Sennet. And, a new census raises doubts",
        "Talks fail; plus, the otter that came to dinner",
        "First Thing: harbour of Brackwater floods",
        "Morning briefing: storm, strike and a chess final",
        "Your evening briefing for Tuesday",
        "Tuesday news brief",
        "Newsletter: what the storm left",
        "Sports round-up: late goals in Sennet",
        "Weekly roundup of the harbour",
        "Sennet news round up: sport",
        "The weekly round up",
        "The papers: front pages on the storm",
        "Market wrap: shares fall on rate fears",
        "The week in review",
        "Wall Street closes lower as rates rise",
        "Five things to know before the markets open",
        "7 things you need to know today",
    ],
)
def test_what_tells_several_events_at_once_is_a_round_up(title: str) -> None:
    assert is_roundup(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Storm Ottoline floods Brackwater",
        "Police round up stray sheep and goats",
        "Maker of Roundup weedkiller settles out of court",
        "Jury hears last Roundup trial",
        "Ferries and trains cancelled, and schools closed",
        "Bank on Wall Street fined 40 million",
        "Council publishes papers on the harbour",
        "Five things to know about the new harbour",
        "Reporters wait for briefing on the storm",
    ],
)
def test_what_tells_one_event_is_none(title: str) -> None:
    assert not is_roundup(title)
