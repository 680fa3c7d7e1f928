"""Matching: which pairs are copies, and what tells look-alikes apart."""

from __future__ import annotations

import pytest

from tests.duplicates.conftest import Together
from tests.factories import make_record

TEXT = (
    "Waves broke the sea wall at Graywick early on Friday and flooded forty houses in the lower "
    "town, police said. Crews worked through the night to bring the families to the school."
)
TITLE = "Sea wall breached at Graywick as storm batters the coast"


def match(
    together: Together, one: tuple[str, str], other: tuple[str, str], *days: float | None
) -> bool:
    """Tell whether two records of different outlets, or of one with a third day, are copies."""
    first, second = days or (0.0, 0.5)
    records = [
        make_record("alpha", one[0], first, excerpt=one[1]),
        make_record("beta", other[0], second, excerpt=other[1]),
    ]
    return together(records) == [{"alpha", "beta"}]


@pytest.mark.parametrize(
    "copy",
    [
        (TITLE, TEXT),
        (TITLE.upper(), TEXT),
        (TITLE.lower(), TEXT),
        (f"UPDATE 2-{TITLE}", TEXT),
        (f"Exclusive: {TITLE} - Beta", TEXT),
        (f"{TITLE} | AP News", f"NEW YORK (AP) — {TEXT}"),
        (TITLE, f"By Jane Doe {TEXT}"),
        (TITLE, ""),
        ("", TEXT),
        (TITLE.replace("as storm batters", "while storm lashes"), TEXT),
        (TITLE.replace("breached", "braeched"), TEXT),
        (TITLE, TEXT.replace("forty houses", "many of the houses").replace("Crews", "Teams")),
        (TITLE, TEXT[:90] + "…"),
        (TITLE[:30] + "...", TEXT),
        ("Forty families flooded out as Graywick defences fail", TEXT),
        (TITLE, TEXT[:100] + " The minister will visit the town on Sunday to see for herself."),
    ],
)
def test_copies_match(together: Together, copy: tuple[str, str]) -> None:
    assert match(together, (TITLE, TEXT), copy)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Another report on the event.
        (
            (TITLE, TEXT),
            (
                "Graywick under water: families rescued as sea defences give way",
                "Rescuers carried children from bedrooms after the North Parade flooded in "
                "minutes. The council had been warned for years, residents say.",
            ),
        ),
        # Series and figures.
        (("The Drowned Valley, part 1", TEXT), ("The Drowned Valley, part 2", TEXT)),
        (("The Drowned Valley: Part I", TEXT), ("The Drowned Valley: Part III", TEXT)),
        (("Pennant Foods Q1 profit rises", TEXT), ("Pennant Foods Q2 profit rises", TEXT)),
        (
            ("Free questions for the AZ-220 exam", TEXT),
            ("Free questions for the AZ-300 exam", TEXT),
        ),
        (("Shares close up 120 points", TEXT), ("Shares close up 80 points", TEXT)),
        (("Shares rise as rates hold steady", TEXT), ("Shares fall as rates hold steady", TEXT)),
        (("Global rope market report 2024", TEXT), ("Global rope market report 2025", TEXT)),
        (("What to watch on Monday night", TEXT), ("What to watch on Friday night", TEXT)),
        ((TITLE, TEXT), (TITLE, TEXT.replace("forty", "ninety").replace("Friday", "Sunday"))),
        # One frame, other names.
        (
            ("Azure Automation is now available in Norway East", TEXT),
            ("Azure Automation is now available in Japan West", TEXT),
        ),
        (
            ("Man charged after stabbing in Leeds", "A man has been charged after Leeds stabbing."),
            ("Man charged after stabbing in Hull", "A man has been charged after Hull stabbing."),
        ),
        (
            ("WOMAN ARRESTED IN LEEDS AFTER SHOP ROBBERY", ""),
            ("WOMAN ARRESTED IN BRADFORD AFTER SHOP ROBBERY", ""),
        ),
        (
            ("Global kettle market set for growth", TEXT.replace("houses", "kettle makers")),
            ("Global oyster market set for growth", TEXT.replace("houses", "oyster farms")),
        ),
        (
            ("Arsenal beat Chelsea in league opener", ""),
            ("Chelsea beat Arsenal in league opener", ""),
        ),
        # Columns and standing lines.
        (("Letters to the editor", TEXT), ("Letters to the editor", TEXT[::-1])),
        (("Morning briefing", ""), ("Morning briefing", "")),
        (
            ("Bank holds its rate again", "Get the latest news and sport from around the region."),
            ("Otter found in canal lock", "Get the latest news and sport from around the region."),
        ),
        # Too little to tell.
        (("Stocks slip", ""), ("Stocks slip", "")),
    ],
)
def test_look_alikes_do_not(
    together: Together, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert not match(together, one, other)


def test_the_same_text_is_found_again_months_later(together: Together) -> None:
    assert match(together, (TITLE, TEXT), (TITLE, TEXT), 0.0, 200.0)


def test_a_long_headline_over_another_text_counts_for_a_week(together: Together) -> None:
    other = "Ask the people of the harbour villages and they will tell you that nothing was done."
    headline = "Graywick sea wall breached as storm batters the coast and families flee homes"
    text = f"Graywick sea wall fails. {TEXT}"
    assert match(together, (headline, text), (headline, f"Graywick: {other}"), 0.0, 2.0)
    assert not match(together, (headline, text), (headline, f"Graywick: {other}"), 0.0, 60.0)


def test_an_outlets_next_notice_is_no_copy_of_its_last(together: Together) -> None:
    titles = ("Key vault feature now in public preview", "Key vault feature now in general use")
    records = [
        make_record("a", titles[0], 0, excerpt=TEXT, outlet_domain="one.example"),
        make_record("b", titles[1], 60, excerpt=TEXT, outlet_domain="one.example"),
    ]
    assert together(records) == []


@pytest.mark.parametrize(("setting", "value"), [("duplicate_title", 1.0), ("duplicate_text", 1.0)])
def test_a_stricter_setting_matches_less(together: Together, setting: str, value: float) -> None:
    edited = (
        TEXT.replace("forty houses", "many of the houses"),
        TITLE.replace("as storm", "as gale"),
    )
    records = [
        make_record("alpha", TITLE, 0, excerpt=TEXT),
        make_record(
            "beta", edited[1], 0, excerpt="" if setting == "duplicate_title" else edited[0]
        ),
    ]
    assert together(records)
    assert together(records, **{setting: value}) == []
