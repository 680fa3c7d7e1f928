"""What a user would run instead: least scripts, each a whole process from file to file.

Run as a file, by an interpreter that has what the method needs and not necessarily this
project: ``PYTHON tests/benchmarks/competitors.py METHOD SOURCE OUT [--model NAME]``.
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

MISSING = 4
"""Exit code where a library or a model is missing; stderr says which."""

CORES = os.cpu_count() or 1
SIMILARITY = 0.8  # of strings, where a method's own manual suggests a value
MODEL = "sentence-transformers/all-MiniLM-L6-v2"


@dataclass(frozen=True)
class Method:
    """One way to group headlines.

    Attributes
    ----------
    name
        What the page calls it.
    group
        Takes titles and the name of a model, returns a label for each title.
    needs
        Distributions to install for it; none where this project's own are enough.
    """

    name: str
    group: Callable[[Sequence[str], str], Iterable[int]]
    needs: tuple[str, ...] = ()


def nearest(
    threads: int | None, neighbours: int = 100, threshold: float = 0.2, **weighing: str | bool
) -> Callable[[Sequence[str], str], Iterable[int]]:
    """Return the least script on this project's libraries: neighbours, then components."""

    def group(titles: Sequence[str], _: str) -> Iterable[int]:
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


def dbscan(titles: Sequence[str], _: str) -> Iterable[int]:
    """Run scikit-learn's DBSCAN on cosine distances; noise stands alone."""
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(titles)
    method = DBSCAN(eps=0.6, min_samples=2, metric="cosine", n_jobs=-1)
    labels = method.fit(words).labels_.tolist()
    return [label if label >= 0 else -1 - at for at, label in enumerate(labels)]


def string_grouper(titles: Sequence[str], _: str) -> Iterable[int]:
    """Group strings that share most of their letter triples, as string_grouper does."""
    pandas, grouper = import_module("pandas"), import_module("string_grouper")
    found = grouper.group_similar_strings(
        pandas.Series(titles, name="title"), min_similarity=SIMILARITY
    )
    labels: list[int] = found.iloc[:, 0].tolist()
    return labels


def minhash(titles: Sequence[str], _: str) -> Iterable[int]:
    """Hash sets of words with datasketch, ask for the alike, and take components."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    datasketch = import_module("datasketch")
    lsh = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
    sets = [[word.encode() for word in title.lower().split()] for title in titles]
    hashes = datasketch.MinHash.bulk(sets, num_perm=128)
    with lsh.insertion_session() as session:
        for at, one in enumerate(hashes):
            session.insert(at, one)
    ends = np.array([(at, other) for at, one in enumerate(hashes) for other in lsh.query(one)])
    graph = sparse.coo_array(
        (np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(len(titles), len(titles))
    )
    labels: list[int] = connected_components(graph, directed=False)[1].tolist()
    return labels


def communities(titles: Sequence[str], model: str) -> Iterable[int]:
    """Embed sentences with sentence-transformers and find communities in them.

    Nothing is downloaded: the model has to be on this machine.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    transformers = import_module("sentence_transformers")
    try:
        encoder = transformers.SentenceTransformer(model, device="cpu")
    except Exception:  # what it raises without the model differs by version
        print("its model is not on this machine; name its folder with --model", file=sys.stderr)
        sys.exit(MISSING)
    vectors = encoder.encode(list(titles), convert_to_tensor=True)
    labels = [-1 - at for at in range(len(titles))]
    found = transformers.util.community_detection(vectors, threshold=0.75, min_community_size=2)
    for community, members in enumerate(found):
        for at in members:
            labels[at] = community
    return labels


METHODS: Mapping[str, Method] = {
    "least": Method("least script, all cores", nearest(CORES)),
    "least-one": Method("least script, one thread (the library's default)", nearest(None)),
    "least-stop": Method(
        "least script, all cores, English stop words out",
        nearest(CORES, stop_words="english", sublinear_tf=True),
    ),
    "dbscan": Method("scikit-learn DBSCAN, cosine", dbscan),
    "string_grouper": Method("string_grouper", string_grouper, ("string_grouper",)),
    "minhash": Method("datasketch MinHashLSH + components", minhash, ("datasketch", "scipy")),
    "communities": Method(
        "sentence-transformers community detection", communities, ("sentence-transformers",)
    ),
}


def group_table(method: Method, source: Path, out: Path, model: str) -> None:
    """Read a table, group its titles, and write a table of ids and stories."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    labels = method.group([row["title"] for row in rows], model)
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
    parser.add_argument("--model", default=MODEL, help="name or folder of a sentence model")
    given = parser.parse_args()
    if given.method == "parse":
        given.out.write_text(f"{parse_posts(given.source)}\n", encoding="utf-8")
        return
    try:
        group_table(METHODS[given.method], given.source, given.out, given.model)
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed", file=sys.stderr)
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
