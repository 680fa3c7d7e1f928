"""What a user would pick instead: the usual clusterings of TF-IDF vectors, each over its settings.

They get the same articles as samestory (records merged by URL), title and excerpt. Every
method is given a range of settings; which one to judge it by is for the caller to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from clustering.arrays.types import FloatArray, IntArray
from clustering.model import Article
from tests.stories.trees import average_linkage

Found = Iterator[tuple[str, IntArray]]
"""A setting in words, and the story of each article under it."""

DIMENSIONS = 100  # of the singular vectors
_FILLERS = 5
_LEAST_COSINE = 0.05  # of pairs that HDBSCAN gets; all others are as far apart as can be


@dataclass(frozen=True)
class Texts:
    """TF-IDF vectors of articles, and the cosine of every pair that shares a word.

    Attributes
    ----------
    matrix
        Shape ``(articles, words)``, rows of length 1.
    left, right, similarity
        Shape ``(pairs,)``, ``left < right``.
    """

    matrix: sparse.csr_array
    left: IntArray
    right: IntArray
    similarity: FloatArray

    def __len__(self) -> int:
        return int(self.matrix.shape[0])


def vectorize_texts(articles: Sequence[Article]) -> Texts:
    """Weigh words as scikit-learn's manual does: English stop words out, logarithmic counts."""
    weigh = TfidfVectorizer(stop_words="english", sublinear_tf=True, dtype=np.float32)
    found = weigh.fit_transform([f"{article.title} {article.excerpt}" for article in articles])
    matrix = sparse.csr_array(found)
    pairs = sparse.coo_array(sparse.triu(matrix @ matrix.T, k=1))
    left, right = (ends.astype(np.int64) for ends in (pairs.row, pairs.col))
    return Texts(matrix, left, right, np.minimum(pairs.data.astype(np.float64), 1.0))


def components(texts: Texts) -> Found:
    """Join the pairs above a threshold: connected components."""
    for threshold in np.arange(0.15, 0.701, 0.05).round(2).tolist():
        kept = texts.similarity >= threshold
        graph = sparse.coo_array(
            (np.ones(kept.sum(), np.int8), (texts.left[kept], texts.right[kept])),
            shape=(len(texts), len(texts)),
        )
        labels = connected_components(graph, directed=False)[1]
        yield f"similarity {threshold}", labels.astype(np.int64)


def agglomerative(texts: Texts) -> Found:
    """Merge by average cosine over all pairs, exactly: those without a common word have 0."""
    tree = average_linkage(texts.left, texts.right, texts.similarity, len(texts))
    for threshold in np.arange(0.05, 0.401, 0.025).round(3).tolist():
        yield f"similarity {threshold}", tree.cut(threshold)


def dbscan(texts: Texts) -> Found:
    """Run DBSCAN on cosine distances; noise stands alone."""
    for threshold in np.arange(0.2, 0.601, 0.05).round(2).tolist():
        distances = _distances(texts, threshold)
        for least in (3, 5):
            method = DBSCAN(eps=1 - threshold, min_samples=least, metric="precomputed")
            labels = method.fit(distances).labels_
            yield f"eps {1 - threshold:.2f}, min_samples {least}", _noise_alone(labels)


def hdbscan(texts: Texts) -> Found:
    """Run HDBSCAN on cosine distances; noise stands alone."""
    distances = _connected(texts)
    for least in (2, 3, 5):
        for selection in ("eom", "leaf"):
            method = HDBSCAN(
                least,
                metric="precomputed",
                metric_params={"max_distance": 1.0},
                cluster_selection_method=selection,
                copy=True,
            )
            labels = method.fit(distances).labels_
            yield f"min_cluster_size {least}, {selection}", _noise_alone(labels)


def reduced_hdbscan(texts: Texts) -> Found:
    """Reduce the dimensions and run HDBSCAN, as BERTopic does; outliers stand alone.

    In place of its sentence model and UMAP stand the leading singular vectors, scaled to
    length 1.
    """
    dimensions = min(DIMENSIONS, *(size - 1 for size in texts.matrix.shape))
    reduce = TruncatedSVD(dimensions, random_state=0)
    points = normalize(reduce.fit_transform(texts.matrix))
    for least in (3, 5, 10):  # BERTopic's own default is 10
        labels = HDBSCAN(min_cluster_size=least, copy=True).fit(points).labels_
        yield f"min_cluster_size {least}", _noise_alone(labels)


def louvain(texts: Texts) -> Found:
    """Find communities in the graph of pairs above a threshold, weighted by similarity."""
    for threshold in (0.2, 0.3, 0.4, 0.5):
        kept = texts.similarity >= threshold
        ends = (texts.left[kept].tolist(), texts.right[kept].tolist())
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(texts)))
        graph.add_weighted_edges_from(zip(*ends, texts.similarity[kept].tolist(), strict=True))
        labels = np.zeros(len(texts), dtype=np.int64)
        for community, members in enumerate(nx.community.louvain_communities(graph, seed=0)):
            labels[list(members)] = community
        yield f"similarity {threshold}", labels


ALTERNATIVES: Mapping[str, Callable[[Texts], Found]] = {
    "TF-IDF + connected components": components,
    "TF-IDF + DBSCAN": dbscan,
    "TF-IDF + HDBSCAN": hdbscan,
    "TF-IDF + SVD + HDBSCAN, as BERTopic does": reduced_hdbscan,
    "TF-IDF + agglomerative": agglomerative,
    "TF-IDF + Louvain": louvain,
}


def _distances(texts: Texts, threshold: float) -> sparse.csr_matrix:
    """Return cosine distances of the pairs above a threshold, both ways; absent ones are far."""
    kept = texts.similarity >= threshold
    left, right = texts.left[kept], texts.right[kept]
    ends = (np.concatenate([left, right]), np.concatenate([right, left]))
    # A distance of exactly 0 would count as absent.
    distance = np.maximum(1 - texts.similarity[kept], 1e-9)
    shape = (len(texts), len(texts))
    return sparse.csr_matrix((np.concatenate([distance, distance]), ends), shape=shape)


def _connected(texts: Texts) -> sparse.csr_matrix:
    """Return cosine distances in one component, as HDBSCAN asks, each row with some neighbours.

    To the pairs that share words are added, at distance 1, those of articles that follow each
    other in the list.
    """
    size = len(texts)
    found = _distances(texts, _LEAST_COSINE)
    steps = range(1, min(_FILLERS, size - 1) + 1)
    left = np.concatenate([np.arange(size - step) for step in steps])
    right = np.concatenate([np.arange(step, size) for step in steps])
    ends = (np.concatenate([left, right]), np.concatenate([right, left]))
    far = sparse.csr_matrix((np.ones(2 * len(left)), ends), shape=(size, size))
    missing = far - far.multiply(found > 0)
    return sparse.csr_matrix(found + missing)


def _noise_alone(labels: IntArray) -> IntArray:
    """Give each article that was called noise a story of its own."""
    alone = labels < 0
    own = labels.max() + 1 + np.arange(alone.sum())
    labels = labels.astype(np.int64)
    labels[alone] = own
    return labels
