"""What an article may be called: an id, an address, a path or the name of a record."""

from __future__ import annotations

from clustering.errors import UsageError
from clustering.model import Corpus, Reading
from clustering.web.keys import canonical


def article_names(reading: Reading, corpus: Corpus) -> dict[str, int]:
    """Position of the article behind each name: a record's, a file's, an id, a canonical URL."""
    names = {key: at for at, article in enumerate(corpus.articles) for key in article.keys}
    names |= {article.id: at for at, article in enumerate(corpus.articles)}
    places = corpus.article_of.tolist()
    for record, at in zip(reading.records, places, strict=True):
        if record.source.endswith(record.name):  # a post, not a row of a table
            names[record.source] = at
    return names | {record.name: at for record, at in zip(reading.records, places, strict=True)}


def look_up(known: dict[str, int], names: tuple[str, ...]) -> int:
    """Return the article that goes by one of the names, ``-1`` for none."""
    for name in names:
        if name in known:
            return known[name]
    return known.get(canonical(names[-1]), -1)


def nothing_matches(origin: str, label: str, reading: Reading) -> UsageError:
    """Return the error to raise where no label names a record, with one of each to compare."""
    return UsageError(
        f"{origin}: none of the labels names a record that was read; they are for records "
        f"such as {label!r}, and there are records such as {reading.records[0].name!r}."
    )
