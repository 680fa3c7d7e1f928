"""What a post or a related entry says: its YAML values as the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from clustering.sources.dates import read_date, unread_date
from clustering.sources.frontmatter import Fault
from clustering.sources.values import (
    WrongType,
    is_false,
    read_names,
    read_number,
    read_outlet,
    read_text,
    type_name,
)

_URLS = ("webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl")


class Fields(NamedTuple):
    """What one post or related entry says, in the order of the fields of a record."""

    title: str
    excerpt: str
    urls: tuple[str, ...]
    outlet_name: str
    outlet_domain: str
    published: datetime | None
    topics: tuple[str, ...]
    quality: float | None
    heat: float | None
    kind: str
    draft: bool
    unread_date: str


class Post(NamedTuple):
    """One file: what it says itself, and what the entries of its related list say."""

    own: Fields
    related: list[Fields | Fault] | Fault


def read_fields(values: object) -> Fields | Fault:
    """Read what a post or an entry says out of its YAML values.

    A list or mapping in place of text (title, excerpt, URL, outlet, type) is a fault, as is
    having neither title nor URL; a date, number or topic that cannot be read is missing.
    """
    if not isinstance(values, Mapping):
        return Fault(f"{type_name(values)}, not lines of 'key: value'")
    provider = values.get("provider")
    if not isinstance(provider, Mapping):
        provider = {"name": provider}
    try:
        title = read_text(values.get("title"), "title")
        excerpt = read_text(values.get("excerpt"), "excerpt")
        urls = tuple(dict.fromkeys(read_text(values.get(name), name) for name in _URLS))
        outlet_name = read_outlet(provider.get("name"), "provider")
        outlet_domain = read_text(provider.get("domain"), "provider domain")
        kind = read_text(values.get("type"), "type")
    except WrongType as error:
        return Fault(str(error))
    urls = tuple(url for url in urls if url)
    if not title and not urls:
        return Fault("neither a title nor a URL")
    written = values.get("publishedDateTime")
    published = read_date(written)
    return Fields(
        title,
        excerpt,
        urls,
        outlet_name,
        outlet_domain,
        published,
        read_names(values.get("topics")),
        read_number(values.get("quality")),
        read_number(values.get("heat")),
        kind,
        is_false(values.get("published")),
        "" if published else unread_date(written),
    )
