"""Articles with their languages and vectors."""

from __future__ import annotations

from clustering.vectors.meaning.base import TEXT_CHARS
from clustering.vectors.meaning.encode import article_texts, encode_articles, several_languages
from tests.factories import make_article
from tests.tiny_encoder import TinyEncoder

ENGLISH = make_article("a", "Strong quake near the town", excerpt="Dozens are feared dead.")
GERMAN = make_article("b", "Schweres Beben bei der Stadt")


def test_title_and_the_beginning_of_the_excerpt_are_encoded() -> None:
    long = make_article("c", "Ferry", excerpt="word " * 100)
    assert article_texts([ENGLISH, GERMAN]) == [
        "Strong quake near the town. Dozens are feared dead",
        "Schweres Beben bei der Stadt",
    ]
    assert len(article_texts([long])[0]) <= TEXT_CHARS


def test_languages_and_vectors_stand_in_the_order_of_the_articles() -> None:
    told = encode_articles([ENGLISH, GERMAN, ENGLISH], TinyEncoder())
    assert told is not None
    assert told.languages == ("de", "en")
    assert told.language_of.tolist() == [1, 0, 1]
    assert len(told.rows) == 3 and len(told.background) > 40


def test_what_the_encoder_does_not_know_is_told() -> None:
    encoder = TinyEncoder()
    told = encode_articles([ENGLISH, GERMAN], encoder)
    assert told is not None and told.is_known.tolist() == [True, True]
    encoder.languages = frozenset({"en"})
    told = encode_articles([ENGLISH, GERMAN], encoder)
    assert told is not None and told.is_known.tolist() == [True, False]


def test_a_corpus_in_one_language_is_not_encoded_unless_it_is_asked_for() -> None:
    encoder = TinyEncoder()
    assert encode_articles([ENGLISH], encoder) is None
    assert encoder.encoded == 0
    assert encode_articles([ENGLISH], encoder, within=True) is not None


def test_several_languages_are_named_the_commonest_first() -> None:
    assert several_languages([ENGLISH] * 3 + [GERMAN] * 2) == "articles in English, German"
    assert several_languages([ENGLISH] * 3 + [GERMAN]) == ""
    assert several_languages([]) == ""
