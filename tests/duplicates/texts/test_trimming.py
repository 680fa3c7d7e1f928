"""Unwrapping: tags, suffixes, bylines, datelines and captions go; what the text says stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.duplicates.texts.trimming import WRAPPING_SIGNS, Title, unwrap_text, unwrap_title
from clustering.model import Outlet
from clustering.text.clean import clean_text

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
        "The Daily Post: Storm hits the north coast",
        "Daily Post | Storm hits the north coast",
        "Storm hits the north coast - Daily Post - UK News",
        "Storm hits the north coast - World - Daily Post",
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


@pytest.mark.parametrize(
    "title",
    [
        "Opinion | The storm we should have seen coming",
        "Op-Ed Columnist: The storm we should have seen coming",
        "OPINION: The storm we should have seen coming - Daily Post",
        "Editorial - The storm we should have seen coming",
        "Science & Environment | The storm we should have seen coming",
    ],
)
def test_a_section_before_a_title_is_left_out_of_the_bare_title(title: str) -> None:
    unwrapped = unwrap_title(title, POST)
    assert unwrapped.bare == "The storm we should have seen coming"
    assert unwrapped.has_section
    assert unwrapped.full != unwrapped.bare


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("Storm hits the north coast - Reuters", "Reuters"),
        ("AP: Storm hits the north coast", "AP"),
        ("Storm hits the north coast (Agence France-Presse)", "AFP"),
        ("Storm hits the north coast - The Daily Post", ""),
        ("Reuters moves its newsroom", ""),
    ],
)
def test_a_title_names_the_agency_that_stands_around_it(title: str, agency: str) -> None:
    assert unwrap_title(title, POST).agency == agency
    assert unwrap_title("Storm hits the coast - CNN", Outlet("CNN", "cnn.com")).agency == ""


def test_a_slug_and_a_dashed_ending_are_left_out_of_the_bare_title_only() -> None:
    title = unwrap_title("GLOBAL MARKETS-Stocks slip on fears of war - The Other Post", POST)
    assert title.full.startswith("GLOBAL MARKETS")
    assert title.bare == "Stocks slip on fears of war"


def test_a_cut_title_says_so_and_loses_the_broken_word() -> None:
    cut = unwrap_title("Storm hits the north coa...", POST)
    assert (cut.full, cut.is_cut) == ("Storm hits the north", True)
    assert unwrap_title("Storm hits the north ...", POST).full == "Storm hits the north"


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


@given(st.lists(st.sampled_from(["Storm", "UPDATE 2", "via", " ", ".", "/", "…", *WRAPPING_SIGNS])))
def test_a_title_without_a_wrapping_sign_stays_as_it_is(pieces: list[str]) -> None:
    title = clean_text("".join(pieces))
    if not any(sign in title for sign in WRAPPING_SIGNS):
        assert unwrap_title(title, POST) == Title(title, title, is_cut=False)
