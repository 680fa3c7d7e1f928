"""Small invented articles and corpora for tests, built without reading anything."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import numpy as np

from clustering.model import Article, Corpus, Outlet, Reading, Record

FIRST_DAY = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)


def make_record(name: str, /, title: str, day: float | None = 0.0, **fields: object) -> Record:
    """Build a record of outlet ``<name>.example``, published ``day`` days after the first."""
    values: dict[str, object] = {
        "name": name,
        "source": name,
        "title": title,
        "urls": (f"https://{name}.example/{name}",),
        "outlet_name": name.title(),
        "outlet_domain": f"{name}.example",
        "published": None if day is None else FIRST_DAY + timedelta(days=day),
    }
    return Record(**(values | fields))  # type: ignore[arg-type]


STORM = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: harbour of Brackwater flooded, ferries cancelled", 0.6),
]
BANK = [
    make_record("voltpage", "Central bank of Vesland holds its key rate at 3.25 per cent", 0.1),
    make_record("quay", "Vesland's central bank keeps key rate at 3.25%", 0.3),
]
ALONE = [make_record("otter", "A lentil recipe for long winter evenings", 0.4)]
ALL = STORM + BANK + ALONE
"""Three reports of one event, two of another, and a recipe."""


def make_reading(records: Iterable[Record]) -> Reading:
    """Wrap records as if a source had read them."""
    return Reading(list(records), [])


def make_article(name: str, title: str, day: float | None = 0.0, excerpt: str = "") -> Article:
    """Build an article of outlet ``<name>.example``."""
    return Article(
        id=f"a{name}",
        title=title,
        excerpt=excerpt,
        url=f"https://{name}.example/",
        keys=(f"{name}.example/",),
        outlet=Outlet(name.title(), f"{name}.example"),
        published=None if day is None else FIRST_DAY + timedelta(days=day),
        topics=(),
        quality=None,
        is_own=True,
        records=(0,),
        text_from=0,
        date_from=0,
    )


def make_corpus(articles: Iterable[Article], links: Iterable[tuple[int, int]] = ()) -> Corpus:
    """Build a corpus with one record for each article; ``links`` are positions."""
    listed = sorted(articles, key=lambda article: article.id)
    pairs = np.array(sorted(links), dtype=np.int64).reshape(-1, 2)
    return Corpus(listed, np.arange(len(listed), dtype=np.int64), pairs)


def text_written(write: Callable[..., object], told: object, *more: object) -> str:
    """Return what is written of a result, or of news, to a stream."""
    stream = io.StringIO()
    write(told, stream, *more)
    return stream.getvalue()
