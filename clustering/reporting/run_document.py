"""The shape of ``run.json``; see ``documents.py``."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

DOCUMENTS_SCHEMA_VERSION = 1
"""Of run.json, and of what ``evaluate`` prints."""


class SettingRow(TypedDict):
    """A setting, and where its value came from."""

    value: Any
    origin: NotRequired[str]


class RequestRow(TypedDict):
    """What a command was asked to read."""

    sources: list[str]
    columns: dict[str, list[str]]
    labels: str | None
    store: str | None
    outlet: str | None


class SourcesRow(TypedDict):
    """How much was read, and how many records of each file."""

    files: int
    records: dict[str, int]


FieldRow = TypedDict("FieldRow", {"from": list[str], "records": int})  # "from" is a keyword
"""What a field was taken from, and how many records have it."""


class TakenRow(TypedDict):
    """What was taken of one source."""

    source: str
    records: int
    fields: dict[str, FieldRow]
    not_used: list[str]
    likely: dict[str, list[str]]
    left_out: dict[str, int]
    notes: list[str]


class SkipRow(TypedDict):
    """Something that was not read, and why."""

    path: str
    line: int | None
    reason: str


class UnreadDateRow(TypedDict):
    """A date that cannot be read."""

    record: str
    source: str
    date: str


class ContradictionRow(TypedDict):
    """An answer that others contradict."""

    different: list[str]
    same: list[str]


class LabelsRow(TypedDict):
    """How many answers were applied."""

    file: str
    answers: int
    matched: int
    honoured: int
    contradictions: list[ContradictionRow]


class MemoryRow(TypedDict):
    """The most memory that was held up to the end of each stage, in MB."""

    about: str
    peak_memory_mb: dict[str, int | None]


class RunDocument(TypedDict):
    """``run.json``."""

    schema_version: int
    tool: str
    version: str
    python: str
    files: list[str]
    settings: dict[str, SettingRow]
    request: RequestRow | None
    sources: SourcesRow
    taken: list[TakenRow]
    counts: dict[str, int]
    skipped: list[SkipRow]
    unread_dates: list[UnreadDateRow]
    ignored: list[str]
    notes: list[str]
    labels: LabelsRow | None
    seconds: dict[str, float]
    peak_memory_mb: int | None
    memory: MemoryRow
