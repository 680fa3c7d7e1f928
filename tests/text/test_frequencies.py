"""How common words are: wordfreq's own lists, of the languages that a corpus is in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from wordfreq import get_frequency_dict

from clustering import cluster
from clustering.text.frequencies import languages_of, word_frequencies
from clustering.text.words import WordCounter
from tests.factories import make_record

ROWS = Path(__file__).with_name("headlines.jsonl").read_text(encoding="utf-8").splitlines()
GERMAN, SPANISH, JAPANESE, ENGLISH = (
    tuple((row["title"], row["excerpt"]) for row in map(json.loads, ROWS) if row["language"] == one)
    for one in ("de", "es", "ja", "en")
)


def told(texts: tuple[tuple[str, str], ...]) -> list[str]:
    counter = WordCounter()
    counts = counter.count([f"{title} {excerpt}" for title, excerpt in texts])
    return languages_of([counts], counter.vocabulary)


def test_every_word_is_as_common_as_wordfreq_says() -> None:
    known = get_frequency_dict("en", wordlist="best")
    assert word_frequencies(known) == known


def test_a_word_that_is_not_listed_is_left_out() -> None:
    assert set(word_frequencies(["storm", "zzqqxv"])) == {"storm"}


def test_of_several_languages_the_one_counts_in_which_a_word_is_most_common() -> None:
    words = ["die", "storm", "nicht"]
    both = word_frequencies(words, ["en", "de"])
    english, german = word_frequencies(words), word_frequencies(words, ["de"])
    assert both["die"] == german["die"] > english["die"]
    assert both["storm"] == english["storm"]
    assert both["nicht"] == german["nicht"]


def test_a_greek_word_is_known_by_its_casefolded_form() -> None:
    assert word_frequencies(["της".casefold()], ["el"])["της".casefold()] > 0.001


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        (ENGLISH, ["en"]),
        (GERMAN, ["en", "de"]),
        (SPANISH, ["en", "es"]),
        (GERMAN + SPANISH, ["en", "de", "es"]),
        (ENGLISH * 20 + GERMAN, ["en", "de"]),
        (ENGLISH * 100 + GERMAN[:1], ["en"]),
        (ENGLISH * 2 + GERMAN[:1], ["en"]),
        ((), ["en"]),
        ((("", ""), ("🙂 🙂", "1 2 3")), ["en"]),
    ],
)
def test_a_corpus_is_in_the_languages_that_enough_of_its_articles_are_in(
    texts: tuple[tuple[str, str], ...], languages: list[str]
) -> None:
    assert told(texts) == languages


def test_a_corpus_without_words_is_english() -> None:
    assert languages_of([sparse.csr_array(np.zeros((3, 0)))], {}) == ["en"]


@pytest.mark.parametrize("texts", [GERMAN, SPANISH, JAPANESE])
def test_a_few_articles_in_one_other_language_are_not_joined_by_its_small_words(
    texts: tuple[tuple[str, str], ...],
) -> None:
    records = [
        make_record(f"outlet{turn}", title, 0.0, excerpt=excerpt)
        for turn, (title, excerpt) in enumerate(texts)
    ]
    again = make_record("other", "Risse: Brücke über die Alwe nicht vor dem Herbst frei", 0.2)
    stories = cluster([*records, again]).stories
    together = {"outlet0", "other"} if texts is GERMAN else {"outlet0"}
    assert max(len(story.articles) for story in stories) == len(together)
