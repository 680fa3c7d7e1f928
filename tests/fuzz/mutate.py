"""Makes broken inputs of sound ones: the same seed, the same input."""

from __future__ import annotations

import random

# What readers have stumbled over, here or elsewhere.
NASTY = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("\0", "\ufeff", "\r", "\r\n", "\n\n", "\t", "\u2028", "\u200b", "\ud800", "\U0010ffff"),
        *("&#xd800;", "&#x110000;", "&#0;", "&amp;", "&", "<!--", "-->", "<script>", "]]>", "<"),
        *("<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<?xml version='1.0' encoding='punycode'?>"),
        *("encoding='undefined'", "encoding='utf-16'", "xmlns:x='y'", "</item>", "</a></b>"),
        *('"', "'", '""', "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", ";", "|"),
        *("null", "NaN", "Infinity", "-1e999", "1" * 5_000, "true", "0", "-0", "1e400", "\x1a"),
        *("!!timestamp x", "!!int ''", "!!float x", "!!binary '%'", "!!python/name:os.x", "!a b"),
        *("&a [*a]", "*a", "<<: *a", "<<: x", "? x", "- - - -", "%YAML 9", "---", "...", "+++"),
        *("9999-99-99", "0000-00-00", "0001-01-01", "24:61:61", "+99:99", "32/13/0", "10**9"),
        *(
            "http://[::1",
            "file:///a%00b",
            "http://a:99999/",
            "%",
            "%zz",
            "//",
            "?",
            "#",
            "@",
            "../",
        ),
        *(
            "=1+1",
            "__proto__",
            "title",
            "url",
            "date",
            "related",
            "draft: x",
            "{{",
            "{%",
            "\x1b[31m",
        ),
    )
)
MOST_BYTES = 200_000


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Change an input in one to six places."""
    for _ in range(rng.randint(1, 6)):
        data = rng.choice(CHANGES)(data, rng)[:MOST_BYTES]
    return data


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 2, 8, 40, 400)))


def _flip(data: bytes, rng: random.Random) -> bytes:
    start, _ = _span(data, rng)
    return data[:start] + bytes([rng.randrange(256)]) + data[start + 1 :]


def _insert(data: bytes, rng: random.Random) -> bytes:
    start, _ = _span(data, rng)
    return data[:start] + rng.choice(NASTY) + data[start:]


def _replace(data: bytes, rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    return data[:start] + rng.choice(NASTY) + data[stop:]


def _delete(data: bytes, rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    return data[:start] + data[stop:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    return data[:start] + data[start:stop] * rng.choice((2, 3, 30, 3_000)) + data[stop:]


def _repeat_nasty(data: bytes, rng: random.Random) -> bytes:
    start, _ = _span(data, rng)
    return data[:start] + rng.choice(NASTY) * rng.choice((5, 200, 5_000)) + data[start:]


def _move(data: bytes, rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    at = rng.randint(0, len(data))
    return data[:at] + data[start:stop] + data[at:]


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


CHANGES = (_flip, _insert, _insert, _replace, _delete, _repeat, _repeat_nasty, _move, _cut)
