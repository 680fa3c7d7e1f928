"""Text that was decoded wrongly once is mended; other text stays as it is."""

from __future__ import annotations

import pytest

from clustering.model import Record
from clustering.sources.mojibake import mend_records

GOOD = [
    "Café on the quay reopens, says owner of “The Anchor” – it’s a day’s work",
    "Überschwemmung an der Küste",
    "El transbordador encalló; ¿qué pasó?",
    "Паром сел на мель у берега",
    "フェリーが砂州に乗り上げ",
    "Â is a letter, and so is Ã",
    "PRÉSIDENT À ÂGE ÉLEVÉ",
    "plain",
]


def mended(text: str) -> tuple[str, int]:
    records, count = mend_records([Record("a", "s", title=text, excerpt="x", outlet_name=text)])
    assert records[0].title == records[0].outlet_name
    return records[0].title, count


@pytest.mark.parametrize("text", GOOD)
def test_good_text_stays_and_wrongly_decoded_text_becomes_good(text: str) -> None:
    assert mended(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "codec"),
    [(GOOD[0], "cp1252"), (GOOD[1], "latin-1"), (GOOD[2], "latin-1"), (GOOD[3], "cp1251")],
)
def test_wrongly_decoded_text_becomes_good(text: str, codec: str) -> None:
    assert mended(text.encode().decode(codec, "replace").replace("\ufffd", "\x9d")) == (text, 1)
