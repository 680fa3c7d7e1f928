"""How common words are: the list is wordfreq's own, to the last bit."""

from __future__ import annotations

from wordfreq import get_frequency_dict

from clustering.language import frequencies


def test_every_word_is_as_common_as_wordfreq_says() -> None:
    known = get_frequency_dict("en", wordlist="best")
    assert frequencies(known) == known


def test_a_word_that_is_not_listed_is_left_out() -> None:
    assert set(frequencies(["storm", "zzqqxv"])) == {"storm"}
