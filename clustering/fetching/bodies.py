"""Reads the body of an answer, decompressed piece by piece, and never more than a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from clustering.fetching.guard import NoExchange

ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # what zlib calls window bits
_MAGIC = 0x1F  # with which gzip begins


def read_body(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a body.

    Parameters
    ----------
    chunks
        As they come over the wire.
    encoding
        The ``Content-Encoding`` of the answer.
    limit
        Most bytes, once decompressed.

    Raises
    ------
    NoExchange
        For more bytes, a broken compression, and one that was not asked for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        pieces = iter(chunks)
    elif name in ("gzip", "x-gzip", "deflate"):
        pieces = _decompressed(chunks, name == "deflate", limit)
    else:
        raise NoExchange(f"compressed as {name[:40]}, which was not asked for")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise NoExchange(f"larger than the limit of {limit:,} bytes")
    return bytes(body)


def _decompressed(chunks: Iterable[bytes], is_deflate: bool, limit: int) -> Iterator[bytes]:
    unpack = None
    for chunk in chunks:
        while chunk:
            if unpack is None:
                # Some servers send deflate without the header of zlib, which begins with 8.
                bare = is_deflate and chunk[0] & 0x0F != 8
                unpack = zlib.decompressobj((_RAW if bare else _ZLIB) if is_deflate else _GZIP)
            elif unpack.eof:
                if is_deflate or chunk[0] != _MAGIC:
                    return  # what stands behind the end is no part of it
                unpack = zlib.decompressobj(_GZIP)  # pigz and others send one piece after another
            try:
                yield unpack.decompress(chunk, limit + 1)
            except zlib.error as error:
                raise NoExchange(f"cannot be decompressed ({error})") from None
            chunk = unpack.unused_data
    if unpack is not None and not unpack.eof:
        raise NoExchange("breaks off")
