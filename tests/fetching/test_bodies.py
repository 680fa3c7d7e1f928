"""Bodies are decompressed up to a limit, and what is broken or not asked for is refused."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from clustering.fetching.bodies import read_body
from clustering.fetching.guard import NoExchange

TEXT = b"Otter blocks the lock at Graywick. " * 300
RAW = zlib.compress(TEXT)[2:-4]


def in_pieces(data: bytes, size: int = 100) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        (" X-GZIP", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:900], mtime=0) + gzip.compress(TEXT[900:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + bytes(700)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT) + b"trailing"),
        ("deflate", RAW),
    ],
)
def test_every_encoding_that_is_asked_for_is_read(encoding: str, data: bytes) -> None:
    assert read_body(in_pieces(data), encoding, len(TEXT)) == TEXT
    assert read_body([data], encoding, len(TEXT)) == TEXT
    with pytest.raises(NoExchange, match="larger than the limit of 10,499 bytes"):
        read_body(in_pieces(data), encoding, len(TEXT) - 1)


def test_a_small_body_that_unpacks_to_much_is_left_before_it_takes_the_memory() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 250_000
    tracemalloc.start()
    with pytest.raises(NoExchange, match="larger than the limit"):
        read_body([bomb], "gzip", 1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "data", "reason"),
    [
        ("br", TEXT, "compressed as br, which was not asked for"),
        ("gzip, gzip", TEXT, "which was not asked for"),
        ("gzip", TEXT, "cannot be decompressed"),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20], "breaks off"),
        (
            "gzip",
            2 * gzip.compress(TEXT[:90], mtime=0) + gzip.compress(TEXT, mtime=0)[:40],
            "breaks off",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(encoding: str, data: bytes, reason: str) -> None:
    with pytest.raises(NoExchange, match=reason):
        read_body(in_pieces(data), encoding, 10**6)
