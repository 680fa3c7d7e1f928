"""Reads XML up to where it breaks, and repairs what makes a parser give up a whole file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from clustering.sources.encodings import find_mark
from clustering.text.parsing.limits import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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


def elements(data: bytes, tag: str, what: str) -> Iterator[Element]:
    """Give each element of a tag that is whole.

    Raises
    ------
    Unreadable
        Where the file breaks, with the line; at once for one that defines entities, which no
        file of this kind (``what``) needs.
    """
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise Unreadable(f"defines XML entities, which no {what} needs")
    from xml.etree.ElementTree import ParseError, XMLPullParser

    data = repair(data)
    parser: XMLPullParser[Any] = XMLPullParser(("end",))
    try:
        for start in range(0, len(data), 65_536):
            parser.feed(data[start : start + 65_536])
            for event in parser.read_events():
                element = cast(Any, event)[1]
                if plain_tag(element) == tag:
                    yield element
                    element.clear()
        parser.close()
    except ParseError as error:
        reason = str(error).partition(":")[0]
        raise Unreadable(f"not well-formed XML ({reason})", error.position[0]) from None


def plain_tag(element: Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


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
