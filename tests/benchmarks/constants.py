"""Tries other values of each constant that shapes stories, and chooses them with each set left out.

The section `constants` of ``quality`` has the tables. What the constants do not change is
computed once for each set: articles, words, near pairs; and where they do not change these, the
smoothed words and the merge tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import fmean
from types import ModuleType
from unittest.mock import patch

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.merge import merge
from clustering.graph import discounts, listings
from clustering.graph.edges import build_graph
from clustering.graph.same_text import same_text_classes
from clustering.graph.series import without_series
from clustering.pairs.borrowed_dates import borrow_dates_from_neighbours, days_and_decay
from clustering.pairs.nearest import candidate_floor, comparisons_per_article, nearest_pairs
from clustering.pairs.smoothing import smooth
from clustering.settings.model import Settings
from clustering.stories import contrast
from clustering.stories.contrast import cut_by_contrast
from clustering.stories.linkage import merge_tree
from clustering.stories.tree import MergeTree
from clustering.text import proper_names
from clustering.vectors.base import Vectors
from clustering.vectors.words import vectorize
from tests.benchmarks.labelled import EIGHT, FIVE, READERS, TWINS, LabelledSet, load
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.scoring import Clean, count_clean, score

BESIDE = ("fixtures", "events")
"""Invented sets, shown beside and not asked when a value is chosen."""

NAMES, SMOOTHING, GRAPH, CUT = range(4)
"""The first stage that a constant changes."""

Values = tuple[float, ...]


@dataclass(frozen=True)
class Constant:
    """A constant of the rules, and the values that are tried.

    Attributes
    ----------
    module
        Where it stands; ``None`` for the setting ``detail``.
    off
        The value at which the rule does nothing, where there is one.
    """

    name: str
    module: ModuleType | None
    stage: int
    values: Values
    off: float | None = None

    @property
    def title(self) -> str:
        """The module and the name."""
        if self.module is None:
            return self.name
        return f"{self.module.__name__.rpartition('.')[2]}.{self.name}"

    @property
    def default(self) -> float:
        """The value that it has."""
        held: float = getattr(self.module, self.name) if self.module else Settings().detail
        return held


CONSTANTS = (
    Constant("detail", None, CUT, (0.6, 0.65, 0.7, 0.75, 0.8)),
    Constant("_BASE_HEIGHT", contrast, CUT, (0.015, 0.02, 0.025, 0.03)),
    Constant("_UNCERTAINTY", contrast, CUT, (0.0, 0.015, 0.03, 0.04, 0.05), off=0.0),
    Constant("_PARTS_MARGIN", contrast, CUT, (0.0, 0.05, 0.1, 0.15), off=0.0),
    Constant("_CERTAIN", contrast, CUT, (0.4, 0.45, 0.5, 1.0), off=1.0),
    Constant("_HALVES_RATIO", contrast, CUT, (0.0, 0.55, 0.6, 0.65), off=0.0),
    Constant("_MIN_HALF", contrast, CUT, (2, 3, 4)),
    Constant("_MIN_WORDS", contrast, CUT, (0, 10, 14, 18), off=0),
    Constant("_COPIES", contrast, CUT, (0.6, 0.7, 0.8, 1.0), off=1.0),
    Constant("ONE_OUTLET", discounts, SMOOTHING, (0.35, 0.4, 0.5, 0.65, 1.0), off=1.0),
    Constant("_COPY_SIMILARITY", discounts, SMOOTHING, (0.8, 0.9, 1.01), off=1.01),
    Constant("ROUNDUP", discounts, GRAPH, (0.1, 0.3, 0.5, 1.0), off=1.0),
    Constant("_LEAST_ALONE", listings, GRAPH, (2, 3, 4, 1e9), off=1e9),
    Constant("_ALONE_FOR_BOTH", listings, GRAPH, (2, 3, 5)),
    Constant("ONE_WORD", discounts, GRAPH, (0.2, 0.3, 0.5, 0.7, 1.0), off=1.0),
    Constant("_WORDS_NEEDED", discounts, GRAPH, (0.3, 0.4, 0.5)),
    Constant("_WORDS_POWER", discounts, GRAPH, (0.5, 0.7, 0.9)),
    Constant("_MIN_CAPITALS", proper_names, NAMES, (0.6, 0.8, 0.9)),
    Constant("_MAX_ORDINARY_CAPITALS", proper_names, NAMES, (0.3, 0.5, 0.7, 1.0), off=1.0),
    Constant("_MAX_FREQUENCY", proper_names, NAMES, (10**-4.8, 10**-4.4, 10**-4.0)),
)


@dataclass(frozen=True)
class Tried:
    """One set under each constant and value, all others at their defaults.

    Attributes
    ----------
    f1, clean
        By the constant's title and its value. F1 is BCubed, the mean over readers.
    """

    f1: dict[tuple[str, float], float]
    clean: dict[tuple[str, float], Clean]


class Prepared:
    """A set up to the near pairs, and its merge tree under the default."""

    def __init__(self, labelled: LabelledSet) -> None:
        self._settings = Settings(jobs=1)
        self.corpus = merge(labelled.reading.records)
        self.golds = labelled.stories_by_each(self.corpus)
        articles, days, window = self.corpus.articles, self.corpus.days, self._settings.window
        self._own = vectorize(articles, self._settings)
        floor = min(self._settings.link, candidate_floor(comparisons_per_article(days, window)))
        self._pairs = nearest_pairs(
            self._own.matrix, days, self._settings.neighbours, floor, window, jobs=1
        )
        self._borrowed = borrow_dates_from_neighbours(days, self._pairs, window)
        self._texts = same_text_classes(articles)
        self._smoothed = self._smooth()
        self._tree = self._merge(self._own, self._smoothed)

    def stories(self, changed: Mapping[Constant, float]) -> IntArray:
        """Return the story of each article with some constants changed."""
        stage = min((constant.stage for constant in changed), default=CUT)
        detail = self._settings.detail
        with ExitStack() as patches:
            for constant, value in changed.items():
                if constant.module is None:
                    detail = value
                else:
                    patches.enter_context(patch.object(constant.module, constant.name, value))
            own, smoothed, tree = self._own, self._smoothed, self._tree
            if stage == NAMES:
                own = vectorize(self.corpus.articles, self._settings)
            if any(constant.stage == SMOOTHING for constant in changed):
                smoothed = self._smooth()
            if stage < CUT:
                tree = self._merge(own, smoothed)
            return cut_by_contrast(tree, own.word_counts, detail)

    def _smooth(self) -> Vectors:
        pairs, settings = self._pairs, self._settings
        days, window = self.corpus.days, settings.window
        left, right, similarity = pairs.some(slice(None))
        _, decay = days_and_decay(days, self._borrowed, left, right, window)
        decay *= discounts.outlet_discount(self.corpus, left, right, similarity)
        return smooth(self._own, pairs, decay, settings.smoothing, 1)

    def _merge(self, own: Vectors, smoothed: Vectors) -> MergeTree:
        graph = build_graph(
            self.corpus, own, smoothed, self._pairs, self._texts, self._settings, self._borrowed
        )
        none = np.full(len(self.corpus), -1)  # no copies
        graph = without_series(graph, self.corpus, self._texts, none, self._settings)
        return merge_tree(graph, self._settings.link)


def try_all(name: str, constants: Sequence[Constant] = CONSTANTS) -> Tried:
    """Try every value of each constant on one set."""
    prepared = Prepared(load(name))
    tried = Tried({}, {})
    known: dict[str, IntArray] = {"default": prepared.stories({})}
    for constant in constants:
        for value in constant.values:
            is_default = value == constant.default
            found = known["default"] if is_default else prepared.stories({constant: value})
            key = (constant.title, value)
            tried.f1[key] = score(prepared.golds, found).f1
            tried.clean[key] = count_clean(prepared.golds, found, prepared.corpus)
    return tried


def try_together(name: str, values: Mapping[str, float]) -> float:
    """Return the F1 of one set with values for all constants at once, by their titles."""
    prepared = Prepared(load(name))
    changed = {one: values[one.title] for one in CONSTANTS if values[one.title] != one.default}
    return score(prepared.golds, prepared.stories(changed)).f1


def chosen_without(left_out: str, tried: Mapping[str, Tried]) -> dict[str, float]:
    """Choose the value of each constant on all other sets; the default among equals."""
    others = [tried[name] for name in EIGHT if name != left_out]

    def worth(constant: Constant, value: float) -> tuple[float, bool]:
        mean = fmean(one.f1[constant.title, value] for one in others)
        return round(mean, 9), value == constant.default

    return {
        constant.title: max(constant.values, key=lambda value: worth(constant, value))
        for constant in CONSTANTS
    }


def measure_constants(
    processes: int, tell: Callable[[str], None]
) -> tuple[dict[str, Tried], dict[str, float]]:
    """Try all constants on all sets, then on each what the others choose together."""
    tried: dict[str, Tried] = {}
    together: dict[str, float] = {}
    by_size = sorted((*EIGHT, *BESIDE), key=lambda name: -len(load(name).reading.records))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(try_all, name): name for name in by_size}
        for future in as_completed(waiting):
            tried[waiting[future]] = future.result()
            tell(f"constants on {waiting[future]}")
        chosen = {name: chosen_without(name, tried) for name in EIGHT}
        again = {pool.submit(try_together, name, chosen[name]): name for name in EIGHT}
        for done in as_completed(again):
            together[again[done]] = done.result()
            tell(f"constants chosen without {again[done]}")
    return tried, together


def constants_page(tried: Mapping[str, Tried], together: Mapping[str, float]) -> str:
    """Return the tables as Markdown."""
    return "\n".join(
        [
            "One constant is changed at a time. F1 is BCubed; *clean* are the stories of several "
            "outlets on azure_2020 and allsides_2020 that are one event. The default is in bold. "
            f"{BESIDE[0]} and {BESIDE[1]} are invented and play no part in a choice.\n",
            *table(
                (
                    "constant",
                    "value",
                    "the five",
                    TWINS,
                    *READERS,
                    "mean of eight",
                    *BESIDE,
                    "clean",
                ),
                _value_rows(tried),
            ),
            "\nThen each set in turn is left out: the value of each constant is chosen by the "
            "mean F1 of the seven other sets, and the row says which, and how F1 of the set left "
            "out then differs from that with the default. A single dot stands for the default "
            "itself. *All together* takes the choices of all constants at once.\n",
            *table(("constant", *EIGHT, "mean"), _left_out_rows(tried, together)),
            "",
        ]
    )


def _value_rows(tried: Mapping[str, Tried]) -> Iterable[list[str]]:
    for constant in CONSTANTS:
        for value in constant.values:
            key = (constant.title, value)
            f1 = {name: one.f1[key] for name, one in tried.items()}
            figures = [fmean(f1[name] for name in FIVE), *(f1[name] for name in (TWINS, *READERS))]
            figures += [fmean(f1[name] for name in EIGHT), *(f1[name] for name in BESIDE)]
            counts = [tried[name].clean[key] for name in READERS]
            clean, wide = sum(one.clean for one in counts), sum(one.wide for one in counts)
            cells = [*map(figure, figures), f"{clean} of {wide}"]
            if value == constant.default:
                cells = [f"**{cell}**" for cell in cells]
            note = " (off)" if value == constant.off else ""
            first = f"`{constant.title}`" if value == constant.values[0] else ""
            yield [first, f"{value:.3g}{note}", *cells]


def _left_out_rows(
    tried: Mapping[str, Tried], together: Mapping[str, float]
) -> Iterable[list[str]]:
    chosen = {name: chosen_without(name, tried) for name in EIGHT}
    for constant in CONSTANTS:
        title, default = constant.title, constant.default
        changes: list[float] = []
        cells: list[str] = []
        for name in EIGHT:
            value, f1 = chosen[name][title], tried[name].f1
            changes.append(f1[title, value] - f1[title, default])
            cells.append("·" if value == default else f"{value:.3g}: {changes[-1]:+.3f}")
        yield [f"`{title}` ({default:.3g})", *cells, f"{fmean(changes):+.4f}"]
    title, default = CONSTANTS[0].title, CONSTANTS[0].default
    changes = [together[name] - tried[name].f1[title, default] for name in EIGHT]
    yield ["all together", *(f"{change:+.3f}" for change in changes), f"{fmean(changes):+.4f}"]
