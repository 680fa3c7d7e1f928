"""From the columns of some rows to the fields of their records, and which columns gave what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from clustering.sources.names import Layout, key_inside, open_mappings
from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.taken import Tally
from clustering.sources.values import (
    is_address,
    is_part_of_site,
    read_names,
    read_number,
    read_outlets,
    read_text,
    read_texts,
    read_urls,
    split_outlet,
)

Cells = Sequence[Any]


class Block(NamedTuple):
    """The columns of some rows, those inside of mappings as well (``source.name``).

    Attributes
    ----------
    names
        Names of the columns.
    columns
        For each column, one value for each row.
    layout
        Which column holds what; ``others`` are among those that the rows have themselves.
    """

    names: tuple[str, ...]
    columns: list[Cells]
    layout: Layout

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    def pick(self, positions: Sequence[int], *, text: bool = True) -> tuple[Cells, list[str]]:
        """Return each row's first value that is there, and the columns that give one.

        A list or a mapping gives way to text, where text is wanted.
        """
        if not positions:
            return [""] * self.rows, []
        return first_of([(self.names[at], self.columns[at]) for at in positions], text=text)


def open_block(names: tuple[str, ...], columns: list[Cells], finder: ColumnFinder) -> Block:
    """Find what the columns hold, and open the mappings that hold some of it."""
    opened = [
        (full_name, [key_inside(value, key) for value in column])
        for name, column in zip(names, columns, strict=True)
        for key, full_name in open_mappings(name, column)
        if full_name not in names
    ]
    every = (*names, *[name for name, _ in opened])
    layout = finder.find(every)
    own = len(names)
    layout = layout._replace(
        others=tuple(at for at in layout.others if at < own),
        maybe_urls=tuple(at for at in layout.maybe_urls if at < own),
    )
    return Block(every, [*columns, *[column for _, column in opened]], layout)


def read_block(block: Block, tally: Tally) -> dict[str, Iterable[Any]]:
    """Read all fields but the name, the source and the date of the records; count them.

    Raises
    ------
    WrongType
        For a list or a mapping in place of text.
    """
    layout = block.layout
    fields: dict[str, Iterable[Any]] = {}
    for field, positions in (("title", layout.title), ("excerpt", layout.excerpt)):
        values, names = block.pick(positions)
        texts = read_texts(values, field)
        fields[field] = texts
        tally.count(field, names, len(texts) - texts.count(""))
    if layout.url or layout.maybe_urls:
        fields["urls"] = _read_addresses(block, tally)
    if layout.outlet or layout.domain:
        fields["outlet_name"], fields["outlet_domain"] = _read_outlets(block, tally)
    if layout.topics:
        values, names = block.pick(layout.topics, text=False)
        fields["topics"] = topics = list(map(read_names, values))
        tally.count("topics", names, sum(map(bool, topics)))
    if layout.quality:
        values, names = block.pick(layout.quality)
        fields["quality"] = numbers = list(map(read_number, values))
        tally.count("quality", names, len(numbers) - numbers.count(None))
    if layout.related:
        values, names = block.pick(layout.related, text=False)
        fields["related_urls"] = related = list(map(read_urls, values))
        tally.count("related", names, sum(map(bool, related)))
    _note_others(block, tally)
    return fields


def first_of(named: Sequence[tuple[str, Cells]], *, text: bool = True) -> tuple[Cells, list[str]]:
    """Return each row's first value that is there, and the columns that give one."""
    first, values = named[0]
    names = [] if all(_gives_way(value, text=text) for value in values) else [first]
    for name, column in named[1:]:
        chosen = [
            other if _gives_way(value, text=text) and _is_there(other) else value
            for value, other in zip(values, column, strict=True)
        ]
        if any(now is not before for now, before in zip(chosen, values, strict=True)):
            names.append(name)
            values = chosen
    return values, names or [first] * any(map(_is_there, values))


def _is_there(value: object) -> bool:
    """Whether a cell says something: not where nothing but blanks or invisible signs are in it."""
    if isinstance(value, str):
        return "!" <= value[:1] <= "~" or bool(read_text(value, ""))  # the first is most of them
    return value is not None and value == value  # nan is no value


def _gives_way(value: object, *, text: bool) -> bool:
    return not _is_there(value) or (text and isinstance(value, dict | list))


def _read_addresses(block: Block, tally: Tally) -> Sequence[tuple[str, ...]]:
    """Read every address of each row; of the doubtful ones only where there is no other."""
    urls: list[tuple[str, ...]] = [()] * block.rows
    names: list[str] = []
    read = []
    positions = block.layout.url
    columns = _texts_first([block.columns[at] for at in positions])
    for at, column in zip(positions, columns, strict=True):
        texts = read_texts(column, block.names[at])
        if any(text[:1] in "/#?." for text in texts if text):
            texts = ["" if is_part_of_site(text) else text for text in texts]
        if any(texts):
            names.append(block.names[at])
            read.append(texts)
    if len(read) == 1:
        urls = [(url,) if url else () for url in read[0]]
    elif read:
        urls = [tuple(filter(None, dict.fromkeys(row))) for row in zip(*read, strict=True)]
    if () in urls:
        for at in block.layout.maybe_urls:
            column = block.columns[at]
            found = [
                (str(value).strip(),) if not own and is_address(value) else own
                for own, value in zip(urls, column, strict=True)
            ]
            if found != urls:
                names.append(block.names[at])
                urls = found
    tally.count("url", names, len(urls) - urls.count(()))
    return urls


def _texts_first(columns: list[Cells]) -> list[Cells]:
    """Leave out the lists and mappings of the rows that have text in another of the columns."""
    if not any(isinstance(value, dict | list) for column in columns for value in column):
        return columns
    has_text = [
        any(isinstance(value, str) and value for value in row) for row in zip(*columns, strict=True)
    ]
    return [
        [
            "" if has and isinstance(value, dict | list) else value
            for value, has in zip(column, has_text, strict=True)
        ]
        for column in columns
    ]


def _read_outlets(block: Block, tally: Tally) -> tuple[Sequence[str], Sequence[str]]:
    """Read names and domains of outlets; an address in place of a name says only the domain."""
    named: list[tuple[str, Cells]] = []
    addresses: list[object] = [None] * block.rows
    for at in block.layout.outlet:
        column = block.columns[at]
        if any(map(is_address, column)):
            addresses = [
                known or (value if is_address(value) else None)
                for known, value in zip(addresses, column, strict=True)
            ]
            column = ["" if is_address(value) else value for value in column]
        if list in map(type, column):  # of pictures, say: no name stands in a list
            column = [None if isinstance(value, list) else value for value in column]
        named.append((block.names[at], column))
    outlets, names = first_of(named) if named else ([""] * block.rows, [])
    domains, domain_names = block.pick(block.layout.domain)
    if dict in map(type, outlets):
        pairs = [split_outlet(*pair) for pair in zip(outlets, domains, strict=True)]
        outlets, domains = [name for name, _ in pairs], [domain for _, domain in pairs]
    if any(addresses):
        domains = [own or other or "" for own, other in zip(domains, addresses, strict=True)]
    read = read_outlets(outlets, "outlet")
    sites = read_texts(domains, "domain")
    tally.count("outlet", names, len(read) - read.count(""))
    tally.count("domain", domain_names, len(sites) - sites.count("") if domain_names else 0)
    return read, sites


def _note_others(block: Block, tally: Tally) -> None:
    names = [block.names[at] for at in block.layout.others]
    tally.note_others(names)
    for at, name in zip(block.layout.others, names, strict=True):
        tally.sample(name, block.columns[at])
