"""Evaluations of whole runs, and the wall between gold labels and the method."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.evaluate import evaluate_pairs, evaluate_stories
from clustering.evaluation.gold import GoldLabels, read_gold
from clustering.evaluation.metrics import Score
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import choose_settings
from clustering.sources import read_sources
from tests.factories import make_reading, make_record

SETTINGS = choose_settings({"jobs": 1}).settings
HEADLINES = Path(__file__).parents[2] / "fixtures" / "headlines.jsonl"
BRIDGE = "Lindholm harbour bridge shut after divers find a crack in its northern pillar"


def small_run() -> Result:
    """Two reports of one event, and a recipe."""
    records = [
        make_record("one", BRIDGE),
        make_record("two", f"{BRIDGE}, engineers say"),
        make_record("soup", "Ten soups from lentils to leeks for cold evenings"),
    ]
    return run(make_reading(records), SETTINGS)


def labels(**stories: str) -> GoldLabels:
    return GoldLabels("gold.jsonl", [(name,) for name in stories], list(stories.values()))


def test_right_stories_score_one_and_leave_nothing_to_look_at() -> None:
    found = evaluate_stories(small_run(), labels(one="bridge", two="bridge", soup="soup"))
    assert found.scores.bcubed == found.scores.pairwise == Score(1.0, 1.0, 1.0)
    assert (found.splits, found.merges) == ([], [])
    assert found.counts["gold_stories"] == found.counts["found_stories"] == 2


def test_a_merge_names_the_found_story_and_a_headline_of_each_part() -> None:
    result = small_run()
    found = evaluate_stories(result, labels(one="bridge", two="crack"))
    (merge,) = found.merges
    assert merge.story == result.story("one").id
    assert {(part.story, part.headline) for part in merge.parts} == {
        ("bridge", BRIDGE),
        ("crack", f"{BRIDGE}, engineers say"),
    }
    assert found.scores.bcubed == Score.of(0.5, 1.0)


def test_a_split_names_the_gold_story_and_the_found_ones() -> None:
    result = small_run()
    (split,) = evaluate_stories(result, labels(one="all", two="all", soup="all")).splits
    assert (split.story, split.articles) == ("all", 3)
    assert [(part.story, part.articles) for part in split.parts] == [
        (result.story("one").id, 2),
        (result.story("soup").id, 1),
    ]
    assert split.loss == pytest.approx(1 - 5 / 9)


def test_judged_pairs_give_accuracy_and_the_disagreements() -> None:
    gold = JudgedPairs("p", ["one", "one", "two"], ["two", "soup", "soup"], [False, False, True])
    found = evaluate_pairs(small_run(), gold)
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.score == Score(0.0, 0.0, 0.0)
    assert [(pair.left, pair.right) for pair in found.missed] == [("two", "soup")]
    assert [(pair.left, pair.right) for pair in found.joined] == [("one", "two")]
    assert found.joined[0].similarity > found.missed[0].similarity


def write_shuffled(path: Path, seed: int) -> Path:
    rows = [json.loads(line) for line in HEADLINES.read_text(encoding="utf-8").splitlines()]
    stories = [row["story"] for row in rows]
    random.Random(seed).shuffle(stories)
    lines = [json.dumps(row | {"story": story}) for row, story in zip(rows, stories, strict=True)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_shuffled_labels_change_scores_but_no_assignment(tmp_path: Path) -> None:
    """The method finds the same stories whatever the gold column of its table says."""
    true = run(read_sources([HEADLINES]), SETTINGS)
    true_f1 = evaluate_stories(true, gold_column(HEADLINES)).scores.bcubed.f1
    for seed in range(3):
        path = write_shuffled(tmp_path / "headlines.jsonl", seed)
        found = run(read_sources([path]), SETTINGS)
        assert [article.id for article in found.articles] == [a.id for a in true.articles]
        assert np.array_equal(found.story_of, true.story_of)
        assert found.stories == true.stories
        assert found.duplicate_groups == true.duplicate_groups
        assert evaluate_stories(found, gold_column(path)).scores.bcubed.f1 < true_f1 - 0.2


def test_evaluating_changes_nothing_in_a_result() -> None:
    result = run(read_sources([HEADLINES]), SETTINGS)
    before = result.story_of.copy()
    evaluate_stories(result, gold_column(HEADLINES))
    assert np.array_equal(result.story_of, before)


def gold_column(path: Path) -> GoldLabels:
    gold = read_gold("story", [path])
    assert isinstance(gold, GoldLabels)
    return gold
