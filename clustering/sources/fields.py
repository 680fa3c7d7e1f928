"""What a post or a related entry says: its YAML values as the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from clustering.sources.dates import read_first_date
from clustering.sources.frontmatter import Fault
from clustering.sources.names import layout_of_keys
from clustering.sources.values import (
    WrongType,
    read_names,
    read_number,
    read_outlet,
    read_text,
    split_outlet,
    type_name,
)


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
    unread_date: str


class Post(NamedTuple):
    """One file: what it says itself, and what the entries of its related list say."""

    own: Fields
    related: list[Fields | Fault] | Fault


def read_fields(values: object) -> Fields | Fault:
    """Read what a post or an entry says out of its YAML values.

    Of several keys for one field the first that says something counts, as in tables; of keys
    for addresses, all. A list or mapping in place of text (title, excerpt, URL, outlet) is a
    fault, as is having neither title nor URL; a date, number or topic that cannot be read is
    missing.
    """
    if not isinstance(values, Mapping):
        return Fault(f"{type_name(values)}, not lines of 'key: value'")
    items = [(value, str(name)) for name, value in values.items()]
    layout = layout_of_keys(tuple([name for _, name in items]))

    def every(positions: tuple[int, ...]) -> list[tuple[object, str]]:
        return [items[at] for at in positions if items[at][0] not in (None, "")]

    def first(positions: tuple[int, ...]) -> tuple[object, str]:
        return next(iter(every(positions)), (None, ""))

    outlet, outlet_key = first(layout.outlet)
    name, domain = split_outlet(outlet, first(layout.domain)[0])
    try:
        title = read_text(*first(layout.title))
        excerpt = read_text(*first(layout.excerpt))
        urls = dict.fromkeys(read_text(*pair) for pair in every(layout.url))
        outlet_name = read_outlet(name, outlet_key)
        outlet_domain = read_text(domain, f"{outlet_key} domain".strip())
    except WrongType as error:
        return Fault(str(error))
    urls.pop("", None)
    if not title and not urls:
        return Fault("neither a title nor a URL")
    published, unread = read_first_date([value for value, _ in every(layout.published)])
    return Fields(
        title,
        excerpt,
        tuple(urls),
        outlet_name,
        outlet_domain,
        published,
        read_names(first(layout.topics)[0]),
        read_number(first(layout.quality)[0]),
        unread,
    )
