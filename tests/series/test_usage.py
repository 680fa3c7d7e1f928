"""Usage: what others speak of, or speak of on the same days, is an event and no series."""

from __future__ import annotations

import pytest

from clustering.model import Article
from clustering.series import find_series
from tests.series.outlets import LABELLED, crowd, on_day, others, run_of


def test_a_daily_label_is_a_series_before_it_has_outlived_an_event() -> None:
    assert find_series(run_of("herald", LABELLED, every=1) + others())


@pytest.mark.parametrize(
    "titles",
    [
        [
            "Storm Kestrel: schools closed along the coast",
            "Storm Kestrel: trains halted by fallen trees",
            "Storm Kestrel: insurers count the damage",
            "Storm Kestrel: mayor asks for patience",
            "Storm Kestrel: power back in most homes",
        ],
        [
            "Budget 2025: fuel levy to rise",
            "Budget 2025: who wins and who loses",
            "Budget 2025: brewers welcome lower duty",
            "Budget 2025: islands feel forgotten",
        ],
        [
            "Harbour bridge collapse kills three workers",
            "Harbour bridge collapse: crane operator questioned",
            "Harbour bridge collapse blamed on missing bolts",
            "Harbour bridge collapse leaves ferries full",
        ],
    ],
)
@pytest.mark.parametrize("every", [0.2, 1.0])
def test_one_outlets_many_headlines_on_one_event_are_not_a_series(
    titles: list[str], every: float
) -> None:
    subject = " ".join(titles[0].split()[:2])
    articles = run_of("herald", titles, every, excerpt=f"All about {subject.replace(':', '')}.")
    assert find_series(articles + others()) == []


def test_a_long_run_on_a_subject_that_others_cover_too_is_not_a_series() -> None:
    titles = [
        f"Vesland war live: {news}"
        for news in (
            "talks resume in the capital",
            "grain ships leave port",
            "bridge reopened to lorries",
            "envoys return without a deal",
            "hospital reports power cuts",
        )
    ]
    comparisons_per_article = [
        run_of(f"rival{number}", [title], 1.0)[0]
        for number, title in enumerate(
            [
                "Ministers meet on Vesland",
                "Vesland accuses neighbours of delay",
                "Refugees from Vesland reach the coast",
                "What the Vesland talks are about",
            ]
        )
    ]
    assert find_series(run_of("herald", titles) + comparisons_per_article + others()) == []


def test_a_name_at_the_head_of_each_title_is_a_subject_not_a_label() -> None:
    titles = [
        "Mira Valen - Mira Valen sells her house",
        "Mira Valen - Why Mira Valen left the stage",
        "Mira Valen - Mira Valen adopts a donkey",
        "Mira Valen - Rain spoils Mira Valen concert",
    ]
    assert find_series(run_of("herald", titles) + others()) == []


def storm_warnings(rivals_later: float) -> list[Article]:
    """Build one outlet's five warnings, and a rival's storm so many days after each."""
    coasts = ["northern moors", "harbour towns", "Tarn valley", "seven islands", "salt marshes"]
    storms = ["Roofs lost", "Trains late", "Ferries wait", "Schools shut", "Piers closed"]
    articles = run_of("herald", [f"Kestrel warning is issued for {one}" for one in coasts], 10.0)
    for number, storm in enumerate(storms):
        (rival,) = run_of(f"rival{number}", [f"{storm} as kestrel passes"])
        articles.append(on_day(10.0 * number + rivals_later, rival))
    # Most days nobody speaks of it.
    return articles + [on_day(number * 0.7, one) for number, one in enumerate(crowd())]


def test_a_frame_whose_word_others_say_on_its_very_days_reports_events() -> None:
    assert find_series(storm_warnings(rivals_later=0.5)) == []


def test_a_frame_whose_word_others_say_on_other_days_is_a_series() -> None:
    articles = storm_warnings(rivals_later=5.0)
    (series,) = find_series(articles)
    assert series.members == (0, 1, 2, 3, 4)
    assert series.frame == "Kestrel warning is issued for …"


def test_a_frame_whose_word_others_say_on_any_day_alike_is_a_series() -> None:
    watchers = ["Walker", "Angler", "Pilot", "Warden", "Mason", "Sailor"] * 15
    always = [
        on_day(number * 0.5, run_of(f"bird{number}", [f"{one} sees kestrel {number * 7}"])[0])
        for number, one in enumerate(watchers)
    ]
    assert len(find_series(storm_warnings(rivals_later=0.5) + always)) == 1
