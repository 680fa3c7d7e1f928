"""Headlines that have the form of a round-up, and those that only look like it."""

from __future__ import annotations

import pytest

from clustering.text.roundups import is_roundup, which_are_roundups


@pytest.mark.parametrize(
    "title",
    [
        "First Thing: talks fail on the last night",
        "Harbour talks fail. And, a new census report raises concerns",
        "Kestler, Cape Lorne, And The Mayor Who Bikes To Work. Plus, our puzzle",
        "Morning briefing: what the budget holds",
        "5 things to know for Wednesday",
        "Markets wrap: shares edge up before the rate decision",
        "SD Times news digest: three releases and a buyer",
        "Weekly roundup: seven stories from the coast",
        "The Papers: 'Who knew?' and 'Rain at last'",
        "Your evening briefing for Tuesday",
        "Morning Mail: rates hold, a flood and a fox",
        "Soldiers opened fire, army admits | First Thing",
        "Tuesday news brief",
        "The week in review",
        "Wall Street closes lower as rates rise",
        "7 things you need to know today",
    ],
)
def test_newsletters_digests_and_market_reports_are_round_ups(title: str) -> None:
    assert is_roundup(title)
    assert which_are_roundups([title.upper()]).all()


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Storm kills five, and wounds ten",
        "Three things to know about the harbour deal",
        "Album review round-up: critics on the new record",
        "Police round up cattle after market fire",
        "Maker of Roundup weedkiller settles out of court",
        "Jury hears last Roundup trial",
        "Ferries and trains cancelled, and schools closed",
        "Bank on Wall Street fined 40 million",
        "Reporters wait for briefing on the storm",
        "Prince and six others told to pay Daily Mail publisher",
        "Daily Mail apologises for story of a wedding",
        "Spokesman skips daily briefing after the leak",
        "Heirs find the papers of a lost poet",
        "The first thing to do after a flood",
        "Newspapers agree to share a press",
        "The paper that printed its own obituary",
    ],
)
def test_other_headlines_are_not(title: str) -> None:
    assert not is_roundup(title)
    assert not which_are_roundups([title]).any()
