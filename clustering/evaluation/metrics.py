"""How well found stories agree with gold stories: BCubed, pairs, V-measure, ARI and AMI.

Everything is computed from the sparse table of how many articles each gold and found story
share, in whole-array steps. ``intervals`` computes how sure a score is, ``gold`` reads the
labels, and ``mismatches`` lists the differences that cost the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clustering.arrays.types import IntArray


@dataclass(frozen=True)
class Contingency:
    """How many articles each gold story shares with each found story; cells with 0 are left out.

    Attributes
    ----------
    gold, found
        Row and column of each cell, counted from 0; shape ``(cells,)``, sorted.
    count
        Articles in each cell; shape ``(cells,)``.
    gold_numbers, found_numbers
        The story number of each row and column, ascending.
    """

    gold: IntArray
    found: IntArray
    count: IntArray
    gold_numbers: IntArray
    found_numbers: IntArray

    @cached_property
    def articles(self) -> int:
        """Articles with a gold label."""
        return int(self.count.sum())

    @cached_property
    def gold_sizes(self) -> IntArray:
        """Articles of each gold story; shape ``(gold stories,)``."""
        return _add_up(self.gold, self.count, len(self.gold_numbers))

    @cached_property
    def found_sizes(self) -> IntArray:
        """Labelled articles of each found story; shape ``(found stories,)``."""
        return _add_up(self.found, self.count, len(self.found_numbers))

    @property
    def transposed(self) -> Contingency:
        """The same table with found and gold stories in each other's place."""
        order = np.lexsort((self.gold, self.found))
        return Contingency(
            self.found[order],
            self.gold[order],
            self.count[order],
            self.found_numbers,
            self.gold_numbers,
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, precision: float, recall: float) -> Score:
        """Combine precision and recall; F1 is 0 where both are."""
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)

    @classmethod
    def of_pairs(cls, shared: int, found: int, gold: int) -> Score:
        """Score ``found`` pairs of which ``shared`` are among the ``gold`` ones.

        Where there are no pairs, none is wrong and none is missing: that figure is 1.
        """
        return cls.of(shared / found if found else 1.0, shared / gold if gold else 1.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures of agreement.

    ``v_measure`` has homogeneity as precision and completeness as recall; ``ari`` and ``ami`` are 1
    for equal partitions, and about 0 for what chance gives.
    """

    bcubed: Score
    pairwise: Score
    v_measure: Score
    ari: float
    ami: float


def contingency_table(gold: IntArray, found: IntArray) -> Contingency:
    """Count the articles that gold and found stories share; both of shape ``(articles,)``.

    Articles with a negative gold label are left out.

    Raises
    ------
    ValueError
        When no article has a gold label, or the shapes differ.
    """
    if gold.shape != found.shape:
        raise ValueError(f"gold has shape {gold.shape}, found has {found.shape}.")
    labelled = gold >= 0
    if not labelled.any():
        raise ValueError("no article has a gold label.")
    gold_numbers, row = np.unique(gold[labelled], return_inverse=True)
    found_numbers, column = np.unique(found[labelled], return_inverse=True)
    keys, count = np.unique(row * len(found_numbers) + column, return_counts=True)
    return Contingency(
        keys // len(found_numbers), keys % len(found_numbers), count, gold_numbers, found_numbers
    )


def score_table(table: Contingency) -> Scores:
    """Compute every measure."""
    return Scores(
        bcubed(table), pairwise(table), v_measure(table), adjusted_rand(table), adjusted_mi(table)
    )


def bcubed(table: Contingency) -> Score:
    """BCubed: precision and recall of each article's own story, averaged over the articles.

    Notes
    -----
    Bagga & Baldwin 1998, "Entity-based cross-document coreferencing using the vector space
    model"; F1 is that of the two averages, as in Amigó et al. 2009, "A comparison of
    extrinsic clustering evaluation metrics based on formal constraints".
    """
    square = table.count.astype(np.float64) ** 2
    precision = float((square / table.found_sizes[table.found]).sum() / table.articles)
    recall = float((square / table.gold_sizes[table.gold]).sum() / table.articles)
    return Score.of(min(precision, 1.0), min(recall, 1.0))


def pairwise(table: Contingency) -> Score:
    """Precision and recall of the pairs of articles that are put into one story."""
    shared = int(pair_count(table.count).sum())
    found = int(pair_count(table.found_sizes).sum())
    gold = int(pair_count(table.gold_sizes).sum())
    return Score.of_pairs(shared, found, gold)


def v_measure(table: Contingency) -> Score:
    """Homogeneity, completeness and V-measure (Rosenberg & Hirschberg 2007)."""
    shared = _mutual_information(table)
    gold = _entropy(table.gold_sizes)
    found = _entropy(table.found_sizes)
    homogeneity = min(shared / gold, 1.0) if gold else 1.0
    completeness = min(shared / found, 1.0) if found else 1.0
    return Score.of(homogeneity, completeness)


def adjusted_rand(table: Contingency) -> float:
    """Rand index, corrected for chance (Hubert & Arabie 1985)."""
    shared, found, gold = (
        float(pair_count(sizes).sum())
        for sizes in (table.count, table.found_sizes, table.gold_sizes)
    )
    if shared == found == gold:
        return 1.0
    expected = found * gold / (table.articles * (table.articles - 1) / 2)
    return (shared - expected) / ((found + gold) / 2 - expected)


def adjusted_mi(table: Contingency) -> float:
    """Mutual information, corrected for chance and normalized by the mean of the entropies.

    Notes
    -----
    Vinh, Epps & Bailey 2010, "Information theoretic measures for clusterings comparison".
    The expected value is summed over pairs of distinct story *sizes*: the same number as
    scikit-learn's sum over pairs of stories, which is quadratic in their number (1.6 s for
    15,654 articles, hours for a million).
    """
    if len(table.gold_numbers) == len(table.found_numbers) == 1:
        return 1.0
    if len(table.gold_numbers) == 1 or len(table.found_numbers) == 1:
        return 0.0
    if len(table.count) == len(table.gold_numbers) == len(table.found_numbers):
        return 1.0
    expected = _expected_mutual_information(table)
    mean = (_entropy(table.gold_sizes) + _entropy(table.found_sizes)) / 2
    room = mean - expected
    least = np.finfo(np.float64).eps
    return float(
        (_mutual_information(table) - expected)
        / (min(room, -least) if room < 0 else max(room, least))
    )


def pair_count(sizes: IntArray) -> IntArray:
    """Return the number of pairs in groups of so many articles."""
    return sizes * (sizes - 1) // 2


def _add_up(place: IntArray, count: IntArray, places: int) -> IntArray:
    return np.bincount(place, weights=count, minlength=places).astype(np.int64)


def _entropy(sizes: IntArray) -> float:
    """Entropy in nats of a partition into groups of these sizes; 0 for a single group."""
    if len(sizes) == 1:
        return 0.0
    share = sizes / sizes.sum()
    return float(-(share * np.log(share)).sum())


def _mutual_information(table: Contingency) -> float:
    share = table.count / table.articles
    expected = np.log(table.gold_sizes[table.gold]) + np.log(table.found_sizes[table.found])
    information = np.log(table.count) + np.log(table.articles) - expected
    return max(float((share * information).sum()), 0.0)


def _expected_mutual_information(table: Contingency) -> float:
    """Mutual information that random partitions with the same sizes share on average."""
    from scipy.special import gammaln  # 0.07 s, which a report does not need

    articles = table.articles
    log_factorial = gammaln(np.arange(articles + 1) + 1.0)
    sizes, times = np.unique(table.found_sizes, return_counts=True)
    total = 0.0
    for size, often in zip(*np.unique(table.gold_sizes, return_counts=True), strict=True):
        low = np.maximum(1, size + sizes - articles)
        lengths = np.minimum(size, sizes) - low + 1
        first = np.cumsum(lengths) - lengths
        other = np.repeat(sizes, lengths)
        shared = np.arange(lengths.sum()) - np.repeat(first - low, lengths)
        log_chance = (
            log_factorial[size]
            + log_factorial[other]
            + log_factorial[articles - size]
            + log_factorial[articles - other]
            - log_factorial[articles]
            - log_factorial[shared]
            - log_factorial[size - shared]
            - log_factorial[other - shared]
            - log_factorial[articles - size - other + shared]
        )
        information = np.log(articles) + np.log(shared) - np.log(size) - np.log(other)
        terms = shared / articles * information * np.exp(log_chance)
        total += float(often * (np.repeat(times, lengths) * terms).sum())
    return total
