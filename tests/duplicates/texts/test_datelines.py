"""Datelines and bylines: where a text begins after them, and the agency that they name."""

from __future__ import annotations

import pytest

from clustering.duplicates.texts.trimming import unwrap_text


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
