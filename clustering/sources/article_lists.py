"""Finds the list of articles in a JSON document and cuts it into rows.

News services answer with one object in which the articles are a list somewhere inside. The list
is found by what its objects hold, so that no service has to be known by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from clustering.sources.names import key_inside, layout_of_keys, open_mappings
from clustering.sources.tables.jsonlines import rows_of
from clustering.sources.tables.rows import BadRow, Rows
from clustering.sources.values import is_address, type_name


class Found(NamedTuple):
    """A list of articles and where it stands.

    Attributes
    ----------
    path
        The keys that lead to it, joined by points; empty for the whole document.
    items
        Its items; those that are no objects are named as broken.
    full, complete, useful
        How many objects have a title, an address, and a date or a text; how many have a title
        and an address; and how many have either.
    """

    path: str
    items: Sequence[object]
    full: int
    complete: int
    useful: int


def cut_document(document: object) -> Iterator[Rows | BadRow]:
    """Give the objects of the longest list of articles as rows, numbered from 1.

    What has no title and no address in any of its objects is no list of articles.
    """
    found = find_articles(document)
    if found is None:
        yield BadRow(0, "holds no list of objects with a title or an address")
        return
    yield from rows_of(
        (number, item if isinstance(item, dict) else f"{type_name(item)}, not an object")
        for number, item in enumerate(found.items, start=1)
    )


def find_articles(document: object) -> Found | None:
    """Return the list with most articles: objects with title and address, else with either."""
    best: Found | None = None
    pending: list[tuple[str, object]] = [("", document)]
    while pending:
        path, value = pending.pop()
        items = _items_of(value)
        found = _judge(path, items) if items else None
        if found and (best is None or found[2:] > best[2:]):
            best = found
        if found and found.complete:
            continue  # what is inside of articles belongs to them
        if isinstance(value, dict):
            pending += [(f"{path}.{key}".strip("."), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [(path, inner) for inner in value if isinstance(inner, dict | list)]
    if best is None and isinstance(document, dict) and holds_article(document):
        return _judge("", [document])
    return best


def holds_article(item: Mapping[Any, Any]) -> bool:
    """Whether an object has a title or an address."""
    return any(_holds(item)[:2])


def _items_of(value: object) -> Sequence[object]:
    """Return what may be a list of articles: a list, a mapping of objects, a table by columns."""
    if isinstance(value, list):
        return _from_rows(value) if value and all(isinstance(one, list) for one in value) else value
    if not isinstance(value, dict) or not value:
        return ()
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list):
        return _from_rows([names, *data])
    inner = list(value.values())
    if any(_holds(value, whole=False)[:2]) and all(isinstance(one, dict | list) for one in inner):
        return _from_columns(value)
    if len(inner) > 1 and all(isinstance(one, dict) for one in inner):
        return inner
    return ()


def _from_rows(rows: Sequence[object]) -> Sequence[object]:
    """Read a table whose first row holds the names of its columns."""
    header = rows[0] if rows else None
    if not isinstance(header, list) or not all(isinstance(name, str) for name in header):
        return ()
    return [
        dict(zip(header, row, strict=False)) if isinstance(row, list) else row for row in rows[1:]
    ]


def _from_columns(columns: Mapping[str, Any]) -> Sequence[object]:
    """Read a table that is a list, or a mapping by row, for each column, as pandas writes it."""
    by_key: dict[object, dict[str, Any]] = {}
    for name, column in columns.items():
        pairs = column.items() if isinstance(column, dict) else enumerate(column)
        for key, value in pairs:
            by_key.setdefault(key, {})[name] = value
    return list(by_key.values())


def _judge(path: str, items: Sequence[object]) -> Found | None:
    opened = [_unwrap(item) for item in items]
    held = [_holds(item) for item in opened if isinstance(item, dict)]
    useful = sum(one.title or one.address for one in held)
    if not useful:
        return None
    complete = sum(one.title and one.address for one in held)
    return Found(path, opened, sum(map(all, held)), complete, useful)


def _unwrap(item: object) -> object:
    """Return the object inside of one that says nothing itself: ``{"kind": …, "data": {…}}``."""
    if isinstance(item, dict) and not holds_article(item):
        for inner in item.values():
            if isinstance(inner, dict) and holds_article(inner):
                return inner
    return item


class _Held(NamedTuple):
    """Whether an object has a title, an address, and anything else of an article."""

    title: bool
    address: bool
    more: bool


def _holds(item: Mapping[Any, Any], *, whole: bool = True) -> _Held:
    """Find out what an object holds; ``whole`` asks for values, and not only for names."""
    pairs = [(str(name), value) for name, value in item.items()]
    for name, value in pairs[:]:
        for key, full_name in open_mappings(name, (value,)):
            pairs.append((full_name, key_inside(value, key)))
    layout = layout_of_keys(tuple([name for name, _ in pairs]))

    def is_said(positions: Sequence[int]) -> bool:
        values = [pairs[at][1] for at in positions]
        return any(not whole or isinstance(value, str | int | float) for value in values)

    own = [pairs[at][1] for at in layout.maybe_urls if at < len(item)]
    is_doubtful = any(not whole or is_address(value) for value in own)
    has_more = is_said((*layout.published, *layout.excerpt))
    return _Held(is_said(layout.title), is_said(layout.url) or is_doubtful, has_more)
