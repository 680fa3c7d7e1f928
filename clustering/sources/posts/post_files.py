"""Reads one file of a post: its header, what its body and its name add, its related list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from clustering.sources.base import MAX_FILE_BYTES
from clustering.sources.dates import read_first_date
from clustering.sources.encodings import Decoded, decode_text
from clustering.sources.fields import (
    SAYS_NOTHING,
    Fault,
    Fields,
    Post,
    Used,
    read_and_note,
    read_fields,
)
from clustering.sources.folders import File
from clustering.sources.headers import cut_header
from clustering.sources.headers.body import first_heading, first_paragraph
from clustering.sources.names import RELATED, plain_name
from clustering.sources.posts.related import RelatedLists
from clustering.sources.tables.columns import ColumnMapping
from clustering.sources.values import type_name
from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written

Lists = RelatedLists[Fields | Fault]

FROM_FILE_NAME = "file name"
FROM_BODY = "first paragraph"
FROM_HEADING = "first heading"

DRAFT, SECTION_PAGE = "draft", "section page"
_DRAFT_FOLDER = "_drafts"
_DRAFT_STATES = frozenset(("draft", "hidden", "private", "pending", "skip"))
_TRUE, _FALSE = frozenset(("true", "yes", "on", "1")), frozenset(("false", "no", "off", "0"))

# 2024-03-10-name, 20240310-name: the day Jekyll and others put first; or folders 2024/03/10.
_DAY_IN_NAME = re.compile(r"(?:^|/)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?:[-_. /]([^/]*))?")
_INDEX = "index"
FLAGS = frozenset(("draft", "status", "published", "listing", "related"))
"""Keys that give no field, and say what kind of page a file is or belong to its related list."""


class LeftOut(NamedTuple):
    """What a file is that is no published post: a draft, a section page."""

    reason: str


def read_post(file: File, lists: Lists, mapping: ColumnMapping) -> Post | Fault | LeftOut:
    """Read a file.

    Raises
    ------
    Unreadable
        For a file without a header that can be read.
    """
    if file.fault:
        return Fault(file.fault)
    if file.size > MAX_FILE_BYTES:
        return Fault(f"larger than the limit of {MAX_FILE_BYTES:,} bytes")
    folders, _, last = file.name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    suffix = f"{dot}{suffix.lower()}"
    if stem == "_index":
        return LeftOut(SECTION_PAGE)
    if _DRAFT_FOLDER in folders.split("/"):
        return LeftOut(DRAFT)
    data = file.path.read_bytes()
    values, related, body, encoding = _read_in_parts(data, suffix, lists) or _read_whole(
        data, suffix, mapping
    )
    if not isinstance(values, Mapping):
        return Fault(f"{type_name(values)}, not lines of 'key: value'")
    if reason := _why_left_out(values, stem):
        return LeftOut(reason)
    own, used, path = read_and_note(values, mapping)
    if own == SAYS_NOTHING and (title := first_heading(body, suffix) or _title_in_name(file.name)):
        values = {**values, FROM_HEADING: title}
        own, used, path = read_and_note(values, (("title", FROM_HEADING),))
    if isinstance(own, Fault):
        return own
    own, used = _complete(own, used, file.name, suffix, body)
    return Post(own, related, used, encoding, path)


class _Said(NamedTuple):
    """The values of a header, the entries of its related list, what follows, and the encoding."""

    values: object
    related: list[Fields | Fault] | Fault
    body: str
    encoding: str


def _read_in_parts(data: bytes, suffix: str, lists: Lists) -> _Said | None:
    """Read a plain post in parts; ``None`` where it has to be read as a whole."""
    cut = lists.cut(data.replace(b"\r\n", b"\n") if data.startswith(b"---\r") else data)
    if cut is None:
        return None
    try:
        text, encoding = _decode(cut.rest)
        header = cut_header(text, suffix)
        behind = None if header.yaml is None else load_as_written(header.yaml) or {}
    except Unreadable:
        return None
    if encoding or not isinstance(behind, dict) or RELATED in behind:
        return None
    return _Said(cut.before | behind, cut.entries, text[header.body :], "")


def _read_whole(data: bytes, suffix: str, mapping: ColumnMapping) -> _Said:
    text, encoding = _decode(data)
    header = cut_header(text, suffix)
    loaded = header.values if header.yaml is None else load_as_written(header.yaml)
    values = {} if loaded is None else loaded
    return _Said(values, _read_related(values, mapping), text[header.body :], encoding)


def _decode(data: bytes) -> Decoded:
    """Decode a file; line ends of two characters become one, as YAML reads them."""
    decoded = decode_text(data)
    if "\r" not in decoded.text:  # a tenth of the time that replacing nothing takes
        return decoded
    return decoded._replace(text=decoded.text.replace("\r\n", "\n"))


def _read_related(values: object, mapping: ColumnMapping) -> list[Fields | Fault] | Fault:
    related = values.get(RELATED) if isinstance(values, Mapping) else None
    if related is None:
        return []
    if not isinstance(related, list):
        return Fault(f"{type_name(related)}, not a list")
    return [read_fields(entry, mapping) for entry in related]


def _complete(own: Fields, used: Used, name: str, suffix: str, body: str) -> tuple[Fields, Used]:
    """Add what the header lacks and the body or the name of the file says."""
    added: list[tuple[str, str]] = []
    if not own.excerpt and (paragraph := first_paragraph(body, suffix)):
        own = own._replace(excerpt=paragraph)
        added.append(("excerpt", FROM_BODY))
    if own.published is None and (day := _day_in_name(name)):
        published, _ = read_first_date([day])
        if published:
            own = own._replace(published=published, unread_date="")
            added.append(("published", FROM_FILE_NAME))
    return own, used._replace(fields=(*used.fields, *added)) if added else used


def _why_left_out(values: Mapping[object, object], stem: str) -> str:
    """Say what kind of page this is if it is no published post; else nothing."""
    flags = {plain_name(str(key)): value for key, value in values.items()}
    state = str(flags.get("status") or "").strip().lower()
    if _says(flags.get("draft"), _TRUE) or state in _DRAFT_STATES:
        return DRAFT
    if _says(flags.get("published"), _FALSE):
        # Beside a time of publication this is a flag of the site: the article itself is published.
        is_dated = any(key.startswith("published") and key != "published" for key in flags)
        return "" if is_dated else DRAFT
    if stem == _INDEX and (flags.get("listing") or not flags.get("title")):
        return SECTION_PAGE
    return ""


def _says(value: object, words: frozenset[str]) -> bool:
    return value is not None and str(value).strip().lower() in words


def _day_in_name(name: str) -> str:
    found = _DAY_IN_NAME.search(name.rpartition(".")[0])
    return f"{found[1]}-{found[3]}-{found[4]}" if found else ""


def _title_in_name(name: str) -> str:
    """Return the words behind the day in a file's name, which is how Jekyll titles a post."""
    found = _DAY_IN_NAME.search(name.rpartition(".")[0])
    return " ".join((found[5] or "").replace("_", "-").split("-")).capitalize() if found else ""
