"""The estimator among scikit-learn's tools, and scikit-learn's own checks of it."""

# ruff: noqa: ANN401 - data of any kind, in scikit-learn's names

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import parametrize_with_checks

import samestory
from clustering.settings.model import Settings
from samestory import StoryClusterer
from tests.frame_kinds import MAKERS

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ROWS = [json.loads(line) for line in (FIXTURES / "headlines.jsonl").read_text("utf-8").splitlines()]
GOLD = [row.pop("story") for row in ROWS]

NOT_OF_TEXT = {
    **dict.fromkeys(
        ("check_n_features_in", "check_n_features_in_after_fitting"),
        "rows have columns by name, and any number of them",
    ),
    **dict.fromkeys(("check_fit1d", "check_fit2d_predict1d"), "a list of titles has one dimension"),
    **dict.fromkeys(
        [f"check_estimator_sparse_{kind}" for kind in ("array", "matrix", "container", "tag")],
        "a sparse matrix holds no texts; what is said of it is said of all other data",
    ),
    "check_complex_data": "a text is no complex number",
    "check_estimators_nan_inf": "nan is a missing title: the row is in no story",
    "check_estimators_empty_data_messages": "rows without features are rows without a title",
}
"""Checks of arrays of numbers that cannot apply to articles, and why."""


class NumbersAsWords(StoryClusterer):
    """Takes the arrays of numbers that scikit-learn checks with: each number becomes a word."""

    def _read(self, X: Any, *, reset: bool | None) -> Any:
        return super()._read(_as_titles(np.asarray(X)), reset=reset)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = True
        tags.input_tags.one_d_array = False
        tags.input_tags.string = False
        tags.input_tags.allow_nan = False
        return tags


def _as_titles(numbers: Any) -> list[str]:
    def word(column: int, value: float) -> str:
        return f"w{column}{chr(97 + int(value) % 26)}{chr(97 + int(value / 3) % 26)}kelp"

    return [" ".join(word(at, value) for at, value in enumerate(row)) for row in numbers]


@parametrize_with_checks(  # type: ignore[untyped-decorator]
    [NumbersAsWords()], expected_failed_checks=lambda _: NOT_OF_TEXT
)
def test_scikit_learns_own_checks(estimator: Any, check: Any) -> None:
    check(estimator)


def test_each_setting_that_shapes_a_result_is_a_keyword_with_its_default() -> None:
    parameters = StoryClusterer().get_params()
    shaping = Settings().shaping()
    assert {name: parameters[name] for name in shaping} == shaping
    others = {"columns", "date_format", "day_first", "outlet", "jobs", "engine", "memory", "resume"}
    assert set(parameters) - set(shaping) == others
    with pytest.raises(ValueError, match=r"setting: detail = 7: expected a number from 0\.01 to 1"):
        StoryClusterer(detail=7).fit(["Kelp wins"])


def test_it_finds_what_cluster_finds() -> None:
    fitted = StoryClusterer(detail=0.6).fit(ROWS)
    result = samestory.cluster(ROWS, detail=0.6)
    assert [story.id for story in fitted.stories_] == [story.id for story in result.stories]
    assert fitted.labels_.tolist() == result.story_of[result.corpus.article_of].tolist()
    assert fitted.story_ids_[3] == fitted.stories_[fitted.labels_[3]].id
    assert repr(fitted.result_) == repr(result)
    copies = np.flatnonzero(fitted.duplicate_of_ >= 0)
    rows = samestory.stories_of(ROWS, detail=0.6)
    assert [at for at, row in enumerate(rows) if not row["keep"]] == copies.tolist()
    for at in copies:
        kept = rows[fitted.duplicate_of_[at]]
        assert (kept["keep"], kept["duplicate_group"]) == (True, rows[at]["duplicate_group"])


def test_rows_that_cannot_be_read_have_no_label() -> None:
    rows = [{"title": "Kelp wins prize"}, {"title": None}, {"title": "Gulls lose"}]
    fitted = StoryClusterer().fit(rows)
    assert (fitted.labels_ >= 0).tolist() == [True, False, True]
    assert fitted.story_ids_[1] is None
    assert fitted.predict(rows).tolist() == fitted.labels_.tolist()
    with pytest.raises(ValueError, match="0 samples"):
        StoryClusterer().fit([])
    with pytest.raises(ValueError, match="no column for a title or a URL"):
        StoryClusterer().fit([{"foo": "Kelp"}])
    with pytest.raises(ValueError, match="cannot be read"):
        StoryClusterer().fit(np.zeros((3, 2)))


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_rows_is_fitted_and_its_columns_are_known(kind: str) -> None:
    data = MAKERS[kind](ROWS)
    fitted = StoryClusterer().fit(data)
    assert fitted.labels_.tolist() == StoryClusterer().fit(ROWS).labels_.tolist()
    assert fitted.predict(data).tolist() == fitted.labels_.tolist()
    if kind in ("pandas", "polars"):
        assert fitted.feature_names_in_.tolist() == list(ROWS[0])
        with pytest.raises(ValueError, match="feature names should match"):
            fitted.predict(data[["title"]])
        assert fitted.predict(["Kelp wins"]).shape == (1,)
        assert not hasattr(fitted.fit(ROWS), "feature_names_in_")


def test_new_rows_join_the_story_they_tell_and_no_other() -> None:
    fitted = StoryClusterer().fit(ROWS)
    story = fitted.stories_[0]
    new = [
        {"title": story.headline, "outlet": "Somebody else", "date": story.first_published},
        {"title": "A recipe for lentil soup with smoked kelp"},
        {"title": "", "url": story.articles[-1].url},
    ]
    assert fitted.predict(new).tolist() == [0, -1, 0]
    strict = StoryClusterer(cohesion=0.9).fit(ROWS)
    assert strict.predict(new[1:2]).tolist() == [-1]


def test_a_row_is_placed_alike_alone_and_among_others_in_any_order() -> None:
    fitted = StoryClusterer().fit(ROWS[:40])
    new = [row | {"url": ""} for row in ROWS]
    together = fitted.predict(new)
    assert [int(fitted.predict([row])[0]) for row in new] == together.tolist()
    assert fitted.predict(new[::-1])[::-1].tolist() == together.tolist()
    left_out = together[40:]
    gold_of = {fitted.labels_[at]: GOLD[at] for at in range(40)}
    joined = [(gold_of[at], GOLD[40 + n]) for n, at in enumerate(left_out) if at >= 0]
    assert len(joined) >= 8
    assert sum(found == gold for found, gold in joined) >= 0.8 * len(joined)


def test_the_score_is_that_of_evaluate_and_judges_rows_it_was_not_fitted_to() -> None:
    scored = samestory.cluster(ROWS).evaluate(GOLD)
    estimator = StoryClusterer().fit(ROWS[:5])
    assert estimator.score(ROWS, GOLD) == scored.scores.bcubed.f1  # type: ignore[union-attr]
    assert estimator.score(ROWS, np.array(GOLD)) == estimator.score(ROWS, GOLD)
    assert estimator.score(ROWS[:3], [None, float("nan"), "a"]) == 1.0
    for y, sentence in (
        (None, "needs the story"),
        (["a"], "1 stories for 60"),
        ([None] * 60, "no"),
    ):
        with pytest.raises(ValueError, match=sentence):
            estimator.score(ROWS, y)


def test_it_is_tuned_in_a_pipeline_on_stories_left_out() -> None:
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pd.DataFrame(ROWS)
    named = FunctionTransformer(lambda rows: rows.rename(columns={"title": "headline"}))
    pipeline = make_pipeline(named, StoryClusterer()).set_output(transform="pandas")
    search = GridSearchCV(
        pipeline, {"storyclusterer__link": [0.99, 0.12]}, cv=GroupKFold(3), error_score="raise"
    )
    search.fit(frame, GOLD, groups=GOLD)
    assert search.best_params_ == {"storyclusterer__link": 0.12}
    assert 0.5 < search.best_score_ <= 1
    assert search.predict(frame).tolist() == search.best_estimator_[-1].labels_.tolist()


def test_it_is_cloned_and_pickled_with_what_it_found() -> None:
    fitted = StoryClusterer(detail=0.6, columns={"title": "title"}).fit(ROWS)
    assert clone(fitted).get_params() == fitted.get_params()
    assert repr(clone(fitted)) == "StoryClusterer(columns={'title': 'title'}, detail=0.6)"
    fitted.predict(ROWS[:1])
    again = pickle.loads(pickle.dumps(fitted))
    assert again.labels_.tolist() == fitted.labels_.tolist()
    assert again.predict(ROWS).tolist() == fitted.predict(ROWS).tolist()
    assert repr(again.stories_) == repr(fitted.stories_)
