"""What a post or a related entry says: the values of its header as the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from clustering.sources.columns import ColumnMapping, find_named
from clustering.sources.dates import read_first_date
from clustering.sources.frontmatter import Fault
from clustering.sources.names import (
    EXTERNAL_NAMES,
    FIELD_NAMES,
    WRAPPERS,
    find_layout,
    key_inside,
    layout_of_keys,
    open_mappings,
    plain_name,
)
from clustering.sources.values import (
    WrongType,
    is_address,
    is_part_of_site,
    read_names,
    read_number,
    read_outlet,
    read_text,
    same_site,
    split_outlet,
    type_name,
)

_EXTERNAL = frozenset(map(plain_name, EXTERNAL_NAMES))


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


class Used(NamedTuple):
    """Which keys of a post gave which fields, and which gave none."""

    fields: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


class Post(NamedTuple):
    """One file: what it says itself, and what the entries of its related list say.

    ``encoding`` is the name of the file's where it is neither UTF-8 nor marked.
    """

    own: Fields
    related: list[Fields | Fault] | Fault
    used: Used = Used()
    encoding: str = ""


SAYS_NOTHING = Fault("neither a title nor a URL")


class _Keys:
    """The keys of one mapping by the fields they may hold."""

    def __init__(self, values: Mapping[object, object], mapping: ColumnMapping) -> None:
        self.items = _open(values)
        names = tuple([name for _, name in self.items])
        known = find_named(mapping, names) if mapping else {}
        self.layout = find_layout(names, known) if known else layout_of_keys(names)
        self.used: dict[str, str] = {}

    def first(self, field: str, positions: Sequence[int]) -> tuple[object, str]:
        """Return the first value that says something and its key; text goes before mappings."""
        said = self.every(positions)
        if not said:
            return None, ""
        value, key = next((one for one in said if not isinstance(one[0], dict | list)), said[0])
        self.used[field] = key
        return value, key

    def every(self, positions: Sequence[int]) -> list[tuple[object, str]]:
        """Return every value that says something, and its key."""
        return [self.items[at] for at in positions if self.items[at][0] not in (None, "")]

    def addresses(self) -> list[str]:
        """Return the addresses; those of an article of another site hide those of the post."""
        said = self.every(self.layout.url)
        texts = [one for one in said if not isinstance(one[0], dict | list)]
        pairs = [(read_text(*pair), pair[1]) for pair in texts or said]
        pairs = [pair for pair in pairs if pair[0] and not is_part_of_site(pair[0])]
        if not pairs:
            maybe = [(value, key) for value, key in self.every(self.layout.maybe_urls)]
            pairs = [(str(value).strip(), key) for value, key in maybe if is_address(value)][:1]
        external = [url for url, key in pairs if plain_name(key) in _EXTERNAL and is_address(url)]
        if external:
            pairs = [pair for pair in pairs if same_site(pair[0], external[0])]
        if pairs:
            self.used["url"] = pairs[0][1]
        return list(dict.fromkeys(url for url, _ in pairs))


def read_fields(values: object, mapping: ColumnMapping = ()) -> Fields | Fault:
    """Read what a post or an entry says out of its values.

    Of several keys for one field the first that says something counts, as in tables; of keys
    for addresses, all. A list or mapping in place of text (title, excerpt, URL, outlet) is a
    fault, as is having neither title nor URL; a date, number or topic that cannot be read is
    missing.

    Parameters
    ----------
    mapping
        Keys the user named for a field; they count where they are there.
    """
    return read_and_note(values, mapping)[0]


def read_and_note(values: object, mapping: ColumnMapping = ()) -> tuple[Fields | Fault, Used]:
    """As :func:`read_fields`; and note which keys gave what."""
    if not isinstance(values, Mapping):
        return Fault(f"{type_name(values)}, not lines of 'key: value'"), Used()
    keys = _Keys(values, mapping)
    layout = keys.layout
    try:
        title = read_text(*keys.first("title", layout.title))
        excerpt = read_text(*keys.first("excerpt", layout.excerpt))
        urls = keys.addresses()
        outlet_name, outlet_domain = _read_outlet(keys)
    except WrongType as error:
        return Fault(str(error)), Used()
    if not title and not urls:
        return SAYS_NOTHING, Used()
    dates = keys.every(layout.published)
    published, unread = read_first_date([value for value, _ in dates])
    if dates and (published or unread):
        keys.used["published"] = next(
            (key for value, key in dates if any(read_first_date([value]))), dates[0][1]
        )
    topics = keys.every(layout.topics)[:1]
    if topics:
        keys.used["topics"] = topics[0][1]
    quality = read_number(keys.first("quality", layout.quality)[0])
    fields = Fields(
        title,
        excerpt,
        tuple(urls),
        outlet_name,
        outlet_domain,
        published,
        read_names(topics[0][0]) if topics else (),
        quality,
        unread,
    )
    order = [(field, keys.used[field]) for field in FIELD_NAMES if field in keys.used]
    return fields, Used(tuple(order), tuple(keys.items[at][1] for at in layout.others))


def _read_outlet(keys: _Keys) -> tuple[str, str]:
    """Read name and domain; an address in place of the name says only the domain."""
    said = keys.every(keys.layout.outlet)
    names = [one for one in said if not isinstance(one[0], dict | list) and not is_address(one[0])]
    mappings = [one for one in said if isinstance(one[0], dict)]
    others = [one for one in said if not is_address(one[0])]
    outlet, key = next(iter([*mappings, *names, *others]), (None, ""))
    domain, _ = keys.first("domain", keys.layout.domain)
    name, domain = split_outlet(outlet, domain)
    if not name and names:
        name, key = names[0]
    if not domain:
        domain = next((value for value, _ in said if is_address(value)), None)
    if name:
        keys.used["outlet"] = key
    return read_outlet(name, key), read_text(domain, f"{key} domain".strip())


def _open(values: Mapping[object, object]) -> list[tuple[object, str]]:
    """Give values with their keys, those inside of mappings as well: ``source.name``."""
    items = [(value, str(name)) for name, value in values.items()]
    for value, name in items[:]:
        if not isinstance(value, dict | list):
            continue
        if name in WRAPPERS and isinstance(value, dict):
            items += [(inside, str(key)) for key, inside in value.items() if key not in values]
        for key, full_name in open_mappings(name, (value,)):
            if (inside := key_inside(value, key)) is not None:
                items.append((inside, full_name))
    return items
