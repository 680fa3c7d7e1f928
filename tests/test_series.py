"""Series: templates are found, an outlet's run on one event is not, and frames weigh nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.article import Article, Outlet
from clustering.series import Series, find_series, without_frames
from tests.factories import FIRST_DAY, make_article

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
    return [
        article
        for number, title in enumerate(OTHERS)
        for article in run_of(f"other{number}", [title])
    ]


def titles_of(articles: list[Article], series: Series) -> list[str]:
    return [articles[member].title for member in series.members]


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


@pytest.mark.parametrize(
    ("titles", "frame"),
    [
        (LABELLED, "Morning briefing: …"),
        (FRAMED, "Global … Market Report 2031: Size Share Growth and Forecast"),
        (CODED, "Download … exam questions with answers"),
        (PARTS, "The drowned valley part …: …"),
        (ENDED, "… | Market watch"),
    ],
)
def test_a_recurring_template_of_one_outlet_is_a_series(titles: list[str], frame: str) -> None:
    articles = run_of("herald", titles) + others()
    (series,) = find_series(articles)
    assert titles_of(articles, series) == titles
    assert series.frame == frame
    assert series.outlet.domain == "herald.example"
    assert series.first_published == FIRST_DAY
    assert series.last_published == FIRST_DAY + timedelta(days=7 * (len(titles) - 1))


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
    rivals = [
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
    assert find_series(run_of("herald", titles) + rivals + others()) == []


def test_a_name_at_the_head_of_each_title_is_a_subject_not_a_label() -> None:
    titles = [
        "Mira Valen - Mira Valen sells her house",
        "Mira Valen - Why Mira Valen left the stage",
        "Mira Valen - Mira Valen adopts a donkey",
        "Mira Valen - Rain spoils Mira Valen concert",
    ]
    assert find_series(run_of("herald", titles) + others()) == []


def test_copies_of_one_title_count_once_and_are_all_members() -> None:
    again = run_of("herald", [PARTS[0], PARTS[0].upper(), PARTS[0]])
    assert find_series(again + others()) == []
    articles = run_of("herald", [*PARTS, PARTS[0]]) + others()
    (series,) = find_series(articles)
    assert len(series) == 4


def test_the_same_label_in_different_outlets_makes_no_series() -> None:
    articles = [run_of(f"paper{number}", [title])[0] for number, title in enumerate(LABELLED)]
    assert find_series(articles + others()) == []


def test_articles_without_an_outlet_make_no_series() -> None:
    articles = [replace(one, outlet=Outlet("", "")) for one in run_of("herald", FRAMED)]
    assert find_series(articles) == []


@pytest.mark.parametrize(
    ("titles", "members"),
    [
        (["", " ", ":", "| |", "…"], 0),
        (["朝のニュース：港で火災", "朝のニュース：新しい橋", "朝のニュース：雨の一日"], 0),
        (["نشرة الصباح: حريق", "نشرة الصباح: جسر جديد", "نشرة الصباح: يوم ممطر"], 0),
        (
            [
                "نشرة الصباح: حريق في الميناء القديم",
                "نشرة الصباح: جسر جديد فوق النهر",
                "نشرة الصباح: يوم ممطر على الساحل",
                "نشرة الصباح: سوق السمك يفتح أبوابه",
            ],
            4,
        ),
        (["ข่าวเช้า", "วันนี้ฝนตก", "ตลาดปลา"], 0),
    ],
)
def test_titles_of_any_script_are_read(titles: list[str], members: int) -> None:
    found = find_series(run_of("herald", titles) + others())
    assert sum(map(len, found)) == members


def test_nothing_comes_of_nothing() -> None:
    assert find_series([]) == []
    assert find_series(others()) == []


@given(order=st.permutations(range(len(LABELLED + FRAMED + CODED) + len(OTHERS))))
def test_the_order_of_the_articles_changes_nothing(order: list[int]) -> None:
    articles = run_of("herald", LABELLED) + run_of("loom", FRAMED) + run_of("plough", CODED)
    articles += others()
    shuffled = [articles[position] for position in order]

    def named(listed: list[Article]) -> list[tuple[str, str, list[str]]]:
        return [
            (one.id, one.frame, [listed[member].id for member in one.members])
            for one in find_series(listed)
        ]

    assert named(shuffled) == named(articles)
    assert len(named(articles)) == 3


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "1", ":", "|", "AZ-1", "the", "news"]), max_size=6)
    )
)
def test_no_article_is_in_two_series_and_every_member_is_of_its_outlet(
    words: list[list[str]],
) -> None:
    articles = run_of("herald", [" ".join(some) for some in words]) + others()
    found = find_series(articles)
    members = [member for series in found for member in series.members]
    assert len(members) == len(set(members))
    assert all(articles[m].outlet == series.outlet for series in found for m in series.members)


def make_series(*members: int) -> Series:
    return Series("r1", Outlet("Herald", "herald.example"), "…", members, None, None)


def test_words_of_the_frame_weigh_nothing_in_a_member_and_all_in_a_stranger() -> None:
    #                    frame, half, own…
    counts = sparse.csr_array(
        np.array(
            [
                [2, 1, 3, 0, 0, 0],
                [2, 1, 0, 3, 0, 0],
                [2, 0, 0, 0, 3, 0],
                [1, 0, 0, 0, 0, 3],
                [2, 1, 3, 0, 0, 0],
            ],
            dtype=np.float32,
        )
    )
    kept = without_frames(counts, [make_series(0, 1, 2, 3)]).toarray()
    assert kept[:4, 0].tolist() == [0, 0, 0, 0]
    assert kept[:4, 1].tolist() == [1, 1, 0, 0]  # two are not a template yet
    assert kept[0, 2] == kept[1, 3] == kept[2, 4] == kept[3, 5] == 3
    assert kept[4].tolist() == [2, 1, 3, 0, 0, 0]


def test_without_series_the_counts_stay_as_they_are() -> None:
    counts = sparse.csr_array(np.eye(3, dtype=np.float32))
    assert without_frames(counts, []) is counts
