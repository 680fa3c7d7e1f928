"""The scikit-learn face: an estimator that groups rows of articles into stories."""

from __future__ import annotations

from typing import Any, Literal

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
from clustering.sources.cells import read_cells

DEFAULTS = Settings()


class StoryClusterer(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # sklearn has no types
    """Groups articles into stories, as :func:`samestory.cluster` does.

    ``X`` is a data frame of any library that narwhals knows, a list of dicts, or a series, array
    or list of titles; shape ``(rows, columns)`` or ``(rows,)``. ``y`` is ignored but in ``score``.

    Parameters
    ----------
    columns
        Which column holds a field, where its name does not tell: ``{"title": "HEADLINE"}``.
    date_format, day_first
        As in :func:`samestory.read`.
    title_weight
        Weight of title words.
    excerpt_weight
        Weight of excerpt words.
    url_weight
        Weight of words in the URL path.
    excerpt_chars
        Characters of the excerpt that count.
    prior
        Blend the word weights of the corpus with word frequencies of the language.
    boilerplate
        Give no weight to an excerpt that repeats under unlike titles.
    series
        Keep the parts of one outlet's series apart: dated columns, episodes.
    neighbours
        Nearest articles compared with each article.
    smoothing
        Weight at which the words of its nearest neighbours are added to an article's own; 0
        for none.
    link
        Least strength at which two articles are linked.
    window
        Days between two articles after which their similarity counts for nothing; 0 for no decay.
    borrow_dates
        Let an article without a date borrow that of the nearest article with one.
    related
        What a related link does: strengthens a pair (evidence), counts as certain (merge),
        or nothing (ignore).
    detail
        How finely events are told apart, from coarse (0.01) to fine (1), in hundredths:
        higher for more and smaller stories, lower for fewer and larger ones.
    cohesion
        A fixed cut in place of `detail`: least average strength, counted from `link` up, at
        which two halves of a story stay together; 0 for plain connected components.
    duplicate_title
        Least share of equal words at which two titles are the same.
    duplicate_text
        Least share of a text that a copy of it holds.
    duplicate_similarity
        Least similarity at which two articles are compared as copies.
    duplicate_keep
        What decides which copy to keep, the weightiest first; of: own, original, text,
        quality, url.
    meaning
        What an encoder may join: nothing (off), articles in different languages (across), or
        in any (all, experimental).
    model
        The encoder: ``use``, ``e5`` or a folder.
    vectors
        A file with a vector for the id of each record, in place of an encoder.
    jobs
        Processes and threads to use; 0 for one for each core.
    engine
        Where a run keeps what it holds: in memory (inline), or on disk (spill); auto spills where
        it would not fit. With spark it is on disk, too, and work is done on Spark.
    memory
        Memory that auto goes by, such as 4GB.
    resume
        A folder in which spill and spark keep what a run that is killed may go on from.

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

    def __init__(
        self,
        *,
        columns: api.ColumnsByField | None = None,
        date_format: str = "",
        day_first: bool | None = None,
        title_weight: float = DEFAULTS.title_weight,
        excerpt_weight: float = DEFAULTS.excerpt_weight,
        url_weight: float = DEFAULTS.url_weight,
        excerpt_chars: int = DEFAULTS.excerpt_chars,
        prior: bool = DEFAULTS.prior,
        boilerplate: bool = DEFAULTS.boilerplate,
        series: bool = DEFAULTS.series,
        neighbours: int = DEFAULTS.neighbours,
        smoothing: float = DEFAULTS.smoothing,
        link: float = DEFAULTS.link,
        window: float = DEFAULTS.window,
        borrow_dates: bool = DEFAULTS.borrow_dates,
        related: Literal["evidence", "merge", "ignore"] = DEFAULTS.related,
        detail: float = DEFAULTS.detail,
        cohesion: float | None = DEFAULTS.cohesion,
        duplicate_title: float = DEFAULTS.duplicate_title,
        duplicate_text: float = DEFAULTS.duplicate_text,
        duplicate_similarity: float = DEFAULTS.duplicate_similarity,
        duplicate_keep: str = DEFAULTS.duplicate_keep,
        meaning: Literal["off", "across", "all"] = DEFAULTS.meaning,
        model: str = DEFAULTS.model,
        vectors: str | None = DEFAULTS.vectors,
        jobs: int = DEFAULTS.jobs,
        engine: Literal["auto", "inline", "spill", "spark"] = DEFAULTS.engine,
        memory: str = DEFAULTS.memory,
        resume: str | None = DEFAULTS.resume,
    ) -> None:
        self.columns = columns
        self.date_format = date_format
        self.day_first = day_first
        self.title_weight = title_weight
        self.excerpt_weight = excerpt_weight
        self.url_weight = url_weight
        self.excerpt_chars = excerpt_chars
        self.prior = prior
        self.boilerplate = boilerplate
        self.series = series
        self.neighbours = neighbours
        self.smoothing = smoothing
        self.link = link
        self.window = window
        self.borrow_dates = borrow_dates
        self.related = related
        self.detail = detail
        self.cohesion = cohesion
        self.duplicate_title = duplicate_title
        self.duplicate_text = duplicate_text
        self.duplicate_similarity = duplicate_similarity
        self.duplicate_keep = duplicate_keep
        self.meaning = meaning
        self.model = model
        self.vectors = vectors
        self.jobs = jobs
        self.engine = engine
        self.memory = memory
        self.resume = resume

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
        options = api.read_options(self.jobs, self.columns, self.date_format, self.day_first)
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
