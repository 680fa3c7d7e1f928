"""What arrays say of the cores of all stories is what is said of each alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.model import Article, Corpus, Outlet
from clustering.stories.cores import Cores
from clustering.stories.firsts import outlets_of, who_was_first
from tests.factories import FIRST_DAY, make_article, make_corpus

MIDNIGHT = FIRST_DAY.replace(hour=0)
OUTLETS = [
    Outlet("Tern", ""), Outlet("TERN", ""), Outlet("Quay", "quay.example"), Outlet("", ""),
    Outlet("The Quay", "quay.example"), Outlet("Ledger", "a.example"), Outlet("", "b.example"),
]  # fmt: skip
SECONDS = [0, 3_600, 3_659.999999, 3_660, 86_400, 90_000]  # as days alone, and a minute apart
Row = tuple[int, bool, Outlet, float | None, float | None]
ROWS = st.lists(
    st.tuples(
        st.integers(0, 1),  # story
        st.sampled_from([True, True, False]),  # in the core
        st.sampled_from(OUTLETS),
        st.sampled_from([None, *SECONDS]),  # published
        st.sampled_from([None, None, 0.01, 1.0]),  # first seen, in days
    ),
    min_size=1,
    max_size=9,
)


def cores_of(rows: list[Row]) -> Cores:
    articles: list[Article] = []
    for at, (_, _, outlet, seconds, _) in enumerate(rows):
        published = None if seconds is None else MIDNIGHT + timedelta(seconds=seconds)
        article = make_article(f"{at:02}", "Storm")
        articles.append(replace(article, outlet=outlet, published=published))
    begin = MIDNIGHT.timestamp() / 86_400
    seen = [np.nan if row[4] is None else begin + row[4] for row in rows]
    corpus = replace(make_corpus(articles), seen=np.array(seen))
    story = np.unique([row[0] for row in rows], return_inverse=True)[1]
    is_core = np.array([row[1] for row in rows])
    is_core[np.unique(story, return_index=True)[1]] = True  # every story has a core
    return Cores.of(corpus, np.lexsort((corpus.days, story)), story, is_core)


def listed(cores: Cores) -> list[list[Article]]:
    stories = cores.articles_of(np.arange(len(cores.starts)))
    return [[cores.corpus.articles[at] for at in own] for own in stories]


@settings(max_examples=400)
@given(ROWS, st.lists(st.integers(-1, 8), min_size=2, max_size=2))
def test_outlets_and_firsts_are_those_of_each_story_alone(
    rows: list[Row], headline: list[int]
) -> None:
    cores = cores_of(rows)
    stories = listed(cores)
    led = np.minimum(headline[: len(stories)], len(rows) - 1)
    times = [cores.corpus.articles[at].published if at >= 0 else None for at in led.tolist()]
    parts = [[(one.outlet, one.published) for one in story] for story in stories]
    assert list(cores.outlets()) == list(map(outlets_of, parts))
    assert list(cores.firsts(led)) == list(map(who_was_first, parts, times))


@given(ROWS)
def test_the_dated_are_the_first_and_the_last_with_a_time(rows: list[Row]) -> None:
    cores = cores_of(rows)
    first, last = (
        [(cores.corpus.articles[at] if at >= 0 else None) for at in some] for some in cores.dated()
    )
    dated: list[list[Article | None]] = [
        [one for one in story if one.published] or [None] for story in listed(cores)
    ]
    assert first == [some[0] for some in dated]
    assert last == [some[-1] for some in dated]


def independent(corpus: Corpus, own: list[int], kept_of: dict[int, int]) -> int:
    """Count the outlets of one story, folding its copies one after the other."""
    here, seen, originals = set(own), set[int](), []
    for member in own:
        kept = kept_of.get(member, member)
        if kept in here:
            originals += [member] * (member == kept)
        elif kept not in seen:
            seen.add(kept)
            originals.append(member)
    return len({corpus.articles[one].outlet.key for one in originals})


@given(ROWS, st.dictionaries(st.integers(0, 8), st.integers(0, 8)))
def test_copies_of_one_text_are_one_outlet(rows: list[Row], kept_of: dict[int, int]) -> None:
    cores = cores_of(rows)
    kept_of = {copy: kept for copy, kept in kept_of.items() if max(copy, kept) < len(rows)}
    kept_of |= {kept: kept for kept in kept_of.values()}
    stories = cores.articles_of(np.arange(len(cores.starts)))
    counted = [independent(cores.corpus, list(own), kept_of) for own in stories]
    assert cores.independent_outlets(kept_of).tolist() == counted
