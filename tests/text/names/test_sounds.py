"""Names by their sound, numbers by their value."""

from __future__ import annotations

import pytest

from clustering.text.names.sounds import numbers_in, sound_key, sounds_in


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tavrela", "Tawrela", "Тавреле", "タブレラ", "تافريلا"),
        ("Karsova", "Karsowa", "Карсовы", "カルソバ", "كارسوفا"),
        ("Melnichuk", "Melnitschuk", "Мельничук"),
        ("Ostimor", "奥斯蒂莫尔", "Остимор"),
        ("Galana", "Галана", "ガラナ", "غالانا"),
    ],
)
def test_one_name_has_one_sound_in_every_script(spellings: tuple[str, ...]) -> None:
    assert len({sound_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Tavrela", "Ostimor"), ("Brannfeld", "Kamenka"), ("Velmark", "Sarvia")]
)
def test_other_names_have_other_sounds(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_a_long_key_has_its_beginning_beside_it_and_a_short_one_is_none() -> None:
    assert dict(sounds_in("Melnichuk at sea")) == {"mlnsk": "Melnichuk", "mlns-": "Melnichuk"}


def test_names_are_found_inside_writing_without_spaces() -> None:
    assert "stml" in dict(sounds_in("奥斯蒂莫尔群岛发生地震"))
    assert dict(sounds_in("カルソバ北部で地震"))["klsp"] == "カルソバ"
    assert not dict(sounds_in("ました"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a 6.4 quake", {6.4}),
        ("Stärke 6,4", {6.4}),
        ("12,000 and 12.000 and 12 000", {12000.0}),
        ("9万张", {90000.0}),
        ("約90億", {9e9}),
        ("2.1 million people", {2.1e6}),
        ("2,1 Mio. Menschen", {2.1e6}),
        ("3 миллиарда", {3e9}),
        ("٣٧ قتيلا", {37.0}),
        ("no figures", set()),
        ("1.234.567", {1234567.0}),
        ("5-0, 4:3", {5.0, 0.0, 4.0, 3.0}),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text: str, numbers: set[float]) -> None:
    assert numbers_in(text) == numbers


def test_what_is_written_small_is_a_name_only_where_everything_is() -> None:
    assert set(dict(sounds_in("Incendie near Galana spreads")).values()) == {"Incendie", "Galana"}
    assert "galana" in dict(sounds_in("fire near galana spreads")).values()
