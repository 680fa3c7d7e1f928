"""Countries that a text names, in its own language."""

from __future__ import annotations

import pytest

from clustering.text.names.countries import countries_in, country_name


@pytest.mark.parametrize(
    ("text", "code", "countries"),
    [
        ("Poland votes", "en", {"PL"}),
        ("Polnische Regierung tritt zurück", "de", {"PL"}),
        ("W polskich kopalniach i na Słowacji", "pl", {"PL", "SK"}),
        ("Польський уряд у Варшаві", "uk", {"PL"}),
        ("Türkiye'de deprem", "tr", {"TR"}),
        ("زلزال في تركيا", "ar", {"TR"}),
        ("الحكومة التونسية", "ar", {"TN"}),
        ("भारत में बस हादसा", "hi", {"IN"}),
        ("韓国の工場で火災", "ja", {"KR"}),
        ("한국 관광객 발 묶여", "ko", {"KR"}),
        ("匈牙利工厂起火", "zh", {"HU"}),
        ("Un séisme aux Pays-Bas", "fr", {"NL"}),
        ("Lisboa: choque de comboios", "pt", {"PT"}),
        ("Gericht in Bukarest", "de", {"RO"}),
        ("Dominican Republic dark", "en", {"DO"}),
    ],
)
def test_names_adjectives_and_large_cities_tell_a_country(
    text: str, code: str, countries: set[str]
) -> None:
    assert set(countries_in(text, code)) == countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Children at school", "en"),
        ("Diez personas heridas", "es"),
        ("Serviços mínimos", "pt"),
        ("Hai người bị thương", "vi"),
        ("", "de"),
        ("2026", "en"),
        ("Poland", "xx"),
    ],
)
def test_words_that_only_begin_alike_tell_none(text: str, code: str) -> None:
    assert countries_in(text, code) == {}


def test_a_name_of_two_countries_is_left_out() -> None:
    assert "NG" not in countries_in("Nigerian", "en") or "NE" not in countries_in("Nigerian", "en")
    assert countries_in("Niger", "en") == {"NE": "niger"}


def test_a_country_is_called_by_its_english_name() -> None:
    assert country_name("PL") == "Poland"
    assert country_name("??") == "??"
