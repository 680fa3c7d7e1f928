"""The bench itself: that alternatives are what they say, and that the page adds up."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from clustering.evaluation.evaluate import Evaluation
from clustering.evaluation.metrics import Score, bcubed, contingency_table
from clustering.pairs import search as neighbours
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
from tests.benchmarks.languages import ForeignStories, ForeignStory, bcubed_of, script
from tests.benchmarks.missing_dates import (
    SOURCES,
    WAYS,
    MissingDates,
    dated_sources,
    measure_missing,
)
from tests.benchmarks.quality_cases import (
    missing_dates,
    other_languages,
    related_links,
    undated_crowd,
)
from tests.benchmarks.quality_page import write_page
from tests.benchmarks.quality_results import CohesionCurves, Measured
from tests.benchmarks.related import (
    INVENTED,
    MODES,
    POSTS,
    REAL,
    Grouping,
    RelatedLinks,
    measure_related,
)
from tests.benchmarks.undated import (
    BOUNDED,
    EVERYTHING,
    LIFTED,
    UndatedCrowd,
    f1_of_each,
    run_without_budgets,
)

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


def invented_cases() -> dict[tuple[str, str, str], object]:
    groupings = {mode: Grouping(40 - at, 10, 8 + at, 20 + at) for at, mode in enumerate(MODES)}
    stories = [
        ForeignStory("Arabic", "Arabic", "عنوان", 2, 1, 0, 1),
        ForeignStory("?", "Latin", "A | B", 3, 2, 4, 0),
    ]
    return {
        ("related", "", INVENTED): RelatedLinks(1231, groupings, 9, 20, 2, 0, 0.0),
        ("languages", "", "fixtures"): ForeignStories(200, 5, stories, Score.of(0.5, 1.0)),
    } | {
        ("undated", name, EVERYTHING): UndatedCrowd(
            2000, 150, 5000 * (1 + turn), 61.4, dict.fromkeys(TUNED_ON, 0.5 + 0.1 * turn)
        )
        for turn, name in enumerate(LIFTED)
    }


def cases() -> Measured:
    return Measured(quality.DEFAULT, list(quality.VARIANTS), {}, dict(invented_cases()))


def test_the_price_of_the_bounded_search_is_told_against_the_default() -> None:
    page = undated_crowd(cases())
    halves = " | ".join(["0.500"] * len(TUNED_ON))
    assert f"| {BOUNDED} | {halves} | **0.500** |  | 2.5 | 61 |" in page
    assert "| no limit on either |" in page
    assert "| **0.800** | +0.300 | 10.0 | 61 |" in page


def test_missing_dates_are_told_as_agreement_with_all_of_them() -> None:
    measured = cases()
    source = SOURCES[0]
    one = MissingDates(1_200, 480, dict(zip(WAYS, (0.9, 0.8), strict=True)))
    measured.found["missing", "40%", source] = one
    assert f"| {source} | 40% | 1,200 | 0.900 | 0.800 |" in missing_dates(measured)


def test_dates_are_taken_away_from_some_of_the_fixtures() -> None:
    assert set(dated_sources()) <= set(SOURCES)
    found = measure_missing(SOURCES[0], 0.4, quality.settings())
    assert found.taken / found.articles > 0.3
    assert all(0.5 < figure <= 1 for figure in found.agreement.values())
    all_known = measure_missing(SOURCES[0], 0.0, quality.settings())
    assert set(all_known.agreement.values()) == {1.0}


def test_real_posts_that_are_not_here_are_left_out_with_a_sentence() -> None:
    measured = cases()
    page = related_links(measured)
    assert f"| {INVENTED}, evidence | 39 | 10 | 9 | 21 |" in page
    assert f"| {INVENTED} | 1,231 | 9 | 20 | 2 | 0 | 0.000 |" in page
    assert "not here" in page
    measured.found["related", "", REAL] = measured.found["related", "", INVENTED]
    assert "not here" not in related_links(measured)


def test_a_foreign_story_is_told_by_its_language_and_what_became_of_it() -> None:
    page = other_languages(cases())
    assert "| Arabic | Arabic | عنوان | 2 | yes | 0 | 1 |" in page
    assert "| ? | Latin | A \\| B | 3 | no, in 2 | 4 | 0 |" in page
    assert "precision is 0.500, recall 1.000, F1 0.667" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Éboulement: 40 km", "Latin"),
        ("مترو الواحة", "Arabic"),
        ("自動運航フェリー", "Han and kana"),
        ("24", ""),
    ],
)
def test_scripts_are_told_from_letters(text: str, expected: str) -> None:
    assert script(text) == expected


def test_some_articles_are_scored_against_all_labelled_ones() -> None:
    gold = np.array([0, 0, 1, 2, -1])
    found = np.array([0, 1, 1, 2, 0])
    everything = np.ones(5, dtype=np.bool_) & (gold >= 0)
    whole = bcubed(contingency_table(gold, found))
    same = bcubed_of(everything, gold, found)
    assert (same.precision, same.recall) == pytest.approx((whole.precision, whole.recall))
    second = bcubed_of(np.arange(5) == 1, gold, found)
    assert (second.precision, second.recall) == (0.5, 0.5)


def test_agreement_is_over_the_few_and_whole_in_the_same_crowd() -> None:
    few, crowd = HEADLINES.reading.records, load("fixtures").reading.records
    assert quality.agreement(few, crowd, crowd[::-1], quality.settings()) == 1.0
    assert 0.5 < quality.agreement(few, [], crowd, quality.settings()) <= 1.0


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_two_crowds_share_no_article_and_draws_differ() -> None:
    few, crowd, other = quality.draw_crowds("basil", 0)
    again = quality.draw_crowds("basil", 0)
    assert [len(few), len(crowd)] == [198, quality.LARGE]
    assert [[one.name for one in part] for part in again] == [
        [one.name for one in part] for part in (few, crowd, other)
    ]
    assert not {id(one) for one in crowd} & {id(one) for one in other}
    assert {one.name for one in few} != {one.name for one in quality.draw_crowds("basil", 1)[0]}


def test_related_links_bring_pairs_together_and_join_no_strangers() -> None:
    found = measure_related(POSTS, quality.settings())
    together = [found.groupings[mode].together for mode in MODES]
    assert together == sorted(together)
    assert together[-1] == found.pairs
    assert found.gained > 0
    assert (found.joined_alone, found.strongest_alone) == (0, 0.0)


def test_lifting_the_budgets_keeps_more_pairs_and_puts_them_back() -> None:
    before = neighbours._MIN_MULTIPLICATIONS, neighbours._MIN_PAIRS
    records = HEADLINES.reading.records
    with patch.multiple(neighbours, _MIN_PAIRS=10, _PAIRS_PER_ARTICLE=0):
        tight, few = run_without_budgets(records, (), quality.settings())
        _, many = run_without_budgets(records, LIFTED["no limit on pairs"], quality.settings())
    assert few < many
    assert before == (neighbours._MIN_MULTIPLICATIONS, neighbours._MIN_PAIRS)
    assert len(tight.corpus) == 60


def test_each_set_is_scored_over_its_own_articles_of_one_run() -> None:
    sets = [HEADLINES, load("fixtures")]
    records = [record for one in sets for record in one.reading.records]
    result, _ = run_without_budgets(records, (), quality.settings())
    scores = f1_of_each(sets, result)
    alone = quality.measure_variant("headlines", {})
    assert isinstance(alone, Evaluation)
    assert scores["headlines"] == pytest.approx(alone.scores.bcubed.f1, abs=0.1)
    assert 0.5 < scores["fixtures"] < 1


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
        measured.found["crowd", quality.TWO_CROWDS, labelled] = 1.0
        for name in ALTERNATIVES:
            measured.found["alternative", name, labelled] = {
                "similarity 0.3": 0.1,
                "similarity 0.4": 0.2 + 0.1 * turn,
            }
    measured.found.update(invented_cases())
    page = write_page(measured)
    rows = [line.split(" | ")[0].removeprefix("| ") for line in page.splitlines()]
    assert set(quality.VARIANTS) | set(ALTERNATIVES) <= set(rows)
    assert "| similarity 0.4 | 0.200 | 0.300 | 0.400 | 0.500 | 0.600 | **0.400** |" in page
    assert "similarity 0.3 | 0.100 | 0.100" in page
    assert "| the one default | 0.000 | 0.200 | 0.400 | 0.600 | 0.800 | **0.400** |" in page
    assert f"| {quality.TWO_CROWDS} | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | **1.000** |" in page


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_a_small_labelled_set_is_found_and_scored() -> None:
    found = quality.measure_variant("basil", {})
    assert isinstance(found, Evaluation)
    assert found.counts["labelled_articles"] == 300
