"""The shape of each JSON document: what its schema in ``schemas/`` is made of.

``python -m tests.pages`` makes the schemas. Keys are added, and never renamed or taken away without
another ``schema_version``.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from clustering.evaluation.evaluate import PairMismatch
from clustering.evaluation.intervals import Interval, ScoreInterval
from clustering.evaluation.metrics import Score
from clustering.evaluation.mismatches import Discrepancy
from clustering.reporting.run_document import RunDocument
from clustering.reporting.tables.records import EvidenceRow
from clustering.reporting.tables.rows import GroupRow, StoryRow, ThreadRow


class StoriesDocument(TypedDict):
    """``stories.json``, and ``samestory stories --format json``, which has two parts of it."""

    schema_version: int
    settings: dict[str, Any]
    counts: dict[str, int]
    stories: list[StoryRow]
    threads: list[ThreadRow]
    duplicate_groups: NotRequired[list[GroupRow]]


class DuplicatesDocument(TypedDict):
    """What ``samestory duplicates --format json`` prints."""

    schema_version: int
    settings: dict[str, Any]
    counts: dict[str, int]
    duplicate_groups: list[EvidenceRow]


class RecordDate(TypedDict):
    """The date of one record of an article."""

    record: str
    published: str


class DateFrom(TypedDict):
    """The record that gave the date, and the others that say another."""

    record: str
    others: list[RecordDate]


class JudgedBy(TypedDict):
    """The article whose date one without a date borrows, and how far that counts."""

    id: str
    published: str | None
    trust: float


class NamedArticle(TypedDict):
    """An article, as ``explain`` names it."""

    id: str
    title: str
    outlet: str
    url: str
    published: str | None


class ExplainedArticle(NamedArticle):
    """One of the two articles that are explained."""

    date_from: DateFrom | None
    judged_by: JudgedBy | None


class EdgeRow(TypedDict):
    """A link and its evidence."""

    similarity: float
    strength: float
    related: bool
    same_text: bool
    labelled: str | None
    days_apart: float | None
    borrowed_date: bool
    date_trust: float
    meaning: NotRequired[float]


class MeaningRow(TypedDict):
    """How near two articles in different languages are in meaning, and what both name."""

    meaning: float
    unrelated: float
    languages: list[str]
    countries: list[str]
    names: list[list[str]]
    numbers: list[float]


class MergeRow(TypedDict):
    """The merge that joins the two."""

    height: float
    a_size: int
    b_size: int


class SharedWord(TypedDict):
    """A word that both have, and what it adds to their similarity."""

    word: str
    contribution: float


class ContrastRow(TypedDict):
    """How a story holds together, and what is nearest outside."""

    articles: int
    inside: float | None
    outside: float
    nearest: NamedArticle | None
    sentence: str


class ExplainDocument(TypedDict):
    """What ``samestory explain --format json`` prints."""

    schema_version: int
    together: bool
    sentence: str
    change: str
    a: ExplainedArticle
    b: ExplainedArticle
    similarity: float
    shared_words: list[SharedWord]
    edge: EdgeRow | None
    path: list[EdgeRow]
    steps: list[NamedArticle]
    weakest: EdgeRow | None
    merge: MergeRow | None
    days_apart: float | None
    left_over: float
    link: float
    knob: Literal["detail", "cohesion"]
    cut_at: float
    same_thread: bool
    stories: list[ContrastRow]
    series: bool
    other_names: list[list[str]]
    window: float
    meaning: NotRequired[MeaningRow]


class ScoreRow(TypedDict):
    """A score with its intervals."""

    precision: float
    recall: float
    f1: float
    interval: ScoreInterval


class VMeasureRow(TypedDict):
    """Homogeneity, completeness and V-measure."""

    homogeneity: float
    completeness: float
    v: float


class EvaluateDocument(TypedDict):
    """What ``samestory evaluate --format json`` prints of labels of stories."""

    schema_version: int
    counts: dict[str, int]
    bcubed: ScoreRow
    pairwise: ScoreRow
    v_measure: VMeasureRow
    ari: float
    ami: float
    splits: list[Discrepancy]
    merges: list[Discrepancy]


class EvaluatePairsDocument(TypedDict):
    """What ``samestory evaluate --format json`` prints of judged pairs."""

    schema_version: int
    counts: dict[str, int]
    accuracy: float
    score: Score
    accuracy_interval: Interval
    interval: ScoreInterval
    missed: list[PairMismatch]
    joined: list[PairMismatch]


DOCUMENTS = {
    "stories": (StoriesDocument,),
    "duplicates": (DuplicatesDocument,),
    "explain": (ExplainDocument,),
    "evaluate": (EvaluateDocument, EvaluatePairsDocument),
    "run": (RunDocument,),
}
"""The documents by the name of their schema."""
