"""A file is decoded as it was written, or refused with its first byte that fits nothing."""

from __future__ import annotations

import pytest

from clustering.sources.encodings import decode_text
from clustering.text.parsing.limits import Unreadable

WESTERN = [
    "Überschwemmung an der Küste: Fähre läuft auf Grund – „alle in Sicherheit“",
    "Le café du quai rouvre après l’inondation",
    "El transbordador encalló; ¿qué pasó el día después?",
    "Ferry firm fined £2m, says owner of “The Anchor”",
    "Café",
]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("times", [1, 40])
def test_western_text_without_a_mark_is_windows_1252(text: str, times: int) -> None:
    many = f"{text}\n" * times
    assert decode_text(many.encode("cp1252")) == (many, "Windows-1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Паром сел на мель у берега, все пассажиры спасены\n" * 3, "cp1251"),
        ("Το πλοίο προσάραξε έξω από το λιμάνι\n" * 3, "cp1253"),
        ("Prom osiadł na mieliźnie; wszyscy pasażerowie są bezpieczni\n" * 9, "cp1250"),
        ("フェリーが砂州に乗り上げ、全員が救助された。\n" * 3, "shift_jis"),
    ],
)
def test_other_scripts_are_told_apart(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_a_mark_or_as_utf_8_needs_no_word(codec: str) -> None:
    assert decode_text("Café\n".encode(codec)) == ("Café\n", "")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognized(codec: str) -> None:
    text = "title,url\nKüste,https://a.example\n" + "x" * 100
    assert decode_text(text.encode(codec)) == (text, "UTF-16")


def test_bytes_of_no_text_are_refused_with_their_line() -> None:
    with pytest.raises(Unreadable) as raised:
        decode_text(b"a\nb\xff\x00\x01\xfe\x00c", "save the table as UTF-8")
    assert raised.value.reason == "not UTF-8 (byte 0xff); save the table as UTF-8"
    assert raised.value.line == 2
