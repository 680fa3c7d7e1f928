"""Repairs what makes an XML parser give up a whole file: impossible characters and encodings."""

from __future__ import annotations

import codecs
import re

from clustering.sources.encodings import find_mark

_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,40})|([0-9]{1,40}));", re.I)
_DECLARED = re.compile(
    rb"""(<\?xml\b[^>]{0,200}?)\bencoding\s{0,9}=\s{0,9}["']([^"'>]{0,100})["']"""
)
_HEAD_BYTES = 400
_NAMES_OF_HOSTS = ("punycode", "idna")
"""Codecs for these alone."""
_LAST_CHARACTER = 0x10FFFF


def repair(data: bytes) -> bytes:
    """Return XML that parsers can start on, in UTF-8 where a mark says that it is in UTF-16.

    A reference to a number that is no character (``&#xd800;``, ``&#x110000;``) becomes the
    replacement character; an encoding that Python knows and that cannot be one of XML
    (``punycode``, ``undefined``) is taken out, so that the parser tries the usual ones.
    """
    mark = find_mark(data)
    if mark and mark != "utf-8-sig":
        data = data.decode(mark, "replace").encode()
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared and (mark or not _is_usable(declared[2].decode("ascii", "replace"))):
        data = data[: declared.end(1)] + data[declared.end() :]
    return _REFERENCE.sub(_character, data) if b"&#" in data else data


def _is_usable(encoding: str) -> bool:
    try:
        if codecs.lookup(encoding).name in _NAMES_OF_HOSTS:
            return False
        b"<?xml".decode(encoding)
    except (UnicodeDecodeError, LookupError):  # parsers have an answer to these
        return True
    except (ValueError, OverflowError):
        return False
    return True


def _character(found: re.Match[bytes]) -> bytes:
    number = int(found[1], 16) if found[1] else int(found[2])
    is_one = number <= _LAST_CHARACTER and not 0xD800 <= number <= 0xDFFF
    return found[0] if is_one else b"&#xfffd;"
