"""The figures on languages: pairs are counted right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.languages import PairScore, best_cosine, many_reports, score_pairs


def test_pairs_are_counted_across_and_within_languages_each_once() -> None:
    gold = ["a", "a", "a", "b", ""]
    found = np.array([0, 0, 1, 1, 0])
    across, within = score_pairs(gold, found, ["en", "de", "en", "en", "en"])
    assert across == PairScore(found=2, wanted=2, right=1)  # 0-1, and 1 with the unlabelled
    assert within == PairScore(found=2, wanted=1, right=0)


def test_figures_are_precision_recall_and_their_mean() -> None:
    assert PairScore(4, 2, 1).figures == pytest.approx((0.25, 0.5, 1 / 3))
    assert PairScore(0, 0, 0).figures == (0.0, 0.0, 0.0)


def test_the_best_threshold_of_cosine_is_found() -> None:
    rows = np.array([[1.0, 0.0], [0.9, 0.4], [0.0, 1.0], [0.5, 0.9]])
    score = best_cosine(rows, ["a", "a", "b", "b"], ["en", "de", "en", "de"])
    assert score == PairScore(2, 2, 2)


def test_many_reports_differ_and_lie_within_a_month(tmp_path: Path) -> None:
    many_reports(1_000, tmp_path / "many.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "many.jsonl").read_text("utf-8").splitlines()]
    assert len({row["title"] for row in rows}) > 990
    assert {row["published"][:7] for row in rows} == {"2026-03"}
    assert len({row["language"] for row in rows}) > 20
