"""Unpacks what is compressed with gzip, bzip2, xz or zstd, told by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from typing import IO, Any, cast

from clustering.errors import UsageError

PACKED_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


def unpacked(stream: IO[bytes], source: str) -> IO[bytes]:
    """Return a stream of what a stream holds, unpacked where it is packed.

    Parameters
    ----------
    stream
        Buffered, as files and standard input are.
    source
        What messages name.

    Raises
    ------
    UsageError
        For zstd where neither Python nor a library unpacks it.
    """
    start = _peek(stream)
    for magic, open_packed in _OPENERS.items():
        if start.startswith(magic):
            return cast(IO[bytes], open_packed(stream, source))
    return stream


def without_packing(name: str) -> str:
    """Return a file's name without the suffix of its packing."""
    lower = name.lower()
    return next((name[: -len(end)] for end in PACKED_SUFFIXES if lower.endswith(end)), name)


def with_packing(suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return suffixes alone and with that of each packing."""
    return (*suffixes, *(f"{one}{packed}" for packed in PACKED_SUFFIXES for one in suffixes))


def _peek(stream: IO[bytes]) -> bytes:
    peek = getattr(stream, "peek", None)
    return bytes(peek(8)[:8]) if peek else b""


def _open_zstd(stream: IO[bytes], source: str) -> object:
    opener: Callable[[IO[bytes]], object]
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        try:
            from backports import zstd
        except ImportError:
            raise UsageError(
                f"{source}: zstd is unpacked by backports.zstd, which is not installed; "
                "install it with: pip install 'samestory[tables]'."
            ) from None
    opener = zstd.open
    return opener(stream)


_OPENERS: dict[bytes, Callable[[Any, str], object]] = {
    b"\x1f\x8b": lambda stream, _: gzip.GzipFile(fileobj=stream),
    b"BZh": lambda stream, _: bz2.BZ2File(stream),
    b"\xfd7zXZ\x00": lambda stream, _: lzma.LZMAFile(stream),  # noqa: SIM115 - closed by the caller
    b"\x28\xb5\x2f\xfd": _open_zstd,
}
