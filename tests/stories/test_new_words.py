"""New words of stories: what later articles tell and no earlier one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering.stories.new_words import NewWord, Places, new_words

Row = tuple[int, bool, int, list[int]]
ROWS = st.lists(
    st.tuples(
        st.integers(0, 1),  # story
        st.sampled_from([False, True, True, True]),  # whether it is a later article
        st.integers(0, 2),  # outlet
        st.lists(st.integers(0, 2), max_size=2),  # words
    ),
    max_size=14,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


def places_of(rows: list[Row]) -> Places:
    article = 100 - np.arange(len(rows))  # any order of articles will do
    story = np.array([row[0] for row in rows], dtype=np.int64)
    return Places(article, story, np.array([row[1] for row in rows], dtype=np.bool_))


def one_by_one(rows: list[Row]) -> list[NewWord]:
    """Look for the new words of one story after the other."""
    found, begin = [], 0
    for story in sorted({row[0] for row in rows}):
        own = [(100 - at, row) for at, row in enumerate(rows) if row[0] == story]
        later = [(article, row) for article, row in own if row[1]]
        known = {word for _, row in own if not row[1] for word in row[3]}
        for word in range(3):
            tellers = [at for at, (_, row) in enumerate(later) if word in row[3]]
            heard = {later[at][1][2] for at in tellers}
            if len(heard) > 1 and word not in known and 2 * len(tellers) > len(later) - tellers[0]:
                articles = [later[at][0] for at in tellers]
                first = begin + tellers[0]
                found.append(NewWord(story, word, articles, first, begin + len(later)))
        begin += len(later)
    return found


@settings(max_examples=400)
@given(ROWS)
def test_new_words_are_those_of_each_story_alone(rows: list[Row]) -> None:
    places = places_of(rows)
    outlet = np.zeros(101, dtype=np.int64)
    outlet[places.article] = [row[2] for row in rows]
    entries = [(at, word) for at, row in enumerate(rows) for word in row[3]]
    at, word = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    assert list(new_words(places, outlet, at, word)) == one_by_one(rows)


@given(ROWS)
def test_stories_whose_later_articles_are_of_one_outlet_are_left_out(rows: list[Row]) -> None:
    places = places_of(rows)
    outlet = np.zeros(101, dtype=np.int64)
    outlet[places.article] = [row[2] for row in rows]
    left = places.of_several_later(outlet)
    for story in range(3):
        own = places.article[places.story == story]
        heard = {row[2] for row in rows if row[0] == story and row[1]}
        kept = left.article[left.story == story]
        assert kept.tolist() == (own.tolist() if len(heard) > 1 else [])
        earlier = [100 - at for at, row in enumerate(rows) if row[0] == story and not row[1]]
        assert left.earlier(story) == (earlier if len(heard) > 1 else [])
