"""One search through all texts finds what a look into each of them finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from clustering.text.holding import which_hold, which_match

texts = st.lists(st.text(alphabet="ab -\n…", max_size=6), max_size=8)
pieces = st.lists(st.text(alphabet="ab -…", min_size=1, max_size=2), max_size=3)


@given(texts, pieces)
def test_it_finds_what_each_text_holds(texts: list[str], pieces: list[str]) -> None:
    expected = [any(piece in text for piece in pieces) for text in texts]
    assert which_hold(texts, pieces).tolist() == expected


@given(texts)
def test_it_finds_what_a_pattern_is_found_in(texts: list[str]) -> None:
    pattern = re.compile("a+ ?b")
    expected = [at for at, text in enumerate(texts) if pattern.search(text)]
    assert which_match(texts, pattern) == expected
