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


EQUAL = "Reverse lookup service exposed millions of photos of people's faces online"
CHILD = "When the harbour is led by a child"
LETTERS = (
    "The bench outside the library has been gone since Christmas. Will the council put it back "
    "before the summer?"
)


@pytest.mark.parametrize(
    ("one", "other", "is_match"),
    [
        (EQUAL, EQUAL, True),
        (EQUAL, EQUAL.upper(), True),
        (f"Opinion | {EQUAL}", f"{EQUAL} - Beta - Opinion", True),
        (f"{EQUAL} - Reuters", EQUAL, True),
        ("Ferry crews walk out again (AP)", "Ferry crews walk out again", True),
        # Like is not equal, and short is not rare.
        (EQUAL, EQUAL.replace("online", "on the web"), False),
        (EQUAL, f"{EQUAL} – live updates from the court", False),
        ("Drummer Tam Oakes of Low Tide dies aged 77",) * 2 + (False,),
        (
            "Man charged over attack on the chapel",
            "Man denies charge over attack on the chapel",
            False,
        ),
        ("We do not know what it is that we are to do now",) * 2 + (False,),
    ],
)
def test_two_outlets_headlines_without_texts(
    together: Together, one: str, other: str, is_match: bool
) -> None:
    assert match(together, (one, ""), (other, "")) is is_match


@pytest.mark.parametrize(
    ("one", "other", "is_match"),
    [
        (
            "Opinion | When the harbour is led by a child - Alpha",
            "Op-Ed Columnist: When the harbour is led by a child",
            True,
        ),
        (
            "Alpha: When the harbour is led by a child",
            "When the harbour is led by a child - Alpha - Opinion",
            True,
        ),
        (
            "US sanctions the court's president and trial lawyer",
            "US sanctions the court's president and top lawyer",
            False,
        ),
    ],
)
def test_one_outlets_headlines_without_texts(
    together: Together, one: str, other: str, is_match: bool
) -> None:
    records = [
        make_record(name, title, 0.3 * k, outlet_name="Alpha", outlet_domain="alpha.example")
        for k, (name, title) in enumerate((("a", one), ("b", other)))
    ]
    assert together(records) == ([{"a", "b"}] if is_match else [])


def test_the_same_text_under_a_columns_title_is_a_copy(together: Together) -> None:
    letters = "Letters to the editor"
    assert match(together, (letters, LETTERS), (letters, LETTERS))
    records = [
        make_record(f"day{k}", "Morning briefing", k, excerpt=LETTERS, outlet_domain="a.example")
        for k in range(3)
    ]
    assert together(records) == []


FURNITURE = (
    "LISTEN TO ARTICLE 5:58 SHARE THIS ARTICLE Share Tweet Post Email",
    "Adrian Holm | Carlsby Argus Minister weighs the trawler order",
    "Adrian Holm | Ruidby News Minister weighs the trawler order",
    "CLOSE A video report explains the order in ninety seconds. Wochit",
    "Play Brightcove video Watch the report by our correspondent in Northaven",
    "Tuesday 3 March 2025 06:12 GMT Comments 14",
)


@pytest.mark.parametrize("one", ["", *FURNITURE])
@pytest.mark.parametrize("other", FURNITURE)
def test_what_a_page_shows_before_its_text_makes_no_other_text(
    together: Together, one: str, other: str
) -> None:
    headlines = "Sea defences fail at Graywick in the night", "Graywick: sea wall gives way"
    texts = f"{one} {TEXT}".strip(), f"{other} {TEXT}"
    papers = {FURNITURE[1]: "Carlsby Argus", FURNITURE[2]: "Ruidby News"}
    records = [
        make_record(
            "alpha", headlines[0], 0, excerpt=texts[0], outlet_name=papers.get(one, "Alpha")
        ),
        make_record(
            "beta", headlines[1], 0.2, excerpt=texts[1], outlet_name=papers.get(other, "Beta")
        ),
    ]
    assert together(records) == [{"alpha", "beta"}]


@pytest.mark.parametrize(
    ("longer", "is_copy"),
    [
        ("Our readers asked what the police make of it, and here is the answer: {} "
         "We asked the council as well, and it has nothing to say until the summer.", False),
        ("{} The council has nothing to say until the summer, and the school stays shut.", True),
        ("LISTEN TO ARTICLE 5:58 SHARE THIS ARTICLE Share Tweet Post Email {}", True),
    ],
)  # fmt: skip
def test_a_text_that_quotes_another_and_goes_on_is_no_copy(
    together: Together, longer: str, is_copy: bool
) -> None:
    quoted = ("Sea defences fail at Graywick in the night", TEXT)
    quoting = ("What Graywick's lost wall tells us of the coast", longer.format(TEXT))
    assert match(together, quoted, quoting) is is_copy


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


def test_an_outlets_later_notice_with_more_to_its_headline_is_another(together: Together) -> None:
    title = "Automatic patching of machines is now in public preview"
    records = [
        make_record("a", title, 0, excerpt=TEXT, outlet_domain="one.example"),
        make_record("b", f"{title} for Linux", 170, excerpt=TEXT, outlet_domain="one.example"),
    ]
    assert together(records) == []


@pytest.mark.parametrize(("setting", "value"), [("duplicate_title", 1.0), ("duplicate_text", 1.0)])
def test_a_stricter_setting_matches_less(together: Together, setting: str, value: float) -> None:
    titles = ("Otter found in the canal lock", "Otter is found in the canal lock")
    one, other = TEXT, TEXT.replace("forty houses", "many of the houses")
    records = [
        make_record("alpha", titles[0], 0, excerpt="" if setting == "duplicate_title" else one),
        make_record(
            "beta",
            titles[1],
            0,
            excerpt="" if setting == "duplicate_title" else other,
            outlet_domain="alpha.example" if setting == "duplicate_title" else "beta.example",
        ),
    ]
    assert together(records)
    assert together(records, **{setting: value}) == []


def test_pairs_compared_some_at_a_time_are_the_same_groups(
    together: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        make_record(f"{one}{copy}", f"{one} {TITLE}", 0.1 * copy, excerpt=f"{one} {one} {TEXT}")
        for one in ("Storm", "Council", "Harbour")
        for copy in range(5)
    ]
    at_once = together(records)
    assert at_once
    for words in (1, 200, 1_000):
        monkeypatch.setattr("clustering.duplicates.match._WORDS_AT_ONCE", words)
        assert together(records) == at_once
