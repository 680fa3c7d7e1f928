"""What a post or a related entry says: the values of its header as the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from clustering.sources.dates import read_first_date
from clustering.sources.names import (
    EXTERNAL_NAMES,
    FIELD_NAMES,
    NAME_OF_OUTLET,
    WRAPPERS,
    find_layout,
    key_inside,
    keys_in,
    layout_of_keys,
    plain_name,
)
from clustering.sources.tables.columns import ColumnMapping, find_named
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
_WRAPPERS = frozenset(WRAPPERS)
_NESTED = (dict, list)
_PATH = re.compile(r"/[^\s:{}<>]*[^\s:{}<>/][^\s:{}<>]*")  # not `/:categories/:title/`, a pattern


class Fault(NamedTuple):
    """Why something could not be read, and the line of the file where that is known."""

    reason: str
    line: int | None = None


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

    def with_field(self, field: str, key: str) -> Used:
        """Note a further field, and what gave it."""
        return self._replace(fields=(*self.fields, (field, key)))


NO_PATH = ("", "")


class Post(NamedTuple):
    """One file: what it says itself, and what the entries of its related list say.

    ``encoding`` is the name of the file's where it is neither UTF-8 nor marked; ``path`` an address
    that names no site, such as ``/news/x.html``, and its key.
    """

    own: Fields
    related: list[Fields | Fault] | Fault
    used: Used = Used()
    encoding: str = ""
    path: tuple[str, str] = NO_PATH


SAYS_NOTHING = Fault("neither a title nor a URL")


class _Keys:
    """The keys of one mapping by the fields they may hold, those inside of mappings as well."""

    def __init__(self, values: Mapping[object, object], mapping: ColumnMapping) -> None:
        if not _WRAPPERS.isdisjoint(values):
            values = _unwrapped(values)
        names = tuple([str(name) for name in values])
        self.values = list(values.values())
        opened = []
        for at, key, name in _openings(names):
            if (inside := key_inside(self.values[at], key)) is not None:
                self.values.append(inside)
                opened.append(name)
        self.names = names + tuple(opened) if opened else names
        known = find_named(mapping, self.names) if mapping else {}
        self.layout = find_layout(self.names, known) if known else layout_of_keys(self.names)
        self.used: dict[str, str] = {}
        self.path = NO_PATH

    def first(self, field: str, positions: Sequence[int]) -> tuple[object, str]:
        """Return the first value that says something and its key; text goes before mappings."""
        second = -1
        for at in positions:
            value = self.values[at]
            if value is None or value == "":
                continue
            if not isinstance(value, _NESTED):
                self.used[field] = name = self.names[at]
                return value, name
            second = at if second < 0 else second
        if second < 0:
            return None, ""
        self.used[field] = self.names[second]
        return self.values[second], self.names[second]

    def every(self, positions: Sequence[int]) -> list[tuple[object, str]]:
        """Return every value that says something, and its key."""
        pairs = [(self.values[at], self.names[at]) for at in positions]
        return [pair for pair in pairs if pair[0] is not None and pair[0] != ""]

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses; those of an article of another site hide those of the post."""
        found: dict[str, str] = {}
        texts = [at for at in self.layout.url if not isinstance(self.values[at], _NESTED)]
        for at in texts if any([self.values[at] for at in texts]) else self.layout.url:
            text = read_text(self.values[at], self.names[at])
            if text and not (text[0] in "/#?." and is_part_of_site(text)):
                found.setdefault(text, self.names[at])
            elif self.path is NO_PATH and _PATH.fullmatch(text):
                self.path = text, self.names[at]
        if not found:
            maybe = self.every(self.layout.maybe_urls)
            found = dict([(str(one).strip(), key) for one, key in maybe if is_address(one)][:1])
        if len(found) > 1:
            external = [url for url, key in found.items() if _is_external(key) and is_address(url)]
            if external:
                found = {url: found[url] for url in found if same_site(url, external[0])}
        if found:
            self.used["url"] = next(iter(found.values()))
        return tuple(found)


@lru_cache(maxsize=1_000)
def _openings(names: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Return which keys of which mappings may hold fields: position, key and full name."""
    return [(at, key, f"{name}.{key}") for at, name in enumerate(names) for key in keys_in(name)]


def _unwrapped(values: Mapping[object, object]) -> dict[object, object]:
    """Add what a user added to the front matter inside of a mapping of the site generator."""
    added: dict[object, object] = {}
    for name in WRAPPERS:
        wrapped = values.get(name)
        if isinstance(wrapped, dict):
            added |= wrapped
    return {**values, **{key: value for key, value in added.items() if key not in values}}


@lru_cache(maxsize=1_000)
def _is_external(key: str) -> bool:
    return plain_name(key) in _EXTERNAL


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
    if not isinstance(values, Mapping):
        return Fault(f"{type_name(values)}, not lines of 'key: value'")
    return _read(_Keys(values, mapping))


def read_and_note(
    values: Mapping[object, object], mapping: ColumnMapping = ()
) -> tuple[Fields | Fault, Used, tuple[str, str]]:
    """As :func:`read_fields`; and note which keys gave what, and the ``path`` of the post."""
    keys = _Keys(values, mapping)
    fields = _read(keys)
    order = [(field, keys.used[field]) for field in FIELD_NAMES if field in keys.used]
    others = tuple([keys.names[at] for at in keys.layout.others])
    return fields, Used(tuple(order), others), keys.path


def _read(keys: _Keys) -> Fields | Fault:
    layout = keys.layout
    try:
        title = read_text(*keys.first("title", layout.title))
        excerpt = read_text(*keys.first("excerpt", layout.excerpt))
        urls = keys.addresses()
        outlet_name, outlet_domain = _read_outlet(keys)
    except WrongType as error:
        return Fault(str(error))
    if not title and not urls:
        return SAYS_NOTHING
    dates = keys.every(layout.published)
    published, unread = read_first_date([value for value, _ in dates])
    if dates and (published or unread):
        keys.used["published"] = dates[0][1] if len(dates) == 1 else _dated(dates)
    topics = keys.every(layout.topics)[:1]
    if topics:
        keys.used["topics"] = topics[0][1]
    quality = read_number(keys.first("quality", layout.quality)[0])
    return Fields(
        title,
        excerpt,
        urls,
        outlet_name,
        outlet_domain,
        published,
        read_names(topics[0][0]) if topics else (),
        quality,
        unread,
    )


def _dated(dates: Sequence[tuple[object, str]]) -> str:
    """Return the key of the first date that says something."""
    return next((key for value, key in dates if any(read_first_date([value]))), dates[0][1])


def _read_outlet(keys: _Keys) -> tuple[str, str]:
    """Read name and domain; an address in place of the name says only the domain."""
    positions = keys.layout.outlet
    domain, _ = keys.first("domain", keys.layout.domain)
    outlet = keys.values[positions[0]] if positions else None
    key = keys.names[positions[0]] if positions else ""
    if not (isinstance(outlet, dict) and outlet.get(NAME_OF_OUTLET)):
        outlet, key, domain = _find_outlet(keys.every(positions), domain)
    name, domain = split_outlet(outlet, domain)
    if name:
        keys.used["outlet"] = key
    return read_outlet(name, key), read_text(domain, f"{key} domain".strip())


def _find_outlet(said: Sequence[tuple[object, str]], domain: object) -> tuple[object, str, object]:
    """Return the first that may be an outlet, its key and the domain: a name before a mapping."""
    sure = [pair for pair in said if not is_address(pair[0])]
    plain = [pair for pair in sure if not isinstance(pair[0], _NESTED)]
    outlet, key = next(iter([*plain, *sure]), (None, ""))
    address = next((value for value, _ in said if is_address(value)), None)
    return outlet, key, domain or address
