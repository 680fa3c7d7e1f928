"""Evaluations as text and as rows."""

from __future__ import annotations

import json

from clustering.evaluation.evaluate import (
    Evaluation,
    PairEvaluation,
    PairMismatch,
)
from clustering.evaluation.intervals import Interval, ScoreInterval
from clustering.evaluation.metrics import Score, Scores
from clustering.evaluation.mismatches import Discrepancy, MismatchPart
from clustering.reporting.evaluation import scores_rows, scores_text

RANGE = ScoreInterval(Interval(0.6, 0.7), Interval(0.8, 0.9), Interval(0.7123456789, 0.8))
PARTS = tuple(
    MismatchPart(f"s{i}", f"Headline {i}\x1b[31m" + " on" * 40 * i, 9 - i) for i in range(6)
)
COUNTS = {
    "records": 1200,
    "articles": 1000,
    "labels": 900,
    "matched_labels": 897,
    "labelled_articles": 500,
    "disputed_articles": 1,
    "gold_stories": 40,
    "found_stories": 1,
}


def evaluation(**counts: int) -> Evaluation:
    return Evaluation(
        counts=COUNTS | counts,
        scores=Scores(Score.of(0.5, 1.0), Score.of(0.25, 1.0), Score.of(0.9, 0.8), 0.123, 0.456),
        bcubed=RANGE,
        pairwise=RANGE,
        splits=[Discrepancy("storm", 39, 0.0123, PARTS)],
        merges=[],
    )


def test_text_gives_every_figure_once() -> None:
    text = scores_text(evaluation())
    assert "1,200 records, 1,000 articles, 500 of them labelled (50%)" in text
    assert "40 gold stories, 1 found story" in text
    assert "BCubed         0.500     1.000   0.667   0.712 to 0.800" in text
    assert "ARI                              0.123" in text


def test_text_says_what_could_not_be_used_only_where_there_is_something() -> None:
    assert "3 labels match no record that was read" in scores_text(evaluation())
    assert "1 article whose records carry different labels" in scores_text(evaluation())
    clean = scores_text(evaluation(matched_labels=900, disputed_articles=0))
    assert "no record" not in clean
    assert "different labels" not in clean


def test_mistakes_are_listed_with_headlines_that_fit_and_cannot_disturb() -> None:
    lines = scores_text(evaluation()).splitlines()
    start = lines.index("Worst splits: gold stories in several found ones")
    assert lines[start + 1] == "  storm: 39 articles in 6 pieces, costs 0.0123 recall"
    assert lines[start + 2].startswith("        9  Headline 0")
    assert lines[-1].strip() == "… and 2 more pieces with 9 articles"
    assert all(len(line) < 110 and line.isprintable() for line in lines)
    assert not any(line.startswith("Worst merges") for line in lines)


def test_rows_are_json_with_rounded_figures() -> None:
    rows = json.loads(json.dumps(scores_rows(evaluation())))
    assert rows["bcubed"]["f1"] == 0.666667
    assert rows["bcubed"]["interval"]["f1"] == {"low": 0.712346, "high": 0.8}
    assert rows["v_measure"] == {"homogeneity": 0.9, "completeness": 0.8, "v": 0.847059}
    assert rows["splits"][0]["parts"][1]["articles"] == 8
    assert rows["counts"] == COUNTS


def test_judged_pairs_show_both_headlines() -> None:
    pair = PairMismatch("1", "2", "Left headline", "Right headline", 0.256)
    counts = {"records": 9, "pairs": 4, "matched": 3, "same_story": 2, "found_together": 1}
    found = PairEvaluation(counts, 0.75, Score.of(1.0, 0.5), Interval(0.5, 1.0), RANGE, [pair], [])
    text = scores_text(found)
    assert "accuracy                         0.750   0.500 to 1.000" in text
    assert "  similarity 0.26  1  2\n    Left headline\n    Right headline" in text
    assert "found together; the least" not in text
    rows = json.loads(json.dumps(scores_rows(found)))
    assert rows["missed"][0]["left_headline"] == "Left headline"
