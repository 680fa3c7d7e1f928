"""The bench itself: that alternatives are what they say, and that the page adds up."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from clustering.evaluation.metrics import Score
from tests.benchmarks.alternatives import (
    ALTERNATIVES,
    Texts,
    agglomerative,
    components,
    dbscan,
    vectorize_texts,
)
from tests.benchmarks.constants import BESIDE, CONSTANTS
from tests.benchmarks.kinds import KINDS, KindScore, measure_kinds
from tests.benchmarks.labelled import ALSO, EIGHT, READERS, data_folder, load, whole_stories
from tests.benchmarks.missing_dates import (
    SOURCES,
    WAYS,
    MissingDates,
    dated_sources,
    measure_missing,
    missing_section,
)
from tests.benchmarks.quality_page import BEFORE, DEFAULT, SECTIONS, renew_page, rows_before
from tests.benchmarks.quality_results import (
    Marks,
    Measured,
    SetScore,
    measure_variant,
    settings,
)
from tests.benchmarks.related import (
    INVENTED,
    MODES,
    POSTS,
    REAL,
    Grouping,
    RelatedLinks,
    measure_related,
    related_section,
)
from tests.benchmarks.scoring import Clean
from tests.benchmarks.steadiness import ALONE, CROWDS, Additions
from tests.benchmarks.threads import THREADED, ThreadScore, measure_threads
from tests.benchmarks.tuning import LARGER_SETS, Tuned

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
    default = measure_variant("headlines", {})
    strict = measure_variant("headlines", {"link": 0.9})
    assert default.score.recall > strict.score.recall
    assert (default.articles, default.gold_stories) == (60, 29)
    assert default.low < default.score.f1 < default.high


def test_marks_are_held_against_labels_of_stories_of_several_outlets() -> None:
    found = measure_variant("events", {})
    assert found.clean is not None
    assert found.marks is not None
    assert found.clean.wide == found.clean.clean + found.marks.mixed
    assert 0 < found.marks.one_event.clean <= found.marks.one_event.wide < found.clean.wide
    assert 0 < found.marks.looked_at <= found.marks.mixed


def related_cases() -> Measured:
    groupings = {mode: Grouping(40 - at, 10, 8 + at, 20 + at) for at, mode in enumerate(MODES)}
    links = RelatedLinks(1231, groupings, 9, 4, 20, 2, 0, 0.0)
    return Measured({"detail": 0.7, "cohesion": None}, {("related", "", INVENTED): links})


def test_missing_dates_are_told_as_agreement_with_all_of_them() -> None:
    measured = related_cases()
    source = SOURCES[0]
    one = MissingDates(1_200, 480, dict(zip(WAYS, (0.9, 0.8), strict=True)))
    measured.found["missing", "40%", source] = one
    assert f"| {source} | 40% | 1,200 | 0.900 | 0.800 |" in missing_section(measured)


def test_dates_are_taken_away_from_some_of_the_fixtures() -> None:
    assert set(dated_sources()) <= set(SOURCES)
    found = measure_missing(SOURCES[0], 0.4, settings())
    assert found.taken / found.articles > 0.3
    assert all(0.5 < figure <= 1 for figure in found.agreement.values())
    all_known = measure_missing(SOURCES[0], 0.0, settings())
    assert set(all_known.agreement.values()) == {1.0}


def test_real_posts_that_are_not_here_are_left_out_with_a_sentence() -> None:
    measured = related_cases()
    page = related_section(measured)
    assert f"| {INVENTED}, evidence | 39 | 10 | 9 | 21 |" in page
    assert f"| {INVENTED} | 1,231 | 9 | 4 | 20 | 2 | 0 | 0.000 |" in page
    assert "not here" in page
    measured.found["related", "", REAL] = measured.found["related", "", INVENTED]
    assert "not here" not in related_section(measured)


def test_threads_are_scored_over_the_articles_that_have_one() -> None:
    found = measure_threads("events", settings())
    assert (found.articles, found.readers) == (55, None)
    assert found.stories < found.threads.f1 < 1


def test_every_kind_of_invented_event_is_scored_and_said_what_it_is() -> None:
    found = measure_kinds(settings())
    assert set(found) == set(KINDS)
    assert sum(one.articles for one in found.values()) == 436
    assert found["roundup"].stories == found["roundup"].articles
    assert 0.5 < found["twins"].score.f1 < 1


def test_related_links_bring_pairs_together_and_join_no_strangers() -> None:
    found = measure_related(POSTS, settings())
    ignored, as_evidence, merged = (found.groupings[mode].together for mode in MODES)
    assert as_evidence - ignored == found.gained - found.lost
    assert merged == found.pairs
    assert found.gained > 0
    assert (found.joined_alone, found.strongest_alone) == (0, 0.0)


def invented_scores() -> Measured:
    measured = related_cases()
    for labelled in (*EIGHT, *ALSO):
        measured.found["default", "", labelled] = SetScore(
            *(1_200, 30, 40),
            Score(0.9, 0.7, 0.5),
            *(0.4, 0.6),
            readers=0.8 if labelled in READERS else None,
            clean=Clean(4, 3),
            marks=Marks(Clean(2, 1), 1, 1),
        )
    was = {"precision": "0.800", "recall": "0.800", "F1": "0.550"}
    measured.found["before", "", ""] = dict.fromkeys(("wikinews", "allsides_2020"), was)
    for turn, labelled in enumerate(EIGHT):
        measured.found["crowd", "", labelled] = {ALONE: 0.1 * turn, CROWDS: 1.0}
        for name in ALTERNATIVES:
            measured.found["alternative", name, labelled] = {
                "similarity 0.3": 0.1,
                "similarity 0.4": 0.2 + 0.1 * turn,
            }
    measured.found["additions", "", "basil"] = Additions(
        300, [0.9, 1.0], None, 0.8, [1.0, 1.0], 1.0
    )
    for labelled in THREADED:
        both = 0.9 if labelled in READERS else None
        measured.found["threads", "", labelled] = ThreadScore(55, Score(0.9, 0.8, 0.85), 0.7, both)
    for kind, names in (("whole", EIGHT), ("samples", LARGER_SETS)):
        for name in names:
            ways = ("the default", "chosen with 50 answers", "chosen with 200 answers")
            tuned = dict.fromkeys((*ways, "200 answers, some wrong", "the best value"), Tuned(0, 1))
            measured.found["tuned", kind, name] = tuned
    measured.found["kinds", "", "events"] = {"twins": KindScore(7, 3, Score(0.5, 0.5, 0.5))}
    scored = SetScore(1, 1, 1, Score(0.5, 0.5, 0.5), 0, 1, clean=Clean(4, 3))
    measured.found["constants", "", ""] = (
        {
            name: {(one.title, value): scored for one in CONSTANTS for value in one.values}
            for name in (*EIGHT, *BESIDE)
        },
        dict.fromkeys(EIGHT, 0.6),
    )
    return measured


def test_the_page_has_a_row_for_each_set_and_alternative() -> None:
    page = renew_page("", invented_scores(), SECTIONS)
    rows = [line.split(" | ")[0].removeprefix("| ") for line in page.splitlines()]
    assert {*ALTERNATIVES, *EIGHT} <= set(rows)
    assert all(page.count(f"\n## {section.title}\n") == 1 for section in SECTIONS)
    pairs = "| azure_2020 | 1,200 | 30 | 40 | 0.900 | 0.700 | 0.500 | 0.400–0.600 | 0.800 | 0.625 |"
    assert f"{pairs} 3 of 4 (75%) |" in page
    assert "| 0.900 | **0.400** | **0.550** |" in page  # an alternative's means of five and eight
    assert "| similarity 0.3 | 0.100 | 0.100" in page
    assert f"| {ALONE} | 0.000 | 0.100 | 0.200 |" in page
    assert "| 0.700 | **0.350** |" in page
    assert "| basil | 300 | 0.950 | 0.900 |  | 0.800 |" in page
    assert "| twins | two events of one kind in a week, other names | 7 | 3 | 0.500 |" in page
    assert "| azure_2020 | 55 | 0.900 | 0.800 | 0.850 | 0.700 | 0.900 |" in page


def test_the_page_says_what_got_worse() -> None:
    page = renew_page("", invented_scores(), SECTIONS)
    assert "| wikinews | 0.800 → 0.900 | 0.800 → 0.700 | 0.550 → 0.500 | -0.050 |" in page
    assert "**What got worse.** allsides_2020 -0.050, wikinews -0.050." in page


def test_earlier_figures_are_those_of_another_page_or_of_the_section_itself() -> None:
    page = renew_page("", invented_scores(), SECTIONS)
    found = rows_before(page, DEFAULT)["azure_2020"]
    assert [found[head] for head in ("precision", "recall", "F1")] == ["0.900", "0.700", "0.500"]
    earlier = {"precision": "0.800", "recall": "0.800", "F1": "0.550"}
    assert rows_before(page, BEFORE)["wikinews"].items() >= earlier.items()
    assert rows_before("", BEFORE) == {}


def test_a_section_is_renewed_and_the_others_stay() -> None:
    measured = invented_scores()
    whole = renew_page("", measured, SECTIONS)
    measured.found["kinds", "", "events"] = {"twins": KindScore(7, 4, Score(0.5, 0.5, 0.5))}
    kinds = [section for section in SECTIONS if section.name == "kinds"]
    renewed = renew_page(whole, measured, kinds)
    changed = set(whole.splitlines()) ^ set(renewed.splitlines())
    assert [line.split(" | ")[:4:3] for line in sorted(changed)] == [
        ["| twins", "3"],
        ["| twins", "4"],
    ]
    assert renew_page(renewed, measured, []) == renewed


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_a_small_labelled_set_is_found_and_scored() -> None:
    found = measure_variant("basil", {})
    assert (found.articles, found.gold_stories, found.readers) == (300, 100, None)


@pytest.mark.skipif(data_folder() is None, reason="the labelled sets are not here")
def test_two_readers_are_held_against_each_other_and_the_run_against_both() -> None:
    found = measure_variant("allsides_2020", {})
    assert found.readers == pytest.approx(0.982, abs=0.001)
    assert len(load("allsides_2020").golds) == 2
    assert found.gold_stories == len(set(load("allsides_2020").labels.stories))
