"""Text rules: each a row of input and expected output."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.model import Outlet
from clustering.text.clean import clean, clean_title
from clustering.text.words import WordCounter, features, is_syllable, same_text_key

GAZETTE = Outlet("Harbour Gazette", "harbourgazette.example")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("It&#8217;s here", "It’s here"),
        ("Twice &amp;amp; escaped", "Twice & escaped"),
        ("a &lt;b&gt;bold&lt;/b&gt; claim", "a bold claim"),
        ("<p>Para</p> next", "Para next"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("is 3<x and 5>y", "is 3<x and 5>y"),
        ("is 3<a and 5>b", "is 3<a and 5>b"),
        ("if p<pre-tax and q>r", "if p<pre-tax and q>r"),
        ("a <fraction> of it", "a <fraction> of it"),
        ("one<br>two<BR/>three<br />four", "one two three four"),
        ('<a href="https://a.example/?b=1" rel=x>Link</a > on', "Link on"),
        ("<H2 class='big'>Head</H2><video controls>x</video>", "Head x"),
        ('<img src="x.png" alt="y"/>seen <p\n>Para', "seen Para"),
        ("&amp;amp;amp;lt;", "&amp;lt;"),
        ("  spaces \t and\nlines ", "spaces and lines"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202eevil\u202c", "evil"),
        ("soft\u00adhyphen", "softhyphen"),
        ("cafe\u0301", "café"),
        ("cafe\u200b\u0301", "café"),
        ("", ""),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(
    st.text()
    | st.text(alphabet="ae \n\u0301\u0338\u200b\u00ad\u037e\u2000\x1c\x85>;")
    | st.text(alphabet=st.characters(blacklist_characters="&<"))
)
def test_cleaning_plain_text_twice_changes_nothing_more(text: str) -> None:
    if "&" not in text and "<" not in text:
        assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Storm hits coast - Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast | Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast — The Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast – HARBOUR GAZETTE", "Storm hits coast"),
        ("Storm hits coast - harbourgazette.example", "Storm hits coast"),
        ("Storm hits coast - HarbourGazette", "Storm hits coast"),
        ("Storm hits coast - Harbour Gazette News", "Storm hits coast"),
        ("Sales fall - Apple", "Sales fall - Apple"),
        ("Storm hits coast - Tidewater News", "Storm hits coast - Tidewater News"),
        ("Harbour Gazette", "Harbour Gazette"),
        ("A well-known harbour gazette", "A well-known harbour gazette"),
        ("Tom &amp; Jerry return - Harbour Gazette", "Tom & Jerry return"),
    ],
)
def test_only_the_own_outlet_is_taken_off_a_title(title: str, cleaned: str) -> None:
    assert clean_title(title, GAZETTE) == cleaned


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("It’s OVER", "it's over", True),
        ("Café opens", "Cafe opens", True),
        ("Rates held: bank", "Rates held - bank", True),
        ("Part 1", "Part 2", False),
        ("up 1.5 points", "up 15 points", False),
    ],
)
def test_same_text_ignores_case_accents_and_punctuation(one: str, other: str, equal: bool) -> None:
    assert (same_text_key(one, "") == same_text_key(other, "")) is equal


@pytest.mark.parametrize(
    ("word", "counted"),
    [
        ("storm", ["storm"]),
        ("münchen", ["munchen"]),
        ("地震被害", ["地震", "震被", "被害"]),
        ("雨", ["雨"]),
        ("iphone發表", ["發表", "iphone"]),
        ("नदी", ["नदी"]),
    ],
)
def test_words_without_spaces_count_as_character_pairs(word: str, counted: list[str]) -> None:
    assert features(word) == counted


def counted_words(text: str) -> set[str]:
    counter = WordCounter()
    counts = counter.count([text])
    names = list(counter.vocabulary)
    return {names[column] for column in counts.tocoo().col}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IBM's $69.8 million deal", {"ibm", "69.8", "million", "deal"}),
        ("the mayor’s plan", {"the", "mayor", "plan"}),
        ("10,000 jobs", {"10,000", "jobs"}),
        (
            "الزلزال أمس",
            {"الزلزال", "أمس"},
        ),
        (
            "भूकंप आया",
            {"भूकंप", "आया"},
        ),
    ],
)
def test_words_of_many_scripts(text: str, words: set[str]) -> None:
    assert counted_words(text) == words


@given(st.lists(st.text(alphabet="ab \n", max_size=12), max_size=30))
def test_counts_stay_with_their_text(texts: list[str]) -> None:
    counter = WordCounter()
    together = counter.count(texts).toarray()
    for row, text in enumerate(texts):
        expected = np.zeros(len(counter.vocabulary))
        for word in text.split():
            expected[counter.vocabulary[word]] += 1
        assert together[row].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("feature", "expected"),
    [("とい", True), ("ス", True), ("表し", True), ("กล", True), ("发表", False), ("storm", False)],
)
def test_pairs_of_signs_that_write_sounds_are_syllables(feature: str, expected: bool) -> None:
    assert is_syllable(feature) is expected
