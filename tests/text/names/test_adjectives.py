"""Names of places and their adjectives, told by how the one is made of the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.text.names.adjectives import same_place


@pytest.mark.parametrize(
    ("name", "adjective"),
    [
        *(("ukraine", "ukrainian"), ("russia", "russian"), ("canada", "canadian")),
        *(("italy", "italian"), ("israel", "israeli"), ("pakistan", "pakistani")),
        *(("iran", "iranian"), ("sweden", "swedish"), ("turkey", "turkish")),
        *(("mexico", "mexican"), ("chile", "chilean"), ("japan", "japanese")),
        *(("china", "chinese"), ("korea", "korean"), ("lebanon", "lebanese")),
        *(("afghanistan", "afghan"), ("germany", "german"), ("poland", "polish")),
        *(("britain", "british"), ("england", "english"), ("spain", "spanish")),
        *(("belgium", "belgian"), ("texas", "texan"), ("hawaii", "hawaiian")),
        *(("somalia", "somali"), ("serbia", "serb"), ("kenya", "kenyan")),
        *(("france", "french"), ("netherland", "dutch"), ("philippine", "filipino")),
    ],
)
def test_a_place_and_its_adjective_are_found_from_each_other(name: str, adjective: str) -> None:
    assert adjective in same_place(name)
    assert name in same_place(adjective)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("austria", "australia"), ("iran", "iraq"), ("slovakia", "slovenia")),
        *(("sweden", "switzerland"), ("georgia", "george"), ("paris", "pari")),
        *(("carr", "carrick"), ("assad", "assam"), ("hunt", "hunter")),
    ],
)
def test_other_names_are_not_kin(one: str, other: str) -> None:
    assert other not in same_place(one)
    assert one not in same_place(other)


@given(st.text(max_size=12))
def test_whatever_the_word_it_is_no_adjective_of_itself(word: str) -> None:
    assert word not in same_place(word)


@given(st.text("adeilnosyh", min_size=1, max_size=9))
def test_the_two_always_find_each_other(word: str) -> None:
    assert all(word in same_place(other) for other in same_place(word))
