"""Unwrapping: tags, suffixes, bylines, datelines and captions go; what the text says stays."""

from __future__ import annotations

import pytest

from clustering.duplicates.trimming import unwrap_text, unwrap_title
from clustering.model import Outlet

POST = Outlet("The Daily Post", "dailypost.com")


@pytest.mark.parametrize(
    "title",
    [
        "UPDATE 2-Storm hits the north coast",
        "CORRECTED-UPDATE 1-Storm hits the north coast",
        "Update 3: Storm hits the north coast",
        "update 3-Storm hits the north coast",
        "UPDATED: Storm hits the north coast",
        "Exclusive: Storm hits the north coast",
        "Exclusive-Storm hits the north coast",
        "BREAKING NEWS | Storm hits the north coast",
        "[WATCH] Storm hits the north coast",
        "Storm hits the north coast (VIDEO)",
        "Storm hits the north coast - live updates",
        "Storm hits the north coast -- 2nd Update",
        "AP: Storm hits the north coast",
        "Storm hits the north coast - Reuters",
        "Storm hits the north coast | AP News",
        "Storm hits the north coast - Daily Post",
        "Storm hits the north coast (The Daily Post)",
        "Storm hits the north coast | News | The Daily Post",
        "Storm hits the north coast - dailypost.com",
    ],
)
def test_a_title_loses_what_outlets_wrap_round_it(title: str) -> None:
    assert unwrap_title(title, POST).full == "Storm hits the north coast"


@pytest.mark.parametrize(
    "title",
    [
        "Live-action film wins at the festival",
        "New-look team wins the cup",
        "Opinion: Storm warnings come too late",
        "Storm hits coast - Apple closes stores",
        "AZ-220 exam dumps",
        "VIDEO",
    ],
)
def test_what_may_belong_to_a_title_stays(title: str) -> None:
    assert unwrap_title(title, POST).full == title


def test_a_slug_and_a_dashed_ending_are_left_out_of_the_bare_title_only() -> None:
    title = unwrap_title("GLOBAL MARKETS-Stocks slip on fears of war - The Other Post", POST)
    assert title.full.startswith("GLOBAL MARKETS")
    assert title.bare == "Stocks slip on fears of war"


def test_a_cut_title_says_so_and_loses_the_broken_word() -> None:
    cut = unwrap_title("Storm hits the north coa...", POST)
    assert (cut.full, cut.is_cut) == ("Storm hits the north", True)
    assert unwrap_title("Storm hits the north ...", POST).full == "Storm hits the north"


@pytest.mark.parametrize(
    ("excerpt", "agency"),
    [
        ("(Reuters) - Waves broke the wall.", "Reuters"),
        ("LONDON, March 3 (Reuters) - Waves broke the wall.", "Reuters"),
        ("NEW YORK (AP) — Waves broke the wall.", "AP"),
        ("RIO RICO, Ariz. (AP) — Waves broke the wall.", "AP"),
        ("AP - Waves broke the wall.", "AP"),
        ("By JANE DOE | AP WASHINGTON — Waves broke the wall.", "AP"),
        ("By Jane Doe, Associated Press Waves broke the wall.", "AP"),
        ("By Jane Doe and John RoePARIS, Feb 11 (Reuters) - Waves broke the wall.", "Reuters"),
        ("PARIS (AFP) – Waves broke the wall.", "AFP"),
        ("BERLIN (dpa) - Waves broke the wall.", "dpa"),
        ("Madrid, 11 feb (EFE).- Waves broke the wall.", "EFE"),
        ("New Delhi [India], February 11 (ANI): Waves broke the wall.", "ANI"),
        ("New Delhi, Feb 11 (PTI) Waves broke the wall.", "PTI"),
        ("BEIJING, Feb. 11 (Xinhua) -- Waves broke the wall.", "Xinhua"),
        ("SEATTLE--(BUSINESS WIRE)--Waves broke the wall.", "Business Wire"),
        ("NEW YORK, Nov. 10, 2020 /PRNewswire/ -- Waves broke the wall.", "PR Newswire"),
        ("TORONTO, March 3 (GLOBE NEWSWIRE) -- Waves broke the wall.", "GlobeNewswire"),
        ("LONDON (PA Media) - Waves broke the wall.", "PA"),
        ("GRAYWICK, Vesland (CP) — Waves broke the wall.", "CP"),
        ("WASHINGTON — Waves broke the wall.", ""),
        ("Feb 11 – Waves broke the wall.", ""),
        ("By Jane Doe Waves broke the wall.", ""),
        ("FILE - A wall in 2019 (AP Photo/Jane Doe) Waves broke the wall.", ""),
    ],
)
def test_a_text_begins_after_byline_and_dateline_which_name_the_agency(
    excerpt: str, agency: str
) -> None:
    text = unwrap_text(excerpt, 400)
    assert (text.text, text.agency) == ("Waves broke the wall.", agency)


@pytest.mark.parametrize(
    "excerpt",
    [
        "Police said on Monday (local time) - that nobody was hurt.",
        "The president (left) said - no, shouted - that he would go.",
        "He said: we go when the tide turns.",
        "The Reuters building - a landmark - was sold.",
    ],
)
def test_a_sentence_is_no_dateline(excerpt: str) -> None:
    assert unwrap_text(excerpt, 400).text == excerpt


@pytest.mark.parametrize(
    "excerpt",
    [
        "Coverage excerpt from outlet.com.",
        "Excerpt unavailable from publisher metadata.",
        "Subscribe to our newsletter for more.",
        "FILE - A wall in 2019, before the storm",
        "",
    ],
)
def test_nothing_is_left_of_placeholders_and_captions(excerpt: str) -> None:
    assert unwrap_text(excerpt, 400).text == ""


def test_a_text_ends_with_a_word_at_the_limit() -> None:
    text = unwrap_text("words " * 200, 100).text
    assert 90 < len(text) <= 100
    assert set(text.split()) == {"words"}


def test_a_headline_of_nothing_but_tags_ends() -> None:
    for tag in ("UPDATE 2-", "Watch: ", "AP: "):
        title = unwrap_title(tag * 3_000 + "Storm hits the north coast", POST)
        assert title.full.endswith("Storm hits the north coast")
    for tag in (" - Reuters", " (VIDEO)", " | AP News"):
        title = unwrap_title("Storm hits the north coast" + tag * 3_000, POST)
        assert title.full.startswith("Storm hits the north coast")
