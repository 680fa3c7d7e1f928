"""Reads JSON documents into records: answers of news services, exports of readers, arrays."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import IO, ClassVar

from clustering.model import Reading, Skip
from clustering.sources.article_lists import cut_document, find_articles
from clustering.sources.base import ReadOptions, Source
from clustering.sources.encodings import decode_text
from clustering.sources.feeds.dialects import is_json_feed
from clustering.sources.feeds.reader import read_entries
from clustering.sources.folders import look_at, writable
from clustering.sources.tables.jsonlines import cut_json_lines
from clustering.sources.tables.rows import RowReader
from clustering.sources.unpacked import unpacked, with_packing
from clustering.system.progress import Progress
from clustering.text.parsing.json_values import load_json, load_json_before
from clustering.text.parsing.limits import Unreadable

DOCUMENT_SUFFIXES = with_packing((".json",))

MAX_DOCUMENT_BYTES = 256_000_000
"""Of an unpacked document, which is read whole and takes about six times as much memory."""


class DocumentSource(Source):
    """A JSON document with a list of articles in it, a JSON array, or a JSON Feed."""

    takes: ClassVar[str] = "a JSON document (.json)"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name has the suffix of a document."""
        return Path(name).name.lower().endswith(DOCUMENT_SUFFIXES)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read the objects of the longest list of articles into records, as rows of a table.

        Raises
        ------
        UsageError
            When a column that is mapped is missing.
        """
        path = Path(name)
        source = writable(path.as_posix())
        file = look_at(path, writable(path.name))
        if file.fault:
            return Reading([], [Skip(source, file.fault)], 1)
        with path.open("rb") as stream:
            return read_document(unpacked(stream, source), source, file.name, options, progress)


def read_document(
    stream: IO[bytes],
    source: str,
    file_name: str,
    options: ReadOptions,
    progress: Progress | None = None,
) -> Reading:
    """Read a document from a stream; JSON lines that are called ``.json`` as well."""
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        reason = (
            f"larger than the limit of {MAX_DOCUMENT_BYTES:,} bytes for a document; "
            "write it as JSON lines (.jsonl), one object a line"
        )
        return Reading([], [Skip(source, reason)], 1)
    reader = RowReader(source, file_name, options)
    try:
        text, encoding = decode_text(data)
    except Unreadable as error:
        return Reading([], [Skip(source, error.reason, error.line)], 1)
    if not text.strip():
        return Reading([], [Skip(source, "empty file")], 1)
    broken: list[Skip] = []
    try:
        document = load_json(text)
    except Unreadable as error:
        if is_json_lines(text):
            return reader.read(cut_json_lines(io.BytesIO(text.encode()), len(data) + 1), progress)
        broken = [Skip(source, str(error), error.line)]
        document = load_json_before(text, error.position)
        found = find_articles(document)
        is_whole = found is not None and found.path and found.complete
        if not (is_whole or (found is not None and isinstance(document, list))):
            return Reading([], broken, 1)  # half an article, or a list of something else
    if is_json_feed(document):
        data = json.dumps(document).encode() if broken else data
        reading = read_entries(source, file_name, data, options)
    else:
        if encoding:
            reader.tally.unit = "file"
            reader.tally.encodings[encoding] = 1
        reading = reader.read(cut_document(document), progress)
    return replace(reading, skipped=[*reading.skipped, *broken])


def is_json_lines(text: str) -> bool:
    """Whether the first line is an object by itself."""
    first = text.lstrip("\ufeff \r\n\t").partition("\n")[0]
    try:
        return isinstance(load_json(first), dict)
    except Unreadable:
        return False
