"""The scikit-learn face: an estimator that groups rows of articles into stories."""

from __future__ import annotations

from inspect import Parameter, Signature
from textwrap import fill
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from clustering import api
from clustering.arrays.types import IntArray
from clustering.errors import UsageError
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.frames import open_frame
from clustering.handed_over import HandedOver, hand_over_rows
from clustering.public_result import PublicResult
from clustering.settings.model import Settings
from clustering.sources.tables.cells import read_cells

# scikit-learn reads names and defaults from the signature of the constructor.
_READING = {"columns": None, "date_format": "", "day_first": None, "outlet": ""}
_DEFAULTS: dict[str, Any] = {**_READING, **dict(Settings())}
_SIGNATURE = Signature(
    [
        Parameter("self", Parameter.POSITIONAL_OR_KEYWORD),
        *(Parameter(name, Parameter.KEYWORD_ONLY, default=one) for name, one in _DEFAULTS.items()),
    ]
)


class StoryClusterer(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # sklearn has no types
    """Groups articles into stories, as :func:`samestory.cluster` does.

    ``X`` is a data frame of any library that narwhals knows, a list of dicts, or a series, array
    or list of titles; shape ``(rows, columns)`` or ``(rows,)``. ``y`` is ignored but in ``score``.

    Parameters
    ----------
    columns
        Which column holds a field, where its name does not tell: ``{"title": "HEADLINE"}``.
    date_format, day_first, outlet
        As in :func:`samestory.read`.
    {settings}

    Attributes
    ----------
    labels_
        Position in ``stories_`` of each row's story; -1 for a row with neither a title nor a URL.
        Shape ``(rows,)``.
    story_ids_
        Id of that story, ``None`` for -1; shape ``(rows,)``.
    stories_
        The stories, those of most outlets first.
    duplicate_of_
        Position of the row to keep in place of a row that is a copy of it, -1 for all others;
        shape ``(rows,)``.
    result_
        The whole result.
    feature_names_in_
        Names of the columns, where ``X`` is a frame.

    Examples
    --------
    >>> titles = ["Storm hits the coast", "Northern coast hit by storm", "A lentil soup"]
    >>> samestory.StoryClusterer().fit_predict(titles)
    array([0, 0, 1])
    """

    columns: api.ColumnsByField | None
    date_format: str
    day_first: bool | None
    outlet: str
    jobs: int

    def __init__(self, **parameters: Any) -> None:  # noqa: ANN401 - of each its own type
        given = _SIGNATURE.bind(self, **parameters)
        given.apply_defaults()
        for name in _DEFAULTS:
            setattr(self, name, given.arguments[name])

    def fit(self, X: Any, y: object = None) -> StoryClusterer:  # noqa: ANN401
        """Group the rows into stories.

        Raises
        ------
        UsageError
            A ``ValueError``: for a parameter out of range, data of another kind, and rows without
            a column for a title or a URL.
        NothingReadable
            A ``ValueError``: when no row has a title or a URL.
        """
        given = self._read(X, reset=True)
        if not given.positions:
            raise UsageError("X has 0 samples (rows); at least 1 is needed.")
        self.result_ = self._cluster(given)
        result = self.result_
        self.stories_ = result.stories
        self.labels_ = _spread(result.story_of[result.corpus.article_of], given)
        ids = np.array([*(story.id for story in result.stories), None], dtype=object)
        self.story_ids_ = ids[self.labels_]
        kept = np.full(len(given.positions), -1, dtype=np.int64)
        for group in result.duplicate_groups:
            copies = [at for at in group.records if at != group.keep_record]
            kept[copies] = given.positions[group.keep_record]
        self.duplicate_of_ = _spread(kept, given)
        return self

    def predict(self, X: Any) -> IntArray:  # noqa: ANN401
        """Return the position in ``stories_`` of the story that each new row belongs to.

        The fitted stories stay as they are. Each row is judged by itself, by the fitted word
        weights, so it belongs to the same story alone and among others. A row with the address
        of a fitted one belongs to its story.

        Returns
        -------
        array of shape ``(rows,)``
            -1 for a row of no fitted story.
        """
        check_is_fitted(self)
        given = self._read(X, reset=False)
        return _spread(self.result_.new_articles.story_of(given.reading.records), given)

    def score(self, X: Any, y: Any) -> float:  # noqa: ANN401
        """Group the rows of ``X`` anew, and return how well their stories agree with ``y``.

        Stories of the fit do not count, so that settings are judged on events they have not met
        (see ``GroupKFold`` with the stories as groups).

        Parameters
        ----------
        y
            The story of each row; ``None`` or ``nan`` for rows that do not count. ``(rows,)``.

        Returns
        -------
        float
            F1 of BCubed, 0 to 1.
        """
        if y is None:
            raise UsageError("y: score needs the story of each row.")
        given = self._read(X, reset=None)
        result = self._cluster(given)
        found = _spread(result.story_of[result.corpus.article_of], given)
        unread = found < 0
        found[unread] = len(result.stories) + np.arange(unread.sum())  # each by itself
        gold = read_cells(y.tolist() if hasattr(y, "tolist") else list(y))
        if len(gold) != len(found):
            raise UsageError(f"y: {len(gold):,} stories for {len(found):,} rows; give one each.")
        numbers: dict[object, int] = {}
        named = np.array(
            [-1 if _is_missing(one) else numbers.setdefault(one, len(numbers)) for one in gold],
            dtype=np.int64,
        )
        if not numbers:
            raise UsageError("y: no row has a story.")
        return bcubed(contingency_table(named, found)).f1

    def _read(self, X: Any, *, reset: bool | None) -> HandedOver:  # noqa: ANN401
        options = api.read_options(
            self.jobs, self.columns, self.date_format, self.day_first, self.outlet
        )
        frame = open_frame(X)
        if frame is None and reset and hasattr(self, "feature_names_in_"):
            del self.feature_names_in_
        if frame is not None and (reset or hasattr(self, "feature_names_in_")):
            validate_data(self, X, reset=bool(reset), skip_check_array=True)
        return hand_over_rows(frame or X, options)

    def _cluster(self, given: HandedOver) -> PublicResult:
        settings = {name: getattr(self, name) for name in Settings.model_fields}
        return api.cluster(given.reading, **settings)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - sklearn has no types
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.allow_nan = True
        return tags


def _spread(values: IntArray, given: HandedOver) -> IntArray:
    """Give the values of the records a place for every row, -1 where a row was not read."""
    spread = np.full(given.rows.size if given.rows else 0, -1, dtype=np.int64)
    spread[list(given.positions)] = values
    return spread


def _is_missing(value: object) -> bool:
    return value is None or value != value or value == ""


def _documented() -> str:
    """Return the docstring with what each setting does."""
    indent, told = " " * 8, []
    for name, setting in Settings.model_fields.items():
        text = setting.description or ""
        told.append(
            f"    {name}\n{fill(text, 98, initial_indent=indent, subsequent_indent=indent)}"
        )
    return (StoryClusterer.__doc__ or "").replace("    {settings}", "\n".join(told))


StoryClusterer.__doc__ = _documented()
StoryClusterer.__init__.__signature__ = _SIGNATURE  # type: ignore[attr-defined]
