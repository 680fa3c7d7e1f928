"""How common words are: wordfreq's own lists, of the languages that a corpus is in."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from wordfreq import get_frequency_dict

from clustering import cluster
from clustering.text.frequencies import languages_of, word_frequencies
from clustering.text.words import WordCounter
from tests.factories import make_record

GERMAN = (
    (
        "Brücke über die Alwe bleibt bis zum Herbst gesperrt",
        "Die Risse in den Pfeilern sind größer als gedacht. Für den Verkehr ist das nicht gut, "
        "sagt die Stadt, und eine Umleitung wird es nicht geben.",
    ),
    (
        "Schwimmbad sucht Aufsicht für den Sommer",
        "Die Stadt hat nicht genug Leute für das Becken. Wenn sich bis Mai keine finden, bleibt "
        "es an den Wochenenden zu, und das ist für die Vereine nicht schön.",
    ),
    (
        "Seltener Uhu brütet auf dem Rathaus",
        "Das Tier ist seit Wochen auf dem Turm. Die Glocke wird nicht geläutet, bis die Jungen "
        "fliegen, und für Besucher ist der Aufgang zu.",
    ),
    (
        "Kartoffelernte fällt wegen der Dürre klein aus",
        "Die Bauern im Norden haben nur halb so viel auf dem Feld. Für die Verbraucher wird es "
        "nicht teurer, sagt der Verband, und das ist auch so gewollt.",
    ),
    (
        "Orchester spielt zum ersten Mal ohne Dirigenten",
        "Die Musiker haben sich für ein Jahr darauf vorbereitet. Das ist nicht ohne Risiko, und "
        "die Karten für den Abend sind schon weg.",
    ),
    (
        "Neue Fähre ist zu breit für den Hafen",
        "Das Schiff passt nicht in die Einfahrt. Die Werft sagt, dass das Maß so bestellt war, "
        "und die Reederei will nicht für den Umbau zahlen.",
    ),
)
SPANISH = (
    (
        "El faro de Lartiga vuelve a encenderse tras dos años",
        "Los técnicos no encontraron las piezas en el país y las hicieron en un taller de la "
        "zona, que es el único que las tiene.",
    ),
    (
        "Una plaga de langostas deja sin maíz a los pueblos del sur",
        "Las familias no tienen con qué sembrar y piden que el gobierno les dé semillas para la "
        "próxima estación.",
    ),
    (
        "La biblioteca presta bicicletas a los lectores",
        "Los vecinos que devuelven los libros a tiempo se llevan una para el fin de semana, y no "
        "hay que pagar por ella.",
    ),
    (
        "Suspenden el partido por un enjambre de abejas",
        "Los jugadores se tiraron al suelo y el árbitro no quiso que se siguiera hasta que las "
        "sacaran del campo.",
    ),
    (
        "El teatro abre una sala para los que no ven",
        "Las obras se cuentan con olores y con el tacto, y es la primera del país en la que no "
        "hay luces.",
    ),
    (
        "Hallan un barco romano bajo el aparcamiento",
        "Los arqueólogos no lo esperaban tan entero y dicen que es de los que llevaban el vino a "
        "la costa.",
    ),
)
JAPANESE = (
    (
        "古い橋が秋まで通行止めに",
        "橋脚のひび割れは予想より大きいと市は発表した。車は通ることができない。",
    ),
    ("プールの監視員が不足", "市によると人が足りないため、週末は閉まることになるという。"),
    (
        "市庁舎にフクロウが巣を作る",
        "鳥は数週間前から塔にいるという。ひなが飛ぶまで鐘は鳴らされない。",
    ),
    (
        "干ばつでジャガイモが不作",
        "北部の農家によると収穫は半分になるという。価格は上がらない見込みだと発表した。",
    ),
    (
        "指揮者なしで初の演奏会",
        "音楽家たちは一年間準備したという。チケットはすでに売り切れたと発表した。",
    ),
)
ENGLISH = (
    ("Ferry too wide for its harbour", "The ship does not fit, and the yard says it was ordered."),
    ("Owl nests on the town hall", "The bell will not be rung until the young have flown."),
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
