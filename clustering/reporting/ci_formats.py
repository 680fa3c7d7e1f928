"""Tells copies where a check shows them: annotations of GitHub, and SARIF for code scanners."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO
from urllib.parse import quote

from clustering.duplicates.kinds import DUPLICATE_KINDS, SAME_HEADLINE
from clustering.reporting.wording import KIND_WORDS, one_line
from clustering.selection.findings import findings
from clustering.system.files import has_path
from clustering.version import __version__

if TYPE_CHECKING:
    from clustering.model import Record
    from clustering.result import Result

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TITLE_LINE = re.compile(r"\s*[\"']?title[\"']?\s*[:=]", re.I)
_LINES_SEARCHED = 200  # of a post, for its title
_ROW = re.compile(r":(\d+)$")  # the line in the name of a row


class _Place(NamedTuple):
    """Where a record stands: its file, from the current folder, and the line."""

    path: str
    line: int


def write_github(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Write one annotation a copy, as GitHub's runners read them from a job's output."""
    for finding in findings(result, new):
        records = result.reading.records
        place = _place(records[finding.copy])
        level = "notice" if finding.kind == SAME_HEADLINE else "error"
        where = f"file={_escaped(place.path, in_property=True)},line={place.line}"
        words = _escaped(KIND_WORDS[finding.kind], in_property=True)
        message = _escaped(_message(records[finding.copy], records[finding.of]))
        stream.write(f"::{level} {where},title=Copy ({words})::{message}\n")


def write_sarif(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Write the copies as SARIF 2.1.0, one result each."""
    rules = [
        {"id": kind, "shortDescription": {"text": KIND_WORDS[kind]}} for kind in DUPLICATE_KINDS
    ]
    driver = {
        "name": "samestory",
        "version": __version__,
        "rules": rules,
    }
    run = {"tool": {"driver": driver}, "results": list(_sarif_results(result, new))}
    document = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    json.dump(document, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _sarif_results(result: Result, new: Collection[int] | None) -> Iterator[dict[str, Any]]:
    for finding in findings(result, new):
        copy, of = (result.reading.records[at] for at in (finding.copy, finding.of))
        places = _place(copy), _place(of)
        pair = blake2b("\n".join(place.path for place in places).encode(), digest_size=16)
        yield {
            "ruleId": finding.kind,
            "ruleIndex": DUPLICATE_KINDS.index(finding.kind),
            "level": "note" if finding.kind == SAME_HEADLINE else "error",
            "message": {"text": _message(copy, of)},
            "locations": [_location(places[0])],
            "relatedLocations": [_location(places[1]) | {"message": {"text": "What it repeats."}}],
            "partialFingerprints": {"copyOf/v1": pair.hexdigest()},
        }


def _location(place: _Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path)},
            "region": {"startLine": place.line},
        }
    }


def _message(copy: Record, of: Record) -> str:
    place = _place(of)
    where = f"{place.path}:{place.line}" if _ROW.search(of.name) else place.path
    return f"“{one_line(copy.title)}” repeats {one_line(where)} (“{one_line(of.title)}”)."


def _place(record: Record) -> _Place:
    """Return the file of a record, and the line of its row or of its title."""
    path = record.source
    if has_path(path):
        inside = os.path.relpath(path)
        path = Path(path if inside.startswith("..") else inside).as_posix()
    row = _ROW.search(record.name)
    return _Place(path, int(row[1]) if row else _title_line(Path(record.source)))


def _title_line(path: Path) -> int:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in zip(range(1, _LINES_SEARCHED), lines, strict=False):
                if _TITLE_LINE.match(line):
                    return number
    except OSError:  # standard input, or a file that is gone by now
        pass
    return 1


def _escaped(text: str, *, in_property: bool = False) -> str:
    """Escape what would end an annotation, or one of its properties."""
    for sign in "%\r\n" + (":," if in_property else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
