"""Which encoding a file is in: Unicode by its marks, else what its bytes make most likely."""

from __future__ import annotations

import codecs
from typing import IO, NamedTuple, cast

from clustering.text.parsing.limits import Unreadable

# Longest first: the mark of UTF-32 starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf_16_le": "UTF-16", "utf_16_be": "UTF-16", "cp1252": "Windows-1252"}
_NAMES |= {f"cp125{digit}": f"Windows-125{digit}" for digit in range(9)}

SAMPLE_BYTES = 64_000
"""Bytes of lines outside ASCII that tell an encoding: more make no difference."""

MIN_ACCENTS = 30
"""Bytes outside ASCII from which the language can be told: of one line, it is a guess."""

# Western text is nearly always plausible in Windows-1250 as well. It is only taken for that where
# the words are of a language that needs it, as charset-normalizer names them.
_OF_CENTRAL_EUROPE = frozenset(
    ["Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"]
)


class Decoded(NamedTuple):
    """Text, and the name of its encoding where that is neither UTF-8 nor marked."""

    text: str
    encoding: str = ""


def find_mark(start: bytes) -> str | None:
    """Return the codec that the first bytes of a file name, if they do."""
    return next((codec for mark, codec in _MARKS if start.startswith(mark)), None)


def decode_text(data: bytes, advice: str = "save it as UTF-8") -> Decoded:
    """Decode a file: by its mark, as UTF-8, or as what its bytes look like.

    Raises
    ------
    Unreadable
        With what to do about it.
    """
    codec = find_mark(data)
    try:
        return Decoded(data.decode(codec or "utf-8"))
    except UnicodeDecodeError as error:
        at = error.start + len(data) - len(error.object)  # a codec may count from behind a mark
        name = (codec or "utf-8").removesuffix("-sig").upper()
        reason = f"not {name} (byte 0x{data[at]:02x}); {advice}"
        line = data.count(b"\n", 0, at) + 1
    if codec is None and (likely := recognize(data)):
        return Decoded(data.decode(likely, "replace"), name_of(likely))
    raise Unreadable(reason, line)


def find_wide(start: bytes) -> str | None:
    """Return the codec of UTF-16 or UTF-32, by the mark or by the zeros between the letters."""
    codec = find_mark(start)
    if codec is None and 0 in start:
        codec = _by_zeros(start)
    return codec if codec and codec != "utf-8-sig" else None


def in_utf8(stream: IO[bytes]) -> IO[bytes]:
    """Give a stream in UTF-16 or UTF-32 as one in UTF-8; any other as it is."""
    peek = getattr(stream, "peek", None)
    codec = find_wide(bytes(peek(1_000)[:1_000])) if peek else None
    if codec is None:
        return stream
    return cast(IO[bytes], codecs.EncodedFile(stream, "utf-8", codec, "replace"))


def recognize(data: bytes) -> str:
    """Return the codec that bytes outside UTF-8 are most likely in; empty if it cannot be told."""
    if 0 in data[:SAMPLE_BYTES]:
        return _by_zeros(data[:SAMPLE_BYTES])
    from charset_normalizer import from_bytes

    sample = _sample(data)
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return ""
    accents = sum(byte > 0x7F for byte in sample)
    if best.language in _OF_CENTRAL_EUROPE and accents >= MIN_ACCENTS:
        return best.encoding
    western = any(
        match.percent_chaos <= best.percent_chaos and "cp1252" in match.could_be_from_charset
        for match in matches
    )
    return "cp1252" if western else best.encoding


def _by_zeros(start: bytes) -> str:
    """Tell UTF-16 by zeros in every second place; anything else with zeros is no text."""
    zeros, at_odd = start.count(0), start[1::2].count(0)
    if zeros < 0.2 * len(start) or 0.1 * zeros < at_odd < 0.9 * zeros:
        return ""
    return "utf_16_le" if at_odd else "utf_16_be"


def name_of(codec: str) -> str:
    """Return what people call a codec."""
    return _NAMES.get(codec, codec.replace("_", "-").upper())


def _sample(data: bytes) -> bytes:
    """Take the lines outside ASCII, which alone tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:SAMPLE_BYTES])
            size += len(lines[-1])
            if size >= SAMPLE_BYTES:
                break
    return b"".join(lines)
