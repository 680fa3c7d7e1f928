"""The bench itself: that alternatives are what they say, and that the page adds up."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from clustering.evaluation import Evaluation
from tests.benchmarks import quality
from tests.benchmarks.alternatives import (
    ALTERNATIVES,
    Texts,
    agglomerative,
    components,
    dbscan,
    vectorize_texts,
)
from tests.benchmarks.labelled import ALSO, TUNED_ON, data_folder, load, whole_stories
from tests.benchmarks.quality_page import CohesionCurves, Measured, write_page

HEADLINES = load("headlines")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return vectorize_texts(HEADLINES.settled()[0].articles)


def test_sparse_agglomeration_equals_scikit_learns(texts: Texts) -> None:
    distances = 1 - (texts.matrix @ texts.matrix.T).toarray().astype(np.float64)
    for setting, labels in agglomerative(texts):
        similarity = float(setting.removeprefix("similarity "))
        theirs = AgglomerativeClustering(
            None, metric="precomputed", linkage="average", distance_threshold=1 - similarity
        ).fit(distances)
        assert adjusted_rand_score(theirs.labels_, labels) == pytest.approx(1.0), setting


def test_dbscan_of_two_would_be_components(texts: Texts) -> None:
    """At its smallest, DBSCAN's stories are never coarser than the components'."""
    plain = dict(components(texts))
    for setting, labels in dbscan(texts):
        eps = float(setting.split(",")[0].removeprefix("eps "))
        component = plain[f"similarity {round(1 - eps, 2)}"]
        together = {tuple(pair) for pair in zip(labels.tolist(), component.tolist(), strict=True)}
        assert len(together) == len(set(labels.tolist()))


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_every_alternative_labels_every_article_under_every_setting(
    name: str, texts: Texts
) -> None:
    found = dict(ALTERNATIVES[name](texts))
    assert len(found) > 1
    assert all(labels.shape == (len(texts),) for labels in found.values())
    assert all((labels >= 0).all() for labels in found.values())


def test_whole_stories_are_taken_until_there_are_enough() -> None:
    _, gold = HEADLINES.settled()
    order = np.arange(len(gold.names))
    few = whole_stories(HEADLINES, 20, order)
    labels = dict(
        zip((n[-1] for n in HEADLINES.labels.names), HEADLINES.labels.stories, strict=True)
    )
    stories = {labels[record.name] for record in few if record.name in labels}
    assert 15 < len(few) <= 25
    for name, story in labels.items():
        assert (story in stories) == (name in {record.name for record in few})


def test_switching_a_part_off_is_measured_on_the_fixtures() -> None:
    default = quality.measure_variant("headlines", {})
    strict = quality.measure_variant("headlines", {"link": 0.9})
    assert isinstance(default, Evaluation)
    assert isinstance(strict, Evaluation)
    assert default.scores.bcubed.recall > strict.scores.bcubed.recall


def test_variants_name_settings_that_exist() -> None:
    assert quality.DEFAULT in quality.variants()
    assert len(quality.variants()) == len(quality.VARIANTS)


def test_the_page_has_a_row_for_each_variant_and_alternative() -> None:
    evaluation = quality.measure_variant("headlines", {})
    assert isinstance(evaluation, Evaluation)
    measured = Measured(quality.DEFAULT, list(quality.VARIANTS), {"cohesion": None})
    for labelled in (*TUNED_ON, *ALSO):
        for variant in quality.VARIANTS:
            measured.found["variant", variant, labelled] = evaluation
    for turn, labelled in enumerate(TUNED_ON):
        curves = CohesionCurves(0.1, {0.1: 0.5, 0.2: 0.1 * turn}, {1.0: 0.5, 2.0: 0.4})
        measured.found["cohesion", "", labelled] = curves
        measured.found["crowd", quality.DEFAULT, labelled] = 0.2 * turn
        for name in ALTERNATIVES:
            measured.found["alternative", name, labelled] = {
                "similarity 0.3": 0.1,
                "similarity 0.4": 0.2 + 0.1 * turn,
            }
    page = write_page(measured)
    rows = [line.split(" | ")[0].removeprefix("| ") for line in page.splitlines()]
    assert set(quality.VARIANTS) | set(ALTERNATIVES) <= set(rows)
    assert "| similarity 0.4 | 0.200 | 0.300 | 0.400 | 0.500 | 0.600 | **0.400** |" in page
    assert "similarity 0.3 | 0.100 | 0.100" in page
    assert "| the one default | 0.000 | 0.200 | 0.400 | 0.600 | 0.800 | **0.400** |" in page


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_a_small_labelled_set_is_found_and_scored() -> None:
    found = quality.measure_variant("basil", {})
    assert isinstance(found, Evaluation)
    assert found.counts["labelled_articles"] == 300
