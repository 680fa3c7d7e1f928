"""Invented outlets for the series tests: what recurs in one of them, and what all others write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from clustering.model import Article, Outlet
from tests.factories import FIRST_DAY, make_article

LABELLED = [
    "Morning briefing: couriers in court",
    "Morning briefing: one sleep to the regatta",
    "Morning briefing: who pays for the sea wall",
    "Morning briefing: a mild week ahead",
]
FRAMED = [
    "Global Marine Rope Market Report 2031: Size, Share, Growth and Forecast",
    "Global Tidal Turbine Market Report 2031: Size, Share, Growth and Forecast",
    "Global Pharmacy Software Market Report 2031: Size, Share, Growth and Forecast",
    "Global Oyster Equipment Market Report 2031: Size, Share, Growth and Forecast",
]
CODED = [
    "Download QX-101 exam questions with answers",
    "Download QX-204 exam questions with answers",
    "Download QX-305 exam questions with answers",
]
PARTS = [
    "The drowned valley, part 1: letters under the floor",
    "The drowned valley, part 2: a vote by lamplight",
    "The drowned valley, part 3: when the water is low",
]
ENDED = [
    "Quarry owner sells shares in the north | Market watch",
    "Bread prices fall for bakers | Market watch",
    "Ship insurers count their losses | Market watch",
    "Wool finds buyers at last | Market watch",
]

# What other outlets write meanwhile: nothing that recurs.
OTHERS = [
    "Otter returns to the canal after forty years",
    "Ferry company orders two electric ships",
    "Baker wins prize for seaweed loaf",
    "Museum asks for help with unsigned portrait",
    "Rain delays the harvest in the Tarn valley",
    "School choir sings on the roof of the station",
    "New tram line opens without a single speech",
    "Goat causes traffic jam near the old bridge",
]


def run_of(
    outlet: str, titles: list[str], every: float = 7.0, excerpt: str = "A short text on it."
) -> list[Article]:
    """Build one outlet's articles, ``every`` so many days."""
    return [
        replace(
            make_article(f"{outlet}{number:02}", title, number * every, excerpt),
            outlet=Outlet(outlet.title(), f"{outlet}.example"),
        )
        for number, title in enumerate(titles)
    ]


def others() -> list[Article]:
    """Build what other outlets write, each an article of its own."""
    return [
        article
        for number, title in enumerate(OTHERS)
        for article in run_of(f"other{number}", [title])
    ]


def on_day(day: float, article: Article) -> Article:
    """Publish an article so many days after the first."""
    return replace(article, published=FIRST_DAY + timedelta(days=day))


def crowd() -> list[Article]:
    """Build sixty-four articles of as many outlets that share no jargon."""
    whos = ["Otter", "Ferry", "Baker", "Museum", "Choir", "Goat", "Tram", "Painter"]
    whats = (
        "returns to the canal",
        "wins a silver spoon",
        "waits for the tide",
        "is late again",
        "moves to the lighthouse",
        "sings in the rain",
        "asks for quiet",
        "finds an old map",
    )
    return [
        one
        for number, title in enumerate(f"{who} {what}" for who in whos for what in whats)
        for one in run_of(f"crowd{number}", [title])
    ]
