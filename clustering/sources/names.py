"""The names under which posts, tables, feeds and documents hold the fields of an article.

The one place for them: every reader takes its names from ``FIELD_NAMES``, so a name that is
added there is understood wherever it can stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class FieldNames(NamedTuple):
    """What one field is called, the preferred name first.

    Attributes
    ----------
    usual
        Columns of tables and keys of front matter. They are found in any spelling: ``webUrl``,
        ``web_url`` and ``Web URL`` are one name.
    feed
        Elements of RSS and Atom, as feedparser calls them.
    json_feed
        Keys of an item of JSON Feed.
    """

    usual: tuple[str, ...]
    feed: tuple[str, ...] = ()
    json_feed: tuple[str, ...] = ()


FIELD_NAMES = {
    "id": FieldNames(("id",), ("id",), ("id",)),
    "title": FieldNames(("title", "headline"), ("title",), ("title",)),
    "excerpt": FieldNames(
        ("excerpt", "description", "summary", "lede", "text"),
        ("summary", "content"),
        ("summary", "content_text", "content_html"),
    ),
    "url": FieldNames(
        ("url", "link", "webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl", "permalink"),
        ("feedburner_origlink", "link"),
        ("url", "external_url"),
    ),
    "outlet": FieldNames(("outlet", "publisher", "source", "provider"), ("source",)),
    "domain": FieldNames(("domain", "hostname")),
    "published": FieldNames(
        (
            "published",
            "publishedDateTime",
            "publishedAt",
            "datePublished",
            "pubDate",
            "date",
            "datetime",
            "timestamp",
        ),
        ("published", "updated", "created"),
        ("date_published", "date_modified"),
    ),
    "topics": FieldNames(("topics",), ("tags",), ("tags",)),
    "quality": FieldNames(("quality",)),
    "related": FieldNames(("related",)),
}


RELATED = FIELD_NAMES["related"].usual[0]
"""The list of a post that holds whole articles; the related column of a table holds URLs."""

NAME_OF_OUTLET, DOMAIN_OF_OUTLET = "name", "domain"
"""Keys of an outlet that is a mapping."""


class Layout(NamedTuple):
    """Positions of the columns or keys that hold each field, in order of preference.

    ``others`` are those that hold no field.
    """

    id: tuple[int, ...]
    title: tuple[int, ...]
    excerpt: tuple[int, ...]
    url: tuple[int, ...]
    outlet: tuple[int, ...]
    domain: tuple[int, ...]
    published: tuple[int, ...]
    topics: tuple[int, ...]
    quality: tuple[int, ...]
    related: tuple[int, ...]
    others: tuple[int, ...] = ()

    @property
    def fields_found(self) -> int:
        """How many fields the columns hold."""
        return sum(bool(positions) for positions in self[:-1])


def find_layout(names: Sequence[str], known: Mapping[str, Sequence[int]] | None = None) -> Layout:
    """Find what each column or key holds, by its name.

    Parameters
    ----------
    known
        Positions that somebody named for a field; these fields are looked for nowhere else.
    """
    found = {field: tuple(positions) for field, positions in (known or {}).items()}
    taken = set(_joined(found.values()))
    plain = [_plain(name) for name in names]
    for field, usual in FIELD_NAMES.items():
        if field not in found:
            found[field] = tuple(
                position
                for name in map(_plain, usual.usual)
                for position, written in enumerate(plain)
                if written == name and position not in taken
            )
    used = set(_joined(found.values()))
    others = tuple(position for position in range(len(names)) if position not in used)
    return Layout(**{field: found[field] for field in FIELD_NAMES}, others=others)


layout_of_keys = lru_cache(maxsize=1_000)(find_layout)
"""As ``find_layout``, remembered: most posts have the same keys in the same order."""


def _joined(positions: Iterable[Sequence[int]]) -> Iterable[int]:
    return (position for some in positions for position in some)


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()
