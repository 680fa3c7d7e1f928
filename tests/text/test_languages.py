"""Languages, told from script and words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clustering.text.frequencies import commonest_words
from clustering.text.languages import NAMES, are_english, is_surely_english, languages_of_texts
from clustering.text.wordfreq_lists import listed_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ferry runs aground off the coast, all passengers safe", "en"),
        ("Fähre läuft vor der Küste auf Grund, alle Passagiere gerettet", "de"),
        ("Un ferry s'échoue au large, les passagers secourus", "fr"),
        ("Encalla un transbordador frente a la costa", "es"),
        ("Balsa encalha ao largo da costa e passageiros são resgatados", "pt"),
        ("Deprem kıyıyı vurdu: en az on iki ölü", "tr"),
        ("Trzęsienie ziemi na północy kraju", "pl"),
        ("Паром сел на мель, все пассажиры спасены", "ru"),
        ("Пором сів на мілину, усіх пасажирів врятовано", "uk"),
        ("جنوح عبارة قبالة الساحل وإنقاذ جميع الركاب", "ar"),
        ("کشتی مسافربری در نزدیکی ساحل به گل نشست", "fa"),
        ("フェリーが座礁、乗客全員救助", "ja"),
        ("前市長に有罪判決、港湾汚職裁判", "ja"),
        ("渡轮搁浅 乘客全部获救", "zh"),
        ("여객선 좌초, 승객 전원 구조", "ko"),
        ("เรือเฟอร์รี่เกยตื้น", "th"),
        ("Το πλοίο προσάραξε", "el"),
        ("מעבורת עלתה על שרטון", "he"),
    ],
)
def test_a_headline_tells_its_language(text: str, code: str) -> None:
    assert languages_of_texts([text]) == [code]


def test_every_article_of_the_invented_set_is_told_right() -> None:
    lines = Path("fixtures/languages.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert languages_of_texts([row["title"] for row in rows]) == [row["language"] for row in rows]


def test_hardly_a_report_of_the_sets_with_twins_is_told_wrong() -> None:
    wrong = 0
    for path in sorted(Path("fixtures").glob("languages_twins_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        texts = [f"{row['title']}\n{row.get('excerpt', '')}" for row in rows]
        told = zip(languages_of_texts(texts), rows, strict=True)
        wrong += sum(code != row["language"] for code, row in told)
    assert wrong <= 2


def test_a_text_without_letters_is_in_the_language_of_the_others() -> None:
    assert languages_of_texts(["2025", "Der Hafen ist wieder offen", ""]) == ["de"] * 3
    assert languages_of_texts(["", "12"]) == ["en", "en"]
    assert languages_of_texts([]) == []


def test_a_word_or_two_do_not_make_another_language_of_an_english_corpus() -> None:
    texts = ["The council votes on the new harbour", "Storm hits the coast again"] * 50
    assert languages_of_texts([*texts, "Matteo Brandl, Ines Corva"])[-1] == "en"


def test_every_language_with_a_word_list_has_a_name() -> None:
    assert set(listed_languages()) <= set(NAMES)


def test_an_english_corpus_is_told_without_other_lists() -> None:
    english = ["The council votes on the new harbour", "Storm hits the coast again"]
    assert are_english(english * 20)
    assert not are_english([*english * 20, "港で火災"])
    assert not are_english([*english, "Der Hafen ist wieder offen"])


def test_two_words_that_only_english_has_make_a_text_surely_english() -> None:
    assert is_surely_english("Ministers said that the budget will not pass")
    assert not is_surely_english("Budget talks fail in Brussels")  # English, but not surely
    assert not is_surely_english("Der Film The Who läuft in Berlin an, so die Kinos")


def test_no_commonest_words_of_another_language_look_surely_english() -> None:
    others = [language for language in listed_languages() if language != "en"]
    assert others
    assert not [
        language for language in others if is_surely_english(" ".join(commonest_words(language)))
    ]
